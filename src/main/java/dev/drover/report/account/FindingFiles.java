package dev.drover.report.account;

import dev.drover.bus.Home;
import dev.drover.message.Artifact;
import dev.drover.message.Finding;
import dev.drover.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** All that the tasks of a run found, read again from their results, however many there are. */
public final class FindingFiles {
    private final RunAccount run;
    private final RunFile files;

    public FindingFiles(RunAccount run) {
        this.run = run;
        this.files = new RunFile(run.folder(), Bounds.EXPORT.bytes());
    }

    /** Takes one finding. */
    public interface Taker {
        void take(Finding finding) throws IOException;
    }

    /**
     * Hands on the findings of a task, one by one.
     *
     * @throws IOException when its result cannot be read to its end; those before were handed on
     */
    public void each(TaskAccount task, Taker taker) throws IOException {
        if (task.unread().isPresent()) {
            throw new IOException(task.unread().get());
        }
        try (InputStream in = files.open(attempt(task).resolve("result.json"))) {
            ResultStream.read(in, new ResultStream.Sink() {
                @Override
                public void finding(Finding finding) throws IOException {
                    taker.take(finding);
                }
            });
        }
    }

    /**
     * What a task left as JSON.
     *
     * @throws IOException when it is no file in the task's folder for artifacts, too large, or not JSON
     */
    public JsonNode tree(TaskAccount task, Artifact artifact) throws IOException {
        Path file = RunFile.artifact(new Home(run.home()), attempt(task).resolve("artifacts"), artifact)
                .orElseThrow(() -> new IOException("it is not in the folder for artifacts"));
        try (InputStream in = files.open(file)) {
            return Json.mapper().readTree(in);
        } catch (JacksonException e) {
            throw new IOException("it is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Path attempt(TaskAccount task) {
        return run.folder().resolve("tasks/" + task.id() + "/" + task.report().attempts());
    }
}
