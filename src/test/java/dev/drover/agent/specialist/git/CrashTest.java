package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Shell;
import dev.drover.message.ResultStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first attempt dies after its first command, the second after its second, and so on until one gets through. */
class CrashTest {
    private static final String BRANCH = "drover/req1";

    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;
    private int deaths;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench);
        bench.repository().write("a.txt", "a\n").write("b.txt", "b\n").commitAll();
        bench.git("checkout", "-q", "-b", "topic");
        bench.write("b.txt", "2\n").commitAll();
        bench.write("b.txt", "3\n").commitAll();
        bench.git("checkout", "-q", "main");
        bench.write("a.txt", "2\n").commitAll();
        bench.git("checkout", "-q", "-b", "mine");
    }

    @Test
    void a_commit_is_made_once() throws Exception {
        bench.write("a.txt", "3\n");
        Outcome outcome = survived(tasks.files("**"), "commit_changes");
        assertEquals(outcome.commit().orElseThrow(), bench.git("rev-parse", BRANCH));
        assertEquals("1", bench.git("rev-list", "--count", "mine.." + BRANCH));
    }

    @Test
    void a_merge_is_made_once() throws Exception {
        Outcome outcome = survived(tasks.param("from", "topic"), "merge");
        assertEquals(outcome.commit().orElseThrow(), bench.git("rev-parse", "main"));
        assertEquals("1", bench.git("rev-list", "--count", "--merges", "main"));
    }

    @Test
    void all_commits_are_picked_once() throws Exception {
        Outcome outcome = survived(tasks.param("commits", "main..topic"), "cherry_pick");
        assertEquals(outcome.commit().orElseThrow(), bench.git("rev-parse", BRANCH));
        assertEquals("2", bench.git("rev-list", "--count", "mine.." + BRANCH));
        assertEquals("3", bench.git("cat-file", "blob", BRANCH + ":b.txt"));
    }

    @Test
    void a_commit_is_reverted_once() throws Exception {
        survived(tasks.param("commits", "mine"), "revert");
        assertEquals("1", bench.git("rev-list", "--count", "mine.." + BRANCH));
        assertEquals("a", bench.git("cat-file", "blob", BRANCH + ":a.txt"));
    }

    @Test
    void a_version_is_tagged_once() throws Exception {
        bench.git("tag", "v1.0.0", "topic~2");
        survived(tasks, "tag_version");
        assertEquals("v1.0.0\nv1.0.1", bench.git("tag"));
    }

    private Outcome survived(Tasks what, String capability) throws Exception {
        var mortal = new Mortal(bench.shell());
        what.shell(mortal);
        boolean first = true;
        while (true) {
            mortal.left = deaths + 1;
            try {
                Outcome outcome = first ? what.run(capability) : what.again();
                assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
                assertTrue(deaths > 8, "it died only " + deaths + " times");
                return outcome;
            } catch (Died died) {
                first = false;
                deaths++;
            }
        }
    }

    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Runs so many commands and then dies with what it knows. */
    private static final class Mortal implements Shell {
        private final Shell real;
        private int left;

        Mortal(Shell real) {
            this.real = real;
        }

        @Override
        public Ran run(List<String> arguments, Path directory, Map<String, String> environment, Duration limit)
                throws IOException, InterruptedException {
            Ran ran = real.run(arguments, directory, environment, limit);
            if (--left == 0) {
                throw new Died();
            }
            return ran;
        }

        @Override
        public Ran runAlone(
                List<String> arguments,
                Path directory,
                Map<String, String> environment,
                Optional<Path> input,
                Duration limit)
                throws IOException, InterruptedException {
            return real.runAlone(arguments, directory, environment, input, limit);
        }

        @Override
        public Duration timeLeft() {
            return real.timeLeft();
        }

        @Override
        public boolean has(String program) {
            return real.has(program);
        }
    }
}
