package dev.drover.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.launcher.Checkout.Run;
import dev.drover.launcher.Checkout.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    Path folder;

    @Test
    void becomes_the_program_with_its_arguments_and_its_exit_code() throws Exception {
        Checkout checkout = Checkout.in(folder).with("EXIT", "37");
        Run run = checkout.run("submit", "two words", "", "@file", "*");
        assertEquals(37, run.exit());
        Path options = checkout.apps().resolve(checkout.current()).resolve("java.options");
        List<String> expected = List.of(
                checkout.jdk + "/bin/java",
                "@" + options,
                "dev.drover.cli.Main",
                "submit",
                "two words",
                "",
                "@file",
                "*");
        assertEquals(expected, run.out().subList(0, expected.size()));
    }

    @Test
    void works_through_links_and_leaves_the_working_folder_alone() throws Exception {
        Checkout checkout = Checkout.in(folder);
        Path bin = Files.createDirectories(folder.resolve("some bin"));
        Path absolute = Files.createSymbolicLink(bin.resolve("absolute"), checkout.launcher());
        Path relative = Files.createSymbolicLink(bin.resolve("relative"), Path.of("absolute"));
        Run run = Checkout.finish(checkout.start(bin, relative));
        assertTrue(Files.isSymbolicLink(absolute));
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("PWD=" + bin.toRealPath()), run.out()::toString);
        assertTrue(options(checkout).contains("\"-Ddrover.launcher=" + checkout.launcher() + "\""));
    }

    @Test
    void builds_on_first_use_and_again_only_when_a_source_changed() throws Exception {
        Checkout checkout = Checkout.in(folder);
        assertTrue(checkout.run().err().contains("first use"));
        String first = checkout.current();
        assertEquals("", checkout.run().err());
        assertEquals(1, checkout.builds());
        checkout.source("Main.java", "second");
        assertTrue(checkout.run().err().contains("sources changed"));
        assertEquals(2, checkout.builds());
        assertNotEquals(first, checkout.current());
        assertTrue(checkout.installed().contains(first), "agents may still run from the former build");
    }

    @Test
    void a_removed_source_counts_as_a_change() throws Exception {
        Checkout checkout = Checkout.in(folder);
        checkout.source("Other.java", "other");
        checkout.run();
        Files.delete(checkout.root.resolve("src/main/java/Other.java"));
        checkout.run();
        assertEquals(2, checkout.builds());
    }

    @Test
    void a_build_of_the_same_content_installs_nothing_new() throws Exception {
        Checkout checkout = Checkout.in(folder);
        checkout.run();
        Path jar = checkout.apps().resolve(checkout.current()).resolve("drover.jar");
        Object before = Files.readAttributes(jar, "unix:ino").get("ino");
        checkout.source("Main.java", "first");
        checkout.run();
        assertEquals(2, checkout.builds());
        assertEquals(1, checkout.installed().size());
        assertEquals(before, Files.readAttributes(jar, "unix:ino").get("ino"));
    }

    @Test
    void two_at_once_build_once() throws Exception {
        Checkout checkout = Checkout.in(folder);
        checkout.flag("hold");
        Started one = checkout.start(checkout.root, checkout.launcher());
        await().until(() -> checkout.builds() == 1);
        Started two = checkout.start(checkout.root, checkout.launcher());
        await().until(() -> Files.readString(two.err()).contains("waiting for another"));
        checkout.unflag("hold");
        assertEquals(0, Checkout.finish(one).exit());
        assertEquals(0, Checkout.finish(two).exit());
        assertEquals(1, checkout.builds());
    }

    @Test
    void the_lock_of_a_dead_builder_is_taken_over() throws Exception {
        Checkout checkout = Checkout.in(folder);
        checkout.flag("hold");
        Started killed = checkout.start(checkout.root, checkout.launcher());
        await().until(() -> checkout.builds() == 1);
        List<ProcessHandle> children = killed.process().descendants().toList();
        killed.process().destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
        assertTrue(Files.exists(checkout.apps().resolve(".lock")));
        checkout.unflag("hold");
        Run run = checkout.run();
        assertEquals(0, run.exit(), run.err());
        assertFalse(Files.exists(checkout.apps().resolve(".lock")));
    }

    @Test
    void a_signal_ends_the_build_and_gives_the_lock_back() throws Exception {
        Checkout checkout = Checkout.in(folder);
        checkout.flag("hold");
        Started started = checkout.start(checkout.root, checkout.launcher());
        await().until(() -> checkout.builds() == 1);
        List<ProcessHandle> children = started.process().descendants().toList();
        started.process().destroy();
        assertEquals(143, Checkout.finish(started).exit());
        assertFalse(Files.exists(checkout.apps().resolve(".lock")));
        ProcessHandle maven = children.getFirst();
        await().until(() -> !maven.isAlive());
        checkout.unflag("hold");
    }

    @Test
    void a_failed_build_shows_its_log_and_the_former_build_can_still_be_started() throws Exception {
        Checkout checkout = Checkout.in(folder);
        checkout.run();
        checkout.source("Main.java", "broken");
        checkout.flag("broken");
        Run failed = checkout.run();
        assertEquals(69, failed.exit());
        assertTrue(failed.err().contains("COMPILATION ERROR"), failed::err);
        assertTrue(failed.err().contains("target/drover-build.log"), failed::err);
        assertFalse(Files.exists(checkout.apps().resolve(".lock")));
        assertEquals(0, checkout.with("DROVER_NO_BUILD", "1").run().exit());
    }

    @Test
    void without_a_jdk_25_says_what_to_install() throws Exception {
        Checkout checkout = Checkout.in(folder);
        Path old = checkout.jdk("jdk-17", "17.0.15");
        Run run = checkout.with("JAVA_HOME", old.toString()).run();
        assertEquals(69, run.exit());
        assertTrue(run.err().contains("openjdk-25-jdk-headless"), run::err);
        assertTrue(run.err().contains(old.toString()), run::err);
        assertEquals(0, checkout.builds());
    }

    @Test
    void finds_a_jdk_behind_a_link_on_the_path_and_among_those_of_sdkman() throws Exception {
        Checkout checkout = Checkout.in(folder).without("JAVA_HOME").with("DROVER_PRINT_JDK", "1");
        checkout.jdk(".sdkman/candidates/java/251.1", "251.1");
        Path sdkman = checkout.jdk(".sdkman/candidates/java/25-tem", "25");
        assertEquals(List.of(sdkman.toString()), checkout.run().out());
        Path java = checkout.tools.resolve("bin/java");
        Files.delete(java);
        Files.createSymbolicLink(java, checkout.jdk.resolve("bin/java"));
        assertEquals(List.of(checkout.jdk.toString()), checkout.run().out());
    }

    @Test
    void another_jdk_gets_a_folder_of_its_own_without_a_build() throws Exception {
        Checkout checkout = Checkout.in(folder);
        checkout.run();
        Path other = checkout.jdk("jdk-25-other", "25.0.4");
        Run run = checkout.with("JAVA_HOME", other.toString()).run();
        assertEquals(other + "/bin/java", run.out().getFirst());
        assertEquals(1, checkout.builds());
        assertEquals(2, checkout.installed().size());
    }

    @Test
    void a_moved_checkout_installs_again_under_its_new_path() throws Exception {
        Checkout checkout = Checkout.in(folder);
        checkout.run();
        Path moved = folder.toRealPath().resolve("moved \"and\" quoted");
        Files.move(checkout.root, moved);
        Run run = Checkout.finish(checkout.start(moved, moved.resolve("drover")));
        assertEquals(0, run.exit(), run.err());
        String options = Files.readString(Path.of(run.out().get(1).substring(1)));
        assertTrue(options.contains("moved \\\"and\\\" quoted/target/app/"), options);
        assertFalse(options.contains(checkout.root + "/"), options);
    }

    @Test
    void without_training_it_starts_all_the_same_and_says_so_once() throws Exception {
        Checkout checkout = Checkout.in(folder);
        checkout.flag("untrainable");
        Run run = checkout.run();
        assertEquals(0, run.exit());
        assertTrue(run.err().contains("target/drover-aot.log"), run::err);
        assertFalse(options(checkout).contains("AOTCache"));
        assertEquals("", checkout.run().err());
    }

    @Test
    void old_builds_are_removed_unless_a_process_runs_from_them() throws Exception {
        Checkout checkout = Checkout.in(folder);
        checkout.run();
        String oldest = checkout.current();
        Path jar = checkout.apps().resolve(oldest).resolve("drover.jar");
        Process agent = new ProcessBuilder("sh", "-c", "read line", "agent", jar.toString()).start();
        try {
            List<String> builds = new ArrayList<>(List.of(oldest));
            for (int i = 1; i < 5; i++) {
                age(checkout, builds.getLast(), 100 - i);
                checkout.source("Main.java", "version " + i);
                checkout.run();
                builds.add(checkout.current());
            }
            builds.remove(1);
            assertEquals(builds.stream().sorted().toList(), checkout.installed());
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_locale_that_cannot_hold_unicode_names_is_replaced() throws Exception {
        Checkout checkout = Checkout.in(folder);
        assertTrue(checkout.run().out().contains("LC_CTYPE="));
        assertTrue(checkout.with("LC_ALL", "C").run().out().contains("LC_ALL=C.UTF-8"));
        assertTrue(checkout.with("LC_ALL", "xx_XX.UTF-8").run().out().contains("LC_ALL=C.UTF-8"), "not installed");
        Run posix = checkout.without("LC_ALL").with("LANG", "POSIX").run();
        assertTrue(posix.out().contains("LC_CTYPE=C.UTF-8"));
        assertTrue(posix.out().contains("LC_ALL="));
    }

    private static String options(Checkout checkout) throws IOException {
        return Files.readString(checkout.apps().resolve(checkout.current()).resolve("java.options"));
    }

    /** The order of age must not hang on how fast the test runs. */
    private static void age(Checkout checkout, String build, int minutes) throws IOException {
        Instant at = Files.getLastModifiedTime(checkout.apps().resolve(build)).toInstant();
        Files.setLastModifiedTime(checkout.apps().resolve(build), FileTime.from(at.minusSeconds(minutes * 60L)));
    }
}
