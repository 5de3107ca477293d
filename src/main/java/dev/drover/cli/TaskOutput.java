package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.JournalView;
import dev.drover.cli.view.OutputFile;
import dev.drover.cli.view.RunFold;
import dev.drover.cli.view.RunView;
import dev.drover.master.Journal;
import dev.drover.master.core.Task;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** What the commands of a task write. */
final class TaskOutput {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int CHUNK = 1 << 16;

    private final Home home;
    private final String requestId;
    private final String taskId;
    private final Output output;
    private Optional<Path> showing = Optional.empty();
    private long shown;

    TaskOutput(Home home, String requestId, String taskId, Output output) {
        this.home = home;
        this.requestId = requestId;
        this.taskId = taskId;
        this.output = output;
    }

    /** Shows the last lines, and if it is to be followed all that comes until the task has ended. */
    int show(int lines, boolean follow) throws IOException {
        JournalView.Folded folded = JournalView.one(home.journal(), requestId);
        RunFold fold = folded.fold();
        Task task = task(fold);
        Optional<OutputFile> file = file(task);
        if (file.isEmpty() && !follow) {
            output.note("drover: task " + taskId + " is " + task.state().wire() + " and has written nothing");
            return Exit.DONE;
        }
        file.ifPresent(f -> begin(f, f.startOfLast(Math.max(1, lines))));
        while (true) {
            folded.tail().poll(JournalView.isAbout(requestId), line -> fold.apply(Journal.recorded(line)));
            task = task(fold);
            boolean over = task.state().isFinal();
            file(task).ifPresent(this::print);
            if (!follow || over) {
                return Exit.DONE;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private Optional<OutputFile> file(Task task) throws IOException {
        Optional<OutputFile> file = OutputFile.of(home, requestId, taskId, task.attempts());
        // A specialist that runs no command itself may have been one of an earlier attempt that did.
        for (int attempt = task.attempts() - 1;
                file.isEmpty() && attempt > 0 && task.state().isFinal();
                attempt--) {
            file = OutputFile.of(home, requestId, taskId, attempt);
        }
        return file;
    }

    private void begin(OutputFile file, long from) {
        showing = Optional.of(file.path());
        shown = from;
    }

    private void print(OutputFile file) {
        if (showing.filter(file.path()::equals).isEmpty()) {
            begin(file, 0);
        }
        for (byte[] bytes = file.read(shown, CHUNK); bytes.length > 0; bytes = file.read(shown, CHUNK)) {
            shown += bytes.length;
            output.out().print(new String(bytes, StandardCharsets.UTF_8));
        }
        output.out().flush();
    }

    private Task task(RunFold fold) throws IOException {
        RunView view = fold.run(requestId)
                .orElseThrow(() -> new DroverException("the journal does not know request '" + requestId
                        + "'; what is left of it lies in " + home.run(requestId)));
        return view.run().tasks().stream()
                .filter(task -> task.id().equals(taskId))
                .findFirst()
                .orElseThrow(() -> new DroverException("request '" + requestId + "' has no task '"
                        + Ids.printable(taskId) + "'; it has "
                        + view.run().tasks().stream().map(Task::id).collect(Collectors.joining(", "))));
    }
}
