package dev.drover.message;

/** Where the files of a request lie: {@code bus/runs/<shard>/<request_id>}, the shard keeping folders small. */
public final class RunFolder {
    private RunFolder() {}

    /** The folder relative to the home. The shard is the first byte (hex) of the SHA-256 of the id. */
    public static String of(String requestId) {
        Ids.require("request_id", requestId);
        return "bus/runs/" + Sha256.of(requestId).substring(0, 2) + "/" + requestId;
    }
}
