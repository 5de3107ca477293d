package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A project with a Gradle build.
 *
 * @param wrapper whether it brings its own Gradle as an executable {@code gradlew}
 * @param jacoco whether its build files name the JaCoCo plug-in
 */
public record GradleProject(
        String buildFile, Optional<String> name, Optional<String> mainClass, boolean wrapper, boolean jacoco)
        implements BuildSystem {
    private static final int MAX_BYTES = 1 << 20;
    private static final List<String> FILES =
            List.of("build.gradle.kts", "build.gradle", "settings.gradle.kts", "settings.gradle");
    private static final Pattern NAME =
            Pattern.compile("rootProject\\.name\\s{0,9}=\\s{0,9}[\"']([^\"'$]{1,200})[\"']");
    private static final Pattern MAIN =
            Pattern.compile("mainClass(?:\\.set\\(|Name)?\\s{0,9}=?\\s{0,9}\\(?[\"']([\\w.$]{1,300})[\"']");
    private static final Pattern JACOCO = Pattern.compile("[\"'`]?\\bjacoco\\b");

    static Optional<GradleProject> read(Path root) throws IOException {
        Optional<String> buildFile = FILES.stream()
                .filter(file -> SafeFiles.isRegular(root.resolve(file)))
                .findFirst();
        if (buildFile.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder();
        for (String file : FILES) {
            text.append(SafeFiles.readText(root.resolve(file), MAX_BYTES).orElse(""))
                    .append('\n');
        }
        Path gradlew = root.resolve("gradlew");
        return Optional.of(new GradleProject(
                buildFile.get(),
                first(NAME, text),
                first(MAIN, text),
                SafeFiles.isRegular(gradlew) && Files.isExecutable(gradlew),
                JACOCO.matcher(text).find()));
    }

    private static Optional<String> first(Pattern pattern, CharSequence text) {
        return Stream.of(pattern.matcher(text))
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .findFirst();
    }

    /** The program to call, relative to the project or on the PATH. */
    public String program() {
        return wrapper ? "./gradlew" : "gradle";
    }

    @Override
    public String title() {
        return "Gradle";
    }

    @Override
    public Optional<String> description() {
        return Optional.empty();
    }

    @Override
    public List<String> buildCommands() {
        return List.of(program() + " assemble");
    }

    @Override
    public List<String> testCommands() {
        return List.of(program() + " test");
    }

    @Override
    public List<EntryPoint> entryPoints() {
        return mainClass.map(type -> new EntryPoint(type, "main class in " + buildFile)).stream()
                .toList();
    }
}
