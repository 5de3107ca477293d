package dev.drover.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Commands as a person gives them, in this process. */
final class Cli {
    /** What came of a command. */
    record Ran(int code, String out, String err) {
        @Override
        public String toString() {
            return "exit code " + code + "\n--- out\n" + out + "--- err\n" + err;
        }
    }

    private final Path home;

    Cli(Path home) {
        this.home = home;
    }

    Ran run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", home.toString()));
        return bare(all.toArray(String[]::new));
    }

    /** Without naming the home. */
    static Ran bare(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(words);
        line.getOut().flush();
        line.getErr().flush();
        return new Ran(code, out.toString(), err.toString());
    }
}
