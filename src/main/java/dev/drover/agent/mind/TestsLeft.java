package dev.drover.agent.mind;

import dev.drover.agent.specialist.documentation.source.TestPaths;
import dev.drover.agent.specialist.git.RequestBranch;
import dev.drover.agent.specialist.support.WorkTree;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the tests of a project still say what they said before a mind changed it. Whoever has to pass a test passes it
 * most easily by taking it away, and a test command that finds no test accepts everything.
 *
 * <p>Tests are counted by the lines that begin them in the common frameworks, on the trees that git has.
 */
final class TestsLeft {
    private static final String BEGINNINGS = "^[[:space:]]*(async +)?def +test"
            + "|@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property)([^[:alnum:]_]|$)"
            + "|^func +(Test|Fuzz|Example)[[:alnum:]_]*[(]"
            + "|#\\[([a-z_]+::)*test[]( ]"
            + "|(^|[^[:alnum:]_.$])(it|test)([.](each|only|concurrent)[^(]*)?[(`]"
            + "|^TEST(_F|_P)?[(]";

    /** Of more files than git takes on a command line the whole tree is looked at. */
    private static final int MOST_NAMED = 500;

    private TestsLeft() {}

    /** Why the change is not accepted although the tests of the project passed; empty when it leaves as many as before. */
    static Optional<String> refusal(RequestBranch branch, RequestBranch.Staged staged)
            throws IOException, InterruptedException {
        List<String> changed =
                staged.paths().stream().filter(TestsLeft::mayHoldTests).sorted().toList();
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = changed.size() > MOST_NAMED ? List.of() : changed;
        int before = branch.linesOfCommit(BEGINNINGS, named);
        int after = branch.linesOf(staged, BEGINNINGS, named);
        return after >= before
                ? Optional.empty()
                : Optional.of("The tests pass, but of " + before + " in the files that were changed "
                        + after + " are left (" + String.join(", ", changed.subList(0, Math.min(5, changed.size())))
                        + (changed.size() > 5 ? ", …" : "")
                        + "), and it is the tests that accept a change. Put the others"
                        + " back. Where tests are to go, the task needs acceptance commands of its own.");
    }

    /** Whether no test was found, so that a test command says nothing. */
    static boolean areNone(RequestBranch branch, RequestBranch.Staged staged) throws IOException, InterruptedException {
        List<String> files = WorkTree.list(branch.assignment()).files();
        return Stream.of(files, staged.paths()).flatMap(paths -> paths.stream()).noneMatch(TestPaths::contain)
                && branch.linesOf(staged, BEGINNINGS, List.of("*.rs")) == 0;
    }

    private static boolean mayHoldTests(String path) {
        return TestPaths.contain(path) || path.endsWith(".rs");
    }
}
