package dev.drover.message;

/** Where the files of a request lie: {@code bus/runs/<shard>/<request_id>}, the shard keeping folders small. */
public final class RunFolder {
    private RunFolder() {}

    /** The folder relative to the home. The shard is the first byte (hex) of the SHA-256 of the id. */
    public static String of(String requestId) {
        Ids.require("request_id", requestId);
        return "bus/runs/" + Sha256.of(requestId).substring(0, 2) + "/" + requestId;
    }

    /**
     * The folder below it with the files of the branch that the request writes to, once it does.
     *
     * @param runFolder as {@link #of} gives it
     */
    public static String workTree(String runFolder) {
        return runFolder + "/worktree";
    }
}
