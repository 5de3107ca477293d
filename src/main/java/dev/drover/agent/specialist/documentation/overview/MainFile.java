package dev.drover.agent.specialist.documentation.overview;

import dev.drover.agent.specialist.documentation.source.TestPaths;
import dev.drover.agent.specialist.project.EntryPoint;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from a file's text whether a program begins in it, and how that is started. */
final class MainFile {
    private static final Pattern JAVA_MAIN = Pattern.compile(
            "(?m)^[ \\t]*+(?:public[ \\t]++)?static\\s{1,99}(?:public\\s{1,99})?void\\s{1,99}main\\s{0,99}\\(\\s{0,99}(?:final\\s{1,99})?String");
    private static final Pattern JAVA_PACKAGE = Pattern.compile("(?m)^package[ \\t]++([\\w.]{1,300}+)[ \\t]*+;");
    private static final Pattern PYTHON_MAIN =
            Pattern.compile("(?m)^if[ \\t]++__name__[ \\t]*+==[ \\t]*+[\"']__main__[\"'][ \\t]*+:");
    private static final Pattern GO_MAIN = Pattern.compile("(?m)^func[ \\t]++main[ \\t]*+\\([ \\t]*+\\)");
    private static final Pattern RUST_MAIN =
            Pattern.compile("(?m)^(?:pub[ \\t]++)?(?:async[ \\t]++)?fn[ \\t]++main[ \\t]*+\\(");
    private static final Pattern RUST_PLACE = Pattern.compile("src/(?:main|bin/[\\w-]{1,99})\\.rs");
    private static final Pattern PLAIN_PATH = Pattern.compile("[\\w./+-]{1,300}");

    private MainFile() {}

    static Optional<Beginning> in(String file, String text) {
        if (TestPaths.contain(file)) {
            return Optional.empty();
        }
        if (file.endsWith(".java") && JAVA_MAIN.matcher(text).find()) {
            var matcher = JAVA_PACKAGE.matcher(text);
            String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length());
            return beginning(matcher.find() ? matcher.group(1) + "." + name : name, "main class in " + file, "");
        }
        if (file.endsWith("/__main__.py")) {
            return beginning(file, "Python package", "python3 " + file.substring(0, file.lastIndexOf('/')));
        }
        if (file.endsWith(".py") && PYTHON_MAIN.matcher(text).find()) {
            return beginning(file, "Python script", "python3 " + file);
        }
        if (file.endsWith(".go") && GO_MAIN.matcher(text).find()) {
            int slash = file.lastIndexOf('/');
            return beginning(file, "Go main package", "go run ./" + (slash < 0 ? "" : file.substring(0, slash)));
        }
        if (RUST_PLACE.matcher(file).matches() && RUST_MAIN.matcher(text).find()) {
            String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ".rs".length());
            return beginning(file, "Rust program", name.equals("main") ? "cargo run" : "cargo run --bin " + name);
        }
        return Optional.empty();
    }

    /** A program that names its interpreter, and that the file's mode lets one start. */
    static Optional<Beginning> script(String file, String firstLine) {
        boolean place = file.indexOf('/') < 0 || file.startsWith("bin/") || file.startsWith("scripts/");
        return firstLine.startsWith("#!") && place && !TestPaths.contain(file)
                ? beginning(file, "executable, " + firstLine.strip(), "./" + file)
                : Optional.empty();
    }

    /** A path that a shell would not take as it is, is not made a command. */
    private static Optional<Beginning> beginning(String what, String where, String run) {
        boolean plain =
                run.isEmpty() || PLAIN_PATH.matcher(run.replace(" ", "")).matches();
        return Optional.of(new Beginning(new EntryPoint(what, where), plain ? run : ""));
    }
}
