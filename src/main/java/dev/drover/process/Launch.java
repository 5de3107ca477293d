package dev.drover.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Starting further processes of this program, from the same files and with the same options as this one. */
public final class Launch {
    /**
     * The first argument is the file for the output. The process tells its number before it becomes the program; the
     * shell around it ends only then, since what is written after its end would not be read.
     */
    private static final String START_APART =
            "pid=$(setsid --fork sh -c 'umask 077; echo $$; exec \"$@\" >>\"$0\" 2>&1' \"$0\" \"$@\") && echo \"$pid\"";

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

    /** The JVM and its options for an agent: as {@link #java()}, but with the AOT cache of agents, where there is one. */
    public static List<String> agent() {
        List<String> command = java();
        String app = System.getProperty("drover.app");
        Path cache = app == null ? null : Path.of(app, "agent.aot");
        if (cache != null && Files.isReadable(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        return command;
    }

    /**
     * The JVM for a tool: work with libraries that only it needs, which lie in {@code tools} beside the program's own and
     * on no other class path, and with both compilers, since it runs for longer than a start takes. To be followed by
     * more options and the main class.
     */
    public static List<String> tool() {
        String app = System.getProperty("drover.app");
        String classPath = app == null
                ? absolute(System.getProperty("java.class.path"))
                : Path.of(app, "drover.jar") + File.pathSeparator + Path.of(app, "tools", "*");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr:level,tags",
                "-cp",
                classPath);
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

    /**
     * Starts a process that is not even a child of this one. A JVM that ends while a child lives waits for 0.3 s, since
     * its thread that awaits the child is then in native code. What it writes is its owner's alone.
     *
     * @param environment the whole environment
     * @param output file that both output streams are appended to
     */
    public static ProcessId apart(List<String> command, Map<String, String> environment, Path directory, Path output)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("sh", "-c", START_APART, output.toString()));
        all.addAll(command);
        var builder = new ProcessBuilder(all);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.directory(directory.toFile());
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(output.toFile()));
        Process starter = builder.start();
        try (BufferedReader told = starter.inputReader(StandardCharsets.US_ASCII)) {
            String pid = told.readLine();
            Optional<ProcessId> id = pid == null ? Optional.empty() : ProcessId.of(Long.parseLong(pid));
            return id.orElseThrow(
                    () -> new IOException(command.getFirst() + " could not be started in the background; see " + output
                            + ". It takes the " + "setsid of util-linux (apt-get install util-linux)"));
        }
    }
}
