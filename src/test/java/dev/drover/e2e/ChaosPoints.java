package dev.drover.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The named points of the program at which it can be killed, as its sources have them: a new one is under fire at once. */
final class ChaosPoints {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern POINT = Pattern.compile("KillPoint\\.reach\\(\"([a-z._]+)\"\\)");

    private ChaosPoints() {}

    static List<String> ofAgents() throws IOException {
        return all().stream().filter(ChaosPoints::isOfAgent).toList();
    }

    static List<String> ofDaemon() throws IOException {
        return all().stream().filter(point -> !isOfAgent(point)).toList();
    }

    static boolean isOfAgent(String point) {
        return point.startsWith("agent.");
    }

    /** Deployments die by themselves at theirs, in KilledDeploymentTest. */
    private static boolean isOfDeployment(String point) {
        return point.startsWith("deploy.");
    }

    private static Set<String> all() throws IOException {
        Set<String> found = new TreeSet<>();
        try (var files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = POINT.matcher(Files.readString(file));
                while (matcher.find()) {
                    if (!isOfDeployment(matcher.group(1))) {
                        found.add(matcher.group(1));
                    }
                }
            }
        }
        return found;
    }
}
