package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.testing.JunitXml.Case;
import dev.drover.agent.specialist.testing.JunitXml.End;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reports below {@code target/surefire-reports} of all modules, each with what tells whether it was written anew.
 *
 * <p>Surefire leaves the reports of earlier runs in place. A report belongs to this run when it was not there before,
 * or when its modification time, size or inode has changed since; comparing times of one file with each other needs
 * no agreement between this process's clock and the file system's.
 */
record SurefireReports(Map<Path, Version> reports) {
    private static final int MAX_DEPTH = 12;
    private static final Set<String> SKIPPED = Set.of(".git", "node_modules");
    private static final Pattern FRAME =
            Pattern.compile("at (?:[\\w.@/]+//?)?([\\w.$]+)\\.[\\w$<>]+\\(([\\w$]+\\.\\w+):(\\d{1,8})\\)");

    /** What changes when a file is written. */
    record Version(String modified, long size, String fileKey) {}

    static SurefireReports find(Path workspace) throws IOException {
        Map<Path, Version> found = new TreeMap<>();
        Files.walkFileTree(workspace, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return SKIPPED.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = String.valueOf(file.getFileName());
                if (attributes.isRegularFile()
                        && name.startsWith("TEST-")
                        && name.endsWith(".xml")
                        && String.valueOf(file.getParent()).endsWith("target/surefire-reports")) {
                    found.put(
                            file,
                            new Version(
                                    attributes.lastModifiedTime().toString(),
                                    attributes.size(),
                                    String.valueOf(attributes.fileKey())));
                }
                return FileVisitResult.CONTINUE;
            }

            // A folder that cannot be opened holds no report that could be read.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return new SurefireReports(found);
    }

    SurefireReports writtenSince(SurefireReports before) {
        Map<Path, Version> fresh = new TreeMap<>(reports);
        fresh.entrySet().removeIf(report -> report.getValue().equals(before.reports.get(report.getKey())));
        return new SurefireReports(fresh);
    }

    TestReport report(Path workspace) throws IOException {
        TestReport all = TestReport.NONE;
        for (Path file : reports.keySet()) {
            all = all.plus(report(workspace, file));
        }
        return all;
    }

    private static TestReport report(Path workspace, Path file) throws IOException {
        List<Case> cases = JunitXml.read(file);
        // <module>/target/surefire-reports/TEST-x.xml
        Path module =
                workspace.resolve(workspace.relativize(file).resolve("../../..").normalize());
        var failures = new ArrayList<FailedTest>();
        long skipped = 0;
        for (Case test : cases) {
            if (test.end() == End.FAILED) {
                String message = test.message().isBlank() ? firstLine(test.text()) : test.message();
                failures.add(new FailedTest(test.fullName(), message, place(workspace, module, test)));
            } else if (test.end() == End.SKIPPED) {
                skipped++;
            }
        }
        return TestReport.of(cases.size(), failures.size(), skipped, failures);
    }

    /** The frame of the test class itself: above it stand the assertion library's. */
    private static Optional<FailedTest.Place> place(Path workspace, Path module, Case test) {
        Matcher frame = FRAME.matcher(test.text());
        while (frame.find()) {
            String type = frame.group(1);
            if (type.equals(test.className()) || type.startsWith(test.className() + "$")) {
                int dot = type.lastIndexOf('.');
                String folder = dot < 0 ? "" : type.substring(0, dot).replace('.', '/') + "/";
                for (String sources : List.of("src/test/java/", "src/test/kotlin/", "src/test/groovy/")) {
                    String file =
                            module.resolve(sources + folder + frame.group(2)).toString();
                    Optional<FailedTest.Place> place = new Places(workspace).of(file, Integer.parseInt(frame.group(3)));
                    if (place.isPresent()) {
                        return place;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }
}
