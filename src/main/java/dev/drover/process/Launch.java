package dev.drover.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starting further processes of this program, from the same files and with the same options as this one. */
public final class Launch {
    private Launch() {}

    /**
     * The JVM and its options, to be followed by more options and the main class. The launcher keeps them in a file,
     * so that all processes share one AOT cache; a program that was started otherwise passes on its own class path.
     */
    public static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String app = System.getProperty("drover.app");
        Path options = app == null ? null : Path.of(app, "java.options");
        if (options != null && Files.isReadable(options)) {
            command.add("@" + options);
            return command;
        }
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmn16m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                absolute(System.getProperty("java.class.path"))));
        return command;
    }

    /** The processes that are started work in other folders than this one, so a relative path would mislead them. */
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Starts a process that outlives this one: in a session of its own, away from the terminal.
     *
     * @param environment the whole environment
     * @param output file that both output streams are appended to
     */
    public static Process detached(List<String> command, Map<String, String> environment, Path directory, Path output)
            throws IOException {
        List<String> all = new ArrayList<>();
        all.add("setsid");
        all.addAll(command);
        var builder = new ProcessBuilder(all);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.directory(directory.toFile());
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        return builder.start();
    }
}
