package dev.drover.launcher;

import dev.drover.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A small checkout with the real launcher, a stand-in JDK 25 and a stand-in Maven that logs each build. */
final class Checkout {
    private static final String MAVEN = """
            #!/bin/sh
            echo "$JAVA_HOME" >>"$TOOLS/builds"
            while [ -e "$TOOLS/hold" ]; do sleep 0.05; done
            [ ! -e "$TOOLS/broken" ] || { echo 'COMPILATION ERROR: Main.java'; exit 1; }
            mkdir -p target/lib
            cat src/main/java/* >target/drover.jar
            echo library >target/lib/library.jar
            """;
    private static final String JAVA = """
            #!/bin/sh
            for last; do
                case $last in -XX:AOTCacheOutput=*) cache=${last#*=} ;; esac
            done
            case $last in
                aot-training) [ ! -e "$TOOLS/untrainable" ] || exit 2; echo cache >"$cache" ;;
                -version) ;;
                *) printf '%s\\n' "$0" "$@" "LC_ALL=${LC_ALL-}" "LC_CTYPE=${LC_CTYPE-}" "PWD=$(pwd -P)"; exit "${EXIT:-0}" ;;
            esac
            """;

    final Path root;
    final Path tools;
    final Path jdk;
    private final Map<String, String> environment = new HashMap<>();

    private Checkout(Path folder, String name) throws IOException {
        root = Files.createDirectories(folder.resolve(name));
        tools = Files.createDirectories(folder.resolve("tools"));
        jdk = jdk("jdk-25", "25.0.3");
        environment.put("PATH", tools + "/bin:/usr/bin:/bin");
        environment.put("HOME", tools.toString());
        environment.put("TOOLS", tools.toString());
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("LANG", "C.UTF-8");
    }

    static Checkout in(Path folder) throws IOException {
        return in(folder, "checkout");
    }

    static Checkout in(Path folder, String name) throws IOException {
        Checkout checkout = new Checkout(folder.toRealPath(), name);
        // The stand-in machine has no JDK but those that a test gives it.
        String launcher = Files.readString(Path.of("drover"))
                .replace("/usr/lib/jvm/*", "/nonexistent")
                .replace(" /opt/*", "")
                .replace("/usr/libexec/java_home", "/nonexistent");
        Scripts.write(checkout.launcher(), launcher);
        Scripts.write(checkout.tools.resolve("bin/mvn"), MAVEN);
        Scripts.write(checkout.tools.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
        Files.writeString(checkout.root.resolve("pom.xml"), "<project>\n<version>1.2.3</version>\n</project>\n");
        checkout.source("Main.java", "first");
        return checkout;
    }

    Path launcher() {
        return root.resolve("drover");
    }

    Path apps() {
        return root.resolve("target/app");
    }

    Checkout with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Checkout without(String variable) {
        environment.remove(variable);
        return this;
    }

    void source(String name, String text) throws IOException {
        Path file = root.resolve("src/main/java").resolve(name);
        Files.createDirectories(root.resolve("src/main/java"));
        Files.writeString(file, text);
    }

    Path jdk(String name, String version) throws IOException {
        Path home = tools.resolve(name);
        Scripts.write(home.resolve("bin/java"), JAVA);
        Scripts.write(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    void flag(String name) throws IOException {
        Files.createFile(tools.resolve(name));
    }

    void unflag(String name) throws IOException {
        Files.delete(tools.resolve(name));
    }

    int builds() throws IOException {
        Path log = tools.resolve("builds");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    String current() throws IOException {
        return Files.readString(apps().resolve("current")).strip();
    }

    List<String> installed() throws IOException {
        try (Stream<Path> entries = Files.list(apps())) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.startsWith("1.2.3-"))
                    .sorted()
                    .toList();
        }
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return finish(start(root, launcher(), arguments));
    }

    Started start(Path folder, Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(tools, "out", "");
        Path err = Files.createTempFile(tools, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Started(builder.start(), out, err);
    }

    static Run finish(Started started) throws IOException, InterruptedException {
        if (!started.process().waitFor(60, TimeUnit.SECONDS)) {
            started.process().destroyForcibly();
            throw new AssertionError("still running after 60 s; it said: " + Files.readString(started.err()));
        }
        return new Run(
                started.process().exitValue(), Files.readAllLines(started.out()), Files.readString(started.err()));
    }

    /** A launcher at work, and the files that its output goes to. */
    record Started(Process process, Path out, Path err) {}

    /** What a finished launcher left. */
    record Run(int exit, List<String> out, String err) {}
}
