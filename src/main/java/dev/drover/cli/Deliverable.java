package dev.drover.cli;

import dev.drover.message.DroverException;
import dev.drover.report.ReportPage;
import dev.drover.report.account.RunAccount;
import dev.drover.report.export.JunitExport;
import dev.drover.report.export.SarifExport;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** What a run can be written as, into a file that is whole or not there, or to standard output. */
enum Deliverable {
    MARKDOWN {
        @Override
        void to(OutputStream out, RunAccount run) throws IOException {
            out.write(ReportPage.markdown(run, run.folder().toUri().toString()).getBytes(StandardCharsets.UTF_8));
        }
    },
    HTML {
        @Override
        void to(OutputStream out, RunAccount run) throws IOException {
            out.write(ReportPage.html(run, run.folder().toUri().toString()).getBytes(StandardCharsets.UTF_8));
        }
    },
    JUNIT {
        @Override
        void to(OutputStream out, RunAccount run) throws IOException {
            JunitExport.write(run, out);
        }
    },
    SARIF {
        @Override
        void to(OutputStream out, RunAccount run) throws IOException {
            SarifExport.write(run, Version.text(), out);
        }
    };

    static final Path STANDARD_OUTPUT = Path.of("-");

    abstract void to(OutputStream out, RunAccount run) throws IOException;

    /** Writes it into the file that is named, if one is; {@code -} is standard output. */
    static void write(Optional<Path> file, Deliverable what, RunAccount run, Output output) throws IOException {
        if (file.isEmpty()) {
            return;
        }
        try {
            if (file.get().equals(STANDARD_OUTPUT)) {
                var text = new ByteArrayOutputStream();
                what.to(text, run);
                output.text(text.toString(StandardCharsets.UTF_8));
            } else {
                what.into(file.get(), run);
                output.note("drover: wrote " + file.get());
            }
        } catch (IOException e) {
            throw new DroverException(file.get() + " could not be written: " + e, e);
        }
    }

    /** A reader sees the old file or the whole new one; what is no file, such as a device, is written to as it is. */
    private void into(Path file, RunAccount run) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                to(out, run);
            }
            return;
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                to(out, run);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            if (Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(temporary);
            }
        }
    }
}
