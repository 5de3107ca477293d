package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
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
import java.util.regex.Pattern;

/**
 * The test files of a Python project by what they are written for, which their text tells.
 *
 * @param pytest those that only pytest runs: they import it, or have test functions or classes without a base
 * @param unittest those with test cases of the standard library
 */
record PythonTests(List<String> pytest, List<String> unittest) {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FILES = 500;
    private static final int MAX_BYTES = 1 << 20;

    private static final Pattern PYTEST = Pattern.compile(
            "(?m)^(?:import pytest\\b|from pytest\\b|(?:async )?def test_|class Test\\w{0,200}\\s{0,9}(?:\\(\\s{0,9}(?:object)?\\s{0,9}\\)\\s{0,9})?:)");
    private static final Pattern UNITTEST =
            Pattern.compile("(?m)^(?:import unittest\\b|from unittest\\b|class .{0,300}TestCase\\b)");

    static PythonTests find(Path root) throws IOException {
        var found = new PythonTests(new ArrayList<>(), new ArrayList<>());
        Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, new SimpleFileVisitor<>() {
            private int files;

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(root) || (Folders.mayHoldSources(folder) && !isProject(folder))
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".py") && (name.startsWith("test_") || name.endsWith("_test.py"))) {
                    found.add(root, file);
                    files++;
                }
                return files < MAX_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            // What cannot be opened cannot be run either.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        found.pytest.sort(null);
        found.unittest.sort(null);
        return new PythonTests(List.copyOf(found.pytest), List.copyOf(found.unittest));
    }

    /** Its tests are run in it, where they find what they import. */
    private static boolean isProject(Path folder) {
        return List.of("pyproject.toml", "setup.py", "setup.cfg", "tox.ini", "pytest.ini").stream()
                .anyMatch(name -> SafeFiles.isRegular(folder.resolve(name)));
    }

    private void add(Path root, Path file) throws IOException {
        String text =
                Files.isReadable(file) ? SafeFiles.readText(file, MAX_BYTES).orElse("") : "";
        String name = root.relativize(file).toString();
        if (PYTEST.matcher(text).find()) {
            pytest.add(name);
        } else if (UNITTEST.matcher(text).find()) {
            unittest.add(name);
        }
    }
}
