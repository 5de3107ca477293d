package dev.drover.cli.demo;

import dev.drover.cli.home.Tool;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the demo's project can be written in, and where in it things are planted. */
public enum ProjectKind {
    PYTHON(
            "Python, unittest",
            "test_a_discount_is_a_share_of_the_total",
            "tests/test_cart.py",
            "shop/settings.py",
            "__pycache__/\n"),
    MAVEN(
            "Java, Maven and JUnit",
            "aDiscountIsAShareOfTheTotal",
            "src/test/java/shop/CartTest.java",
            "src/main/java/shop/Settings.java",
            "target/\n");

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final String title;
    private final String failingTest;
    private final String testFile;
    private final String secretFile;
    private final String ignored;

    ProjectKind(String title, String failingTest, String testFile, String secretFile, String ignored) {
        this.title = title;
        this.failingTest = failingTest;
        this.testFile = testFile;
        this.secretFile = secretFile;
        this.ignored = ignored;
    }

    /** The first that this machine can run the tests of. */
    static ProjectKind installed() throws IOException, InterruptedException {
        if (works(List.of("python3", "-c", "import unittest"))) {
            return PYTHON;
        }
        if (works(List.of("mvn", "--version"))) {
            return MAVEN;
        }
        throw new DroverException("the demo needs a project whose tests can be run here: install python3 (apt-get "
                + "install python3), or Maven and a JDK (apt-get install maven)");
    }

    private static boolean works(List<String> command) throws IOException, InterruptedException {
        return Tool.find(command.getFirst()).isPresent()
                && Tool.run(Path.of("").toAbsolutePath(), Map.of(), ANSWER, command)
                        .ok();
    }

    String title() {
        return title;
    }

    /** The folder of its files among the resources. */
    String folder() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The name of the one test that fails. */
    String failingTest() {
        return failingTest;
    }

    String testFile() {
        return testFile;
    }

    /** Where the secret is planted. */
    String secretFile() {
        return secretFile;
    }

    String ignored() {
        return ignored;
    }
}
