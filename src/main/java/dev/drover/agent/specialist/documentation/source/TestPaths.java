package dev.drover.agent.specialist.documentation.source;

import java.util.List;
import java.util.regex.Pattern;

/** Tells by its path whether a file is part of a project's tests, which document themselves. */
public final class TestPaths {
    private static final List<String> FOLDERS = List.of(
            "/test/",
            "/tests/",
            "/testFixtures/",
            "/__tests__/",
            "/spec/",
            "/testdata/",
            "/fixtures/",
            "/src/it/",
            "/src/jmh/",
            "/src/integrationTest/");
    private static final Pattern NAME = Pattern.compile(
            "(?:.*(?:Test|Tests|IT)\\.(?:java|kt)|test_.*\\.py|.*_test\\.(?:py|go|rb)|.*\\.(?:test|spec)\\.[cm]?[jt]sx?)");

    private TestPaths() {}

    public static boolean contain(String path) {
        String rooted = "/" + path;
        return FOLDERS.stream().anyMatch(rooted::contains)
                || NAME.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
    }
}
