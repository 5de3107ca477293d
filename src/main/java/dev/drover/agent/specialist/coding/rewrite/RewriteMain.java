package dev.drover.agent.specialist.coding.rewrite;

import dev.drover.message.Json;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process that runs one recipe. Its one argument is the file with the job. */
public final class RewriteMain {
    private RewriteMain() {}

    public static void main(String[] args) throws Exception {
        RewriteJob job = Json.read(Files.readAllBytes(Path.of(args[0])), RewriteJob.class);
        RewriteAnswer answer = new Rewrite(job).run();
        Files.write(Path.of(job.answers(), RewriteAnswer.FILE), Json.prettyBytes(answer));
        // A parser may have left a thread behind.
        System.exit(0);
    }
}
