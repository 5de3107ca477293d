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
 * @param apart folders whose tests are run in them and are none of these: they have a build file for Python, or what
 *     their tests import is found from there
 */
record PythonTests(List<String> pytest, List<String> unittest, List<String> apart) {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FILES = 500;
    private static final int MAX_BYTES = 1 << 20;

    private static final Pattern PYTEST = Pattern.compile(
            "(?m)^(?:import pytest\\b|from pytest\\b|(?:async )?def test_|class Test\\w{0,200}\\s{0,9}(?:\\(\\s{0,9}(?:object)?\\s{0,9}\\)\\s{0,9})?:)");
    private static final Pattern UNITTEST =
            Pattern.compile("(?m)^(?:import unittest\\b|from unittest\\b|class .{0,300}TestCase\\b)");

    static PythonTests find(PythonSetup setup) throws IOException {
        return find(setup, MAX_DEPTH);
    }

    /** @param depth how many folders below the root are looked into, those of projects in it included */
    private static PythonTests find(PythonSetup setup, int depth) throws IOException {
        Path root = setup.root();
        var found = new PythonTests(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        boolean project = Projects.hasBuildFile(root);
        Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), depth, new SimpleFileVisitor<>() {
            private int files;

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.equals(root)) {
                    return FileVisitResult.CONTINUE;
                }
                if (!Folders.mayHoldSources(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!PythonSetup.isProject(folder) || !Folders.mayHoldProject(folder, project)) {
                    return FileVisitResult.CONTINUE;
                }
                Path below = root.relativize(folder);
                if (!setup.gathersTests()
                        && find(PythonSetup.read(folder), depth - below.getNameCount())
                                .any()) {
                    found.apart.add(below.toString());
                }
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".py") && (name.startsWith("test_") || name.endsWith("_test.py"))) {
                    found.add(setup, file);
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
        return new PythonTests(found.own(found.pytest), found.own(found.unittest), found.outermost());
    }

    private void add(PythonSetup setup, Path file) throws IOException {
        String text =
                Files.isReadable(file) ? SafeFiles.readText(file, MAX_BYTES).orElse("") : "";
        boolean forPytest = PYTEST.matcher(text).find();
        if (!forPytest && !UNITTEST.matcher(text).find()) {
            return;
        }
        (forPytest ? pytest : unittest).add(setup.root().relativize(file).toString());
        Path home = setup.importsFromHere() ? setup.root() : PythonImports.home(setup.root(), file, text);
        if (!home.equals(setup.root())) {
            apart.add(setup.root().relativize(home).toString());
        }
    }

    private List<String> own(List<String> files) {
        return files.stream().filter(file -> !isApart(file)).sorted().toList();
    }

    private List<String> outermost() {
        return apart.stream()
                .distinct()
                .filter(folder -> !isApart(folder))
                .sorted()
                .toList();
    }

    private boolean isApart(String path) {
        return apart.stream().anyMatch(folder -> path.startsWith(folder + "/"));
    }

    boolean any() {
        return !pytest.isEmpty() || !unittest.isEmpty() || !apart.isEmpty();
    }
}
