package dev.drover.agent.specialist.documentation;

import dev.drover.agent.specialist.project.EntryPoint;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells from a file's text whether a program begins in it. */
final class MainFile {
    private static final Pattern JAVA_MAIN = Pattern.compile(
            "(?m)^\\s*(?:public\\s+)?static\\s+(?:public\\s+)?void\\s+main\\s*\\(\\s*(?:final\\s+)?String");
    private static final Pattern JAVA_PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]{1,300})\\s*;");
    private static final Pattern PYTHON_MAIN = Pattern.compile("(?m)^if\\s+__name__\\s*==\\s*[\"']__main__[\"']\\s*:");
    private static final Pattern GO_MAIN = Pattern.compile("(?m)^func\\s+main\\s*\\(\\s*\\)");

    private MainFile() {}

    static Optional<EntryPoint> in(String file, String text) {
        if (("/" + file).contains("/test/") || ("/" + file).contains("/tests/")) {
            return Optional.empty();
        }
        if (file.endsWith(".java") && JAVA_MAIN.matcher(text).find()) {
            var matcher = JAVA_PACKAGE.matcher(text);
            String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length());
            return Optional.of(
                    new EntryPoint(matcher.find() ? matcher.group(1) + "." + name : name, "main class in " + file));
        }
        if (file.endsWith(".py")
                && (file.endsWith("__main__.py") || PYTHON_MAIN.matcher(text).find())) {
            return Optional.of(new EntryPoint(file, "Python script"));
        }
        if (file.endsWith(".go") && GO_MAIN.matcher(text).find()) {
            return Optional.of(new EntryPoint(file, "Go main package"));
        }
        return Optional.empty();
    }
}
