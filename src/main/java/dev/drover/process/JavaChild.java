package dev.drover.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Started through {@link ProcessBuilder} and {@code setsid}: three programs are run for one command. */
final class JavaChild implements Child {
    private final Process process;

    private JavaChild(Process process) {
        this.process = process;
    }

    static JavaChild start(CommandSpec spec) throws IOException {
        var builder = new ProcessBuilder(List.of("setsid", "sh", "-c", GATE));
        builder.directory(spec.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        builder.environment().put("DROVER_COMMAND", spec.command());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.output().toFile()));
        return new JavaChild(builder.start());
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void release() throws IOException {
        try (OutputStream gate = process.getOutputStream()) {
            gate.write('\n');
        }
    }

    @Override
    public OptionalInt await(Duration most) throws InterruptedException {
        return process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }
}
