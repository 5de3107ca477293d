package dev.drover.agent.specialist.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectsTest {
    private static final String PACKAGE = "{\"scripts\": {\"test\": \"jest\"}}";

    @TempDir
    private Path root;

    @Test
    void an_empty_workspace_is_one_project_of_no_kind() throws IOException {
        assertEquals(List.of(": "), found());
    }

    @Test
    void every_build_file_at_the_root_is_found() throws IOException {
        write("pom.xml", "<project/>");
        write("build.gradle.kts", "");
        write("package.json", PACKAGE);
        write("pyproject.toml", "");
        write("go.mod", "module example.org/x\n");
        write("Cargo.toml", "[package]\nname = \"x\"\n");
        write("CMakeLists.txt", "project(x)\nenable_testing()\n");
        write("Makefile", "test:\n\ttrue\n");
        assertEquals(List.of(": Maven Gradle npm Python Go Cargo CMake Make"), found());
    }

    @Test
    void projects_in_folders_are_found_and_what_the_one_above_builds_is_not() throws IOException {
        write("backend/pom.xml", "<project/>");
        write("backend/core/pom.xml", "<project/>");
        write("backend/core/ui/package.json", PACKAGE);
        write("web/package.json", "{\"workspaces\": [\"a\"], \"scripts\": {\"test\": \"jest\"}}");
        write("web/a/package.json", PACKAGE);
        write("tools/go.mod", "module t\n");
        write("tools/sub/go.mod", "module s\n");
        write("rust/Cargo.toml", "[workspace]\n");
        write("rust/a/Cargo.toml", "[package]\n");
        assertEquals(
                List.of(
                        ": ",
                        "backend: Maven",
                        "backend/core/ui: npm",
                        "rust: Cargo",
                        "tools: Go",
                        "tools/sub: Go",
                        "web: npm"),
                found());
    }

    /** Each is read from within the walk of the one around it, so without an end a thousand overflow the stack. */
    @Test
    void python_projects_in_one_another_are_looked_into_no_deeper_than_any_folder() throws IOException {
        for (int depth = 1; depth <= 12; depth++) {
            write("a/".repeat(depth) + "setup.py", "");
        }
        write("a/".repeat(12) + "test_a.py", "import unittest\n");
        assertEquals(List.of(), PythonTests.find(PythonSetup.read(root)).apart());
        write("a/".repeat(7) + "test_a.py", "import unittest\n");
        assertEquals(List.of("a"), PythonTests.find(PythonSetup.read(root)).apart());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node_modules/x",
                "target/x",
                "vendor/x",
                "third_party/x",
                ".hidden",
                "src/test/resources/projects/x",
                "src/it/x",
                "testdata/x",
                "examples/x",
                "a/b/c/d/e"
            })
    void what_is_fetched_built_a_fixture_or_too_deep_is_no_project(String folder) throws IOException {
        write("pom.xml", "<project/>");
        write(folder + "/package.json", PACKAGE);
        assertEquals(List.of(": Maven"), found());
    }

    @Test
    void a_repository_in_the_repository_and_a_link_to_a_folder_are_left_alone() throws IOException {
        write("lib/.git/HEAD", "ref: refs/heads/main\n");
        write("lib/pom.xml", "<project/>");
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere.d/.x/p"));
        Files.writeString(elsewhere.resolve("pom.xml"), "<project/>");
        Files.createSymbolicLink(root.resolve("link"), elsewhere);
        Files.createSymbolicLink(root.resolve("loop"), root);
        assertEquals(List.of(": "), found());
    }

    @ParameterizedTest
    @CsvSource({
        "package-lock.json, npm",
        "pnpm-lock.yaml, pnpm",
        "yarn.lock, yarn",
        "web/yarn.lock, yarn",
        "nothing.txt, npm",
    })
    void the_lock_file_tells_the_package_manager_also_from_above(String lock, String program) throws IOException {
        write("web/package.json", PACKAGE);
        write(lock, "");
        NpmProject npm = Projects.find(root).getLast().npm().orElseThrow();
        assertEquals(program, npm.manager().program());
        assertEquals(List.of(program + " test"), npm.testCommands());
    }

    @Test
    void the_package_manager_that_is_named_goes_before_the_lock_file() throws IOException {
        write("package.json", "{\"packageManager\": \"yarn@4.1.0+sha224.abc\", \"scripts\": {\"test\": \"jest\"}}");
        write("package-lock.json", "");
        assertEquals(PackageManager.YARN, Project.read(root).npm().orElseThrow().manager());
    }

    @Test
    void test_functions_and_imports_of_pytest_are_found_with_nothing_configured() throws IOException {
        write("tests/test_m.py", "def test_x():\n    assert True\n");
        PythonProject plain = Project.read(root).python().orElseThrow();
        assertTrue(plain.pytest());
        assertEquals(List.of("python3 -m pytest"), plain.testCommands());
        write("tests/test_m.py", "import pytest\n");
        assertTrue(Project.read(root).python().orElseThrow().pytest());
        write("tests/test_m.py", "import unittest\nclass A(unittest.TestCase):\n    def test_x(self): pass\n");
        assertFalse(Project.read(root).python().orElseThrow().pytest());
    }

    @Test
    void test_cases_deeper_down_are_found_where_discovery_would_not_come() throws IOException {
        write("checks/unit/test_a.py", "import unittest\nclass A(unittest.TestCase): pass\n");
        assertEquals(
                List.of(new UnittestStart("checks/unit", "")),
                Project.read(root).python().orElseThrow().unittests());
    }

    @Test
    void test_cases_in_files_that_discovery_does_not_take_get_a_start_with_their_pattern() throws IOException {
        String unittest = "import unittest\nclass A(unittest.TestCase): pass\n";
        write("shop/__init__.py", "");
        write("shop/cart_test.py", unittest);
        write("old/test_a.py", unittest);
        write("old/tree_test.py", unittest);
        assertEquals(
                List.of(
                        "python3 -m unittest discover -v -s old",
                        "python3 -m unittest discover -v -s old -p '*_test.py'",
                        "python3 -m unittest discover -v -p '*_test.py'"),
                Project.read(root).python().orElseThrow().testCommands());
    }

    @Test
    void tests_of_a_python_project_in_a_folder_are_its_own() throws IOException {
        write("jobs/pyproject.toml", "[project]\nname = \"jobs\"\n");
        write("jobs/tests/test_a.py", "def test_a(): pass\n");
        assertEquals(List.of(": ", "jobs: Python"), found());
    }

    @Test
    void python_tests_without_a_build_file_belong_to_the_folder_from_which_they_import() throws IOException {
        write("backend/app/m.py", "X = 1\n");
        write("backend/tests/test_m.py", "from app import m\n\ndef test_x():\n    assert m.X == 1\n");
        write("worker/tests/conftest.py", "import jobs.queue as q, json\n");
        write("worker/tests/test_q.py", "def test_q(): pass\n");
        write("worker/jobs/queue.py", "");
        write("README.md", "");
        assertEquals(List.of(": ", "backend: Python", "worker: Python"), found());
        write("test_top.py", "def test_top(): pass\n");
        assertEquals(List.of(": Python", "backend: Python", "worker: Python"), found());
        assertEquals(
                List.of("python3 -m pytest --ignore=backend --ignore=worker"),
                Project.read(root).python().orElseThrow().testCommands());
    }

    @ParameterizedTest
    @CsvSource({
        "backend/tests/test_m.py, from backend.app import m",
        "backend/tests/test_m.py, import os",
        "backend/tests/test_m.py, from helper import x",
        "backend/tests/test_m.py, 'import sys; sys.path.append(1); import app'",
        "backend/tests/test_m.py, import requests",
        "backend/tests/test_m.py, import data",
        "backend/app/test_m.py, import json",
    })
    void what_they_find_anyway_or_never_leaves_them_with_the_root(String test, String imports) throws IOException {
        write("backend/app/m.py", "");
        write("backend/app/json.py", "");
        write("backend/data/x.csv", "");
        write("backend/tests/helper.py", "");
        write(test, imports.replace("; ", "\n") + "\n\ndef test_x(): pass\n");
        assertEquals(List.of(": Python"), found());
    }

    @ParameterizedTest
    @CsvSource({"pytest.ini, [pytest]", "conftest.py, ''", "pyproject.toml, [project]", "tox.ini, [tox]"})
    void a_root_that_says_how_its_tests_are_run_runs_them_all(String file, String content) throws IOException {
        write(file, content + "\n");
        write("backend/app/m.py", "");
        write("backend/tests/test_m.py", "from app import m\n\ndef test_x(): pass\n");
        assertEquals(List.of(": Python"), found());
    }

    @Test
    void tests_of_a_python_project_in_a_folder_are_its_own_also_below_a_root_with_tests() throws IOException {
        String unittest = "import unittest\nclass A(unittest.TestCase): pass\n";
        write("tests/test_a.py", unittest);
        write("jobs/pyproject.toml", "[project]\nname = \"jobs\"\n");
        write("jobs/tests/test_a.py", unittest);
        write("tools/checks/test_b.py", unittest);
        assertEquals(List.of(": Python", "jobs: Python"), found());
        assertEquals(
                List.of(new UnittestStart("tests", ""), new UnittestStart("tools/checks", "")),
                Project.read(root).python().orElseThrow().unittests());
    }

    @ParameterizedTest
    @CsvSource({"tox.ini, [tox]", "pyproject.toml, [tool.tox]", "setup.cfg, [tox:tox]"})
    void tox_is_found(String file, String content) throws IOException {
        write(file, content + "\n");
        assertEquals(List.of("tox"), Project.read(root).python().orElseThrow().testCommands());
    }

    @Test
    void the_modules_of_a_go_workspace_are_tested_from_it() throws IOException {
        write("go.work", "go 1.22\n\nuse (\n\t./a\n\tb // second\n\t../outside\n)\nuse .\n");
        write("a/go.mod", "module a\n");
        assertEquals(List.of(": Go"), found());
        assertEquals(
                List.of("go test ./a/... ./b/... ./..."),
                Project.read(root).go().orElseThrow().testCommands());
    }

    @Test
    void names_of_gradle_cargo_and_cmake_projects_are_read() throws IOException {
        write("settings.gradle", "rootProject.name = 'scales'\n");
        write("Cargo.toml", "[package]\nname = \"roman\"\ndescription = \"Numbers\"\n");
        write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.10)\n  project( leap C )\n");
        Project project = Project.read(root);
        assertEquals("scales", project.gradle().orElseThrow().name().orElseThrow());
        assertEquals("roman", project.cargo().orElseThrow().name().orElseThrow());
        assertEquals("leap", project.cmake().orElseThrow().name().orElseThrow());
        assertEquals(List.of(), project.cmake().orElseThrow().testCommands(), "nothing enables tests");
    }

    private List<String> found() throws IOException {
        return Projects.find(root).stream()
                .map(project -> root.relativize(project.root()) + ": "
                        + String.join(
                                " ",
                                project.systems().stream()
                                        .map(BuildSystem::title)
                                        .toList()))
                .toList();
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
