package dev.drover.agent.specialist.testing.result;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a test in a Java stack trace: the frame of the test class; above it stand the assertion library's. */
public final class JavaPlaces {
    private static final Pattern FRAME = Pattern.compile(
            "at (?:[\\w.@/]{1,300}//?)?([\\w.$]{1,300})\\.[\\w$<>]{1,300}\\(([\\w$]{1,300}\\.\\w{1,20}):(\\d{1,8})\\)");
    private static final List<String> SOURCES = List.of(
            "src/test/java/",
            "src/test/kotlin/",
            "src/test/groovy/",
            "src/test/scala/",
            "src/integrationTest/java/",
            "src/integrationTest/kotlin/",
            "src/it/java/",
            "test/",
            "");

    private JavaPlaces() {}

    /**
     * The place, if the trace names one.
     *
     * @param module the folder of the module whose sources hold the test
     */
    public static Optional<Place> find(String className, String trace, Path module, Places places) {
        Matcher frame = FRAME.matcher(trace);
        while (frame.find()) {
            String type = frame.group(1);
            if (type.equals(className) || type.startsWith(className + "$")) {
                int dot = type.lastIndexOf('.');
                String folder = dot < 0 ? "" : type.substring(0, dot).replace('.', '/') + "/";
                for (String sources : SOURCES) {
                    String file =
                            module.resolve(sources + folder + frame.group(2)).toString();
                    Optional<Place> place = places.of(file, Integer.parseInt(frame.group(3)));
                    if (place.isPresent()) {
                        return place;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A case of a report that Surefire, Failsafe or Gradle has written. */
    public static TestCase understand(JunitXml.Case test, Path module, String origin, Places places) {
        String message = test.message().isBlank() ? firstLine(test.text()) : test.message();
        boolean failed = test.end() == End.FAILED;
        return new TestCase(
                test.className(),
                test.name(),
                test.end(),
                failed || test.end() == End.SKIPPED ? message : "",
                failed ? test.text() : "",
                failed ? find(test.className(), test.text(), module, places) : Optional.empty(),
                test.time(),
                origin);
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }
}
