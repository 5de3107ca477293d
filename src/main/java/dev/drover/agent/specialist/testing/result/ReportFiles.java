package dev.drover.agent.specialist.testing.result;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reports below a folder, each with what tells whether it was written anew.
 *
 * <p>Runners leave the reports of earlier runs in place. A report belongs to this run when it was not there before, or
 * when its modification time, size or inode has changed since; comparing times of one file with each other needs no
 * agreement between this process's clock and the file system's.
 */
public record ReportFiles(Map<Path, Version> reports) {
    private static final int MAX_DEPTH = 12;
    private static final int MAX_REPORTS = 20_000;
    private static final Set<String> SKIPPED = Set.of(".git", "node_modules", ".tox", ".venv", "venv", ".gradle");

    /** What changes when a file is written. */
    public record Version(String modified, long size, String fileKey) {}

    /** The regular files below the folder that the predicate takes; no link is followed. */
    public static ReportFiles find(Path folder, Predicate<Path> isReport) throws IOException {
        Map<Path, Version> found = new TreeMap<>();
        Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                return SKIPPED.contains(String.valueOf(dir.getFileName())) && !dir.equals(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isReport.test(file) && found.size() < MAX_REPORTS) {
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

            // Tests that are still at work remove folders while they are looked at.
            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return new ReportFiles(found);
    }

    public ReportFiles writtenSince(ReportFiles before) {
        Map<Path, Version> fresh = new TreeMap<>(reports);
        fresh.entrySet().removeIf(report -> report.getValue().equals(before.reports.get(report.getKey())));
        return new ReportFiles(fresh);
    }

    public List<Path> files() {
        return List.copyOf(reports.keySet());
    }
}
