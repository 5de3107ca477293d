package dev.drover.agent.specialist.documentation.overview;

import dev.drover.message.Shortened;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a folder is, where its place, its build file or its README says so. */
final class Folders {
    private static final int MAX_ABOUT = 160;
    private static final Map<String, String> BY_PLACE = new TreeMap<>();
    private static final Set<String> BUILD_FILES = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "package.json",
            "pyproject.toml",
            "setup.py",
            "Cargo.toml",
            "go.mod",
            "CMakeLists.txt");

    static {
        for (String language : List.of("Java", "Kotlin", "Scala", "Groovy")) {
            BY_PLACE.put("src/main/" + language.toLowerCase(Locale.ROOT), language + " sources");
            BY_PLACE.put("src/test/" + language.toLowerCase(Locale.ROOT), language + " tests");
        }
        BY_PLACE.put("src/main/resources", "files that are packaged with the program");
        BY_PLACE.put("src/test/resources", "test data");
        put("sources", "src");
        put("tests", "test", "tests", "spec", "__tests__");
        put("test data", "testdata", "fixtures");
        put("documentation", "doc", "docs");
        put("examples", "example", "examples", "samples");
        put("scripts", "script", "scripts");
        put("benchmarks", "bench", "benches", "benchmark", "benchmarks");
        put("database migrations", "migrations");
        put("Helm charts", "charts", "helm");
        put("translations", "i18n", "locale", "locales");
        put("code of others", "vendor", "third_party");
        put("settings of the host of the repository", ".github", ".gitlab");
    }

    private Folders() {}

    /** The folder whose row a file belongs to; empty for one in the root. */
    static String of(String path) {
        for (String place : BY_PLACE.keySet()) {
            if (place.indexOf('/') > 0 && path.startsWith(place + "/")) {
                return place;
            }
        }
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static Optional<String> byPlace(String folder) {
        return Optional.ofNullable(BY_PLACE.get(folder));
    }

    /** What a build file makes of the folder that it stands in. */
    static Optional<String> byBuildFile(String name) {
        return BUILD_FILES.contains(name) ? Optional.of("module (" + name + ")") : Optional.empty();
    }

    static boolean isReadme(String path) {
        return path.substring(path.lastIndexOf('/') + 1).equalsIgnoreCase("README.md");
    }

    /** The first sentence of the first paragraph, or without one the first heading. */
    static String about(String text) {
        String heading = "";
        for (String line : text.lines().limit(50).map(String::strip).toList()) {
            if (line.startsWith("#") && heading.isEmpty()) {
                heading = line.replaceFirst("^#+", "").strip();
            } else if (!line.isEmpty() && Character.isLetterOrDigit(line.codePointAt(0))) {
                int end = line.indexOf(". ");
                return Shortened.of(end < 0 ? line : line.substring(0, end + 1), MAX_ABOUT);
            }
        }
        return Shortened.of(heading, MAX_ABOUT);
    }

    private static void put(String meaning, String... names) {
        for (String name : names) {
            BY_PLACE.put(name, meaning);
        }
    }
}
