package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.WorkTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Spotless plug-in of a Maven project, by the hook that it has for editors: it reads a text and writes another, and
 * changes no file. Maven is told to stay offline, and so are those steps of Spotless that do not ask Maven for what they
 * need: Prettier has npm install it, and Eclipse's formatter is fetched over HTTP, here by way of a proxy that is none.
 */
final class Spotless {
    static final String NAME = "spotless";

    /** Each of them takes Maven some seconds, twice. */
    static final int MAX_FILES = 10;

    /** The port of a service that nobody has. */
    private static final int DISCARD = 9;

    private static final int MAX_POM_BYTES = 4 << 20;
    private static final String PLUGIN = "spotless-maven-plugin";

    /** The hook is there from 2.40 on; a plug-in that has none would change the files themselves. */
    private static final Pattern VERSION = Pattern.compile(
            "<artifactId>\\s{0,99}spotless-maven-plugin\\s{0,99}</artifactId>\\s{0,99}<version>\\s{0,99}([^<\\s]{1,99})");

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([\\w.-]{1,99})}");
    private static final Pattern HAS_HOOK = Pattern.compile("(?:2\\.[4-9]\\d|2\\.\\d{3}|[3-9]|\\d{2,3})\\..{1,50}");

    /** What Maven writes around the output of its plug-ins. */
    private static final Pattern RESET = Pattern.compile("^(?:\\x1B\\[0?m){1,9}|(?:\\x1B\\[0?m){1,9}$");

    private Spotless() {}

    static Optional<Formatter> of(Assignment assignment, String path, String ending)
            throws IOException, InterruptedException {
        Path workspace = assignment.workspace();
        if (!assignment.shell().has("mvn")
                || !SafeFiles.readText(workspace.resolve("pom.xml"), MAX_POM_BYTES)
                        .filter(Spotless::hasHook)
                        .isPresent()) {
            return Optional.empty();
        }
        return standIn(assignment, path, ending)
                .map(file -> new Formatter(
                        NAME,
                        List.of(
                                "env",
                                "npm_config_offline=true",
                                "npm_config_ignore_scripts=true",
                                "mvn",
                                "-o",
                                "-Dhttp.proxyHost=127.0.0.1",
                                "-Dhttp.proxyPort=" + DISCARD,
                                "-Dhttps.proxyHost=127.0.0.1",
                                "-Dhttps.proxyPort=" + DISCARD,
                                "-q",
                                "-B",
                                "spotless:apply",
                                "-DspotlessIdeHook=" + file,
                                "-DspotlessIdeHookUseStdIn",
                                "-DspotlessIdeHookUseStdOut")));
    }

    private static boolean hasHook(String pom) {
        Matcher version = VERSION.matcher(pom);
        if (!pom.contains(PLUGIN) || !version.find()) {
            return false;
        }
        Matcher property = PROPERTY.matcher(version.group(1));
        if (!property.matches()) {
            return HAS_HOOK.matcher(version.group(1)).matches();
        }
        String name = Pattern.quote(property.group(1));
        Matcher value =
                Pattern.compile("<" + name + ">\\s{0,99}([^<\\s]{1,99})").matcher(pom);
        return value.find() && HAS_HOOK.matcher(value.group(1)).matches();
    }

    /** Spotless takes files only that are there; for one that is not, another of its kind stands, the nearest. */
    private static Optional<Path> standIn(Assignment assignment, String path, String ending)
            throws IOException, InterruptedException {
        Path workspace = assignment.workspace();
        Path file = workspace.resolve(path);
        if (SafeFiles.isRegular(file)) {
            return Optional.of(file);
        }
        List<String> others = WorkTree.list(assignment).files().stream()
                .filter(other -> other.endsWith("." + ending))
                .toList();
        for (Path at = file.getParent(); at != null && !at.equals(workspace); at = at.getParent()) {
            String folder = workspace.relativize(at) + "/";
            Optional<String> found =
                    others.stream().filter(other -> other.startsWith(folder)).findFirst();
            if (found.isPresent()) {
                return found.map(workspace::resolve);
            }
        }
        return Optional.empty();
    }

    /** What it makes of a content; the content itself where it says that this is in form, or says nothing of it. */
    static byte[] answer(byte[] content, byte[] output, String said) {
        return said.contains("IS DIRTY")
                ? RESET.matcher(new String(output, StandardCharsets.UTF_8))
                        .replaceAll("")
                        .getBytes(StandardCharsets.UTF_8)
                : content;
    }

    /** Whether Maven says that it has no such plug-in, or not all of it, and may not fetch it. */
    static boolean isMissing(String output) {
        return output.contains("No plugin found for prefix")
                || output.contains("offline mode")
                || output.contains("could not be resolved");
    }
}
