package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell;
import dev.drover.agent.specialist.coding.rewrite.RewriteAnswer;
import dev.drover.agent.specialist.coding.rewrite.RewriteJob;
import dev.drover.agent.specialist.coding.text.EditRefused;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Evidence;
import dev.drover.message.Json;
import dev.drover.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the process that runs a recipe, and reads what it answers. */
final class RewriteTool {
    private static final List<String> COMPILER_PACKAGES =
            List.of("api", "code", "comp", "file", "jvm", "main", "model", "parser", "processing", "tree", "util");
    private static final int MAX_ANSWER_BYTES = 64 << 20;
    private static final int TAIL_BYTES = 4096;

    private RewriteTool() {}

    /** What came of it. */
    record Answered(RewriteAnswer answer, Evidence evidence) {}

    static Answered run(Assignment assignment, RewriteJob job, int heapMegabytes)
            throws IOException, InterruptedException {
        Path answers = Path.of(job.answers());
        Path file = answers.resolve("job.json");
        Files.write(file, Json.prettyBytes(job));
        var command = new ArrayList<>(Launch.tool());
        for (String name : COMPILER_PACKAGES) {
            command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
            command.add("--add-opens=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djdk.xml.enableExtensionFunctions=false",
                "-Djavax.xml.accessExternalDTD=",
                "-Djavax.xml.accessExternalStylesheet=",
                "--sun-misc-unsafe-memory-access=allow",
                "dev.drover.agent.specialist.coding.rewrite.RewriteMain",
                file.toString()));
        Shell.Ran ran = assignment.shell().run(command, assignment.workspace(), Map.of());
        if (ran.timedOut()) {
            throw new CommandTimedOut("the recipe", ran);
        }
        Path answer = answers.resolve(RewriteAnswer.FILE);
        if (ran.exitCode() != 0 || !SafeFiles.isRegular(answer)) {
            throw new EditRefused("The recipe could not be run (exit code " + ran.exitCode() + "): "
                    + SafeFiles.lastLines(SafeFiles.outputTail(ran.output(), TAIL_BYTES), 3)
                    + ". If it says OutOfMemoryError, give the task a larger param heap_mb. Nothing was changed.");
        }
        byte[] bytes = SafeFiles.read(answer, MAX_ANSWER_BYTES)
                .orElseThrow(() -> new IOException(answer + " has more than " + MAX_ANSWER_BYTES + " bytes"));
        return new Answered(Json.read(bytes, RewriteAnswer.class), ran.evidence());
    }
}
