package dev.drover.agent.mind;

import dev.drover.agent.specialist.documentation.source.TestPaths;
import dev.drover.agent.specialist.git.RequestBranch;
import dev.drover.agent.specialist.support.WorkTree;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the tests of a project are still as many as before a mind changed it. Whoever has to pass a test passes it most
 * easily by taking it away, and a test command that finds no test accepts everything. What a test says, and whether it is
 * skipped, a person has to see.
 *
 * <p>Tests are counted by the lines that begin them in the common frameworks, on the trees that git has.
 */
final class TestsLeft {
    private static final String BEGINNINGS = "^[[:space:]]*(async +)?def +test[_A-Z]"
            + "|^[[:space:]]*@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property)([^[:alnum:]_]|$)"
            + "|^func +(Test|Fuzz|Example)[[:alnum:]_]*[(]"
            + "|^[[:space:]]*#\\[([a-z_]+::)*(test|rstest|test_case)[]( ]"
            + "|^[[:space:]]*(it|test)([.](each|concurrent)[^(]*)?[(`]"
            + "|^[[:space:]]*it +[\"']"
            + "|^TEST(_F|_P)?[(]";

    /** Wider than where a document looks for them: what is no test has no such line. */
    private static final Pattern PLACE = Pattern.compile(
            "(?:.*/)?(?:(?:__)?tests?(?:__)?|specs?|e2e|cypress)/.*"
                    + "|(?:.*/)?(?:tests?(?:[-_.].*)?|.*[-_.](?:tests?|spec|cy))\\.\\w+"
                    + "|.*\\.rs",
            Pattern.CASE_INSENSITIVE);

    /** What tests read is none. */
    private static final Pattern MATERIAL = Pattern.compile("(?:.*/)?(?:fixtures|testdata)/.*");

    /** Of more files than git takes on a command line the whole tree is looked at. */
    private static final int MOST_NAMED = 500;

    private TestsLeft() {}

    /** Why the change is not accepted although the tests of the project passed; empty when it leaves as many as before. */
    static Optional<String> refusal(RequestBranch branch, RequestBranch.Staged staged)
            throws IOException, InterruptedException {
        List<String> changed = staged.paths().stream()
                .filter(path -> !MATERIAL.matcher(path).matches())
                .sorted()
                .toList();
        // All of them are counted, for a test may have been moved to where none is looked for.
        if (changed.stream().noneMatch(TestsLeft::mayHoldTests)) {
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

    /** Whether no place was found where tests are, so that a test command may say nothing. */
    static boolean areNone(RequestBranch branch, RequestBranch.Staged staged) throws IOException, InterruptedException {
        List<String> all = Stream.of(WorkTree.list(branch.assignment()).files(), staged.paths())
                .flatMap(paths -> paths.stream())
                .filter(path -> mayHoldTests(path) && !MATERIAL.matcher(path).matches())
                .toList();
        // In Rust they stand beside what they test.
        return all.stream().allMatch(path -> path.endsWith(".rs"))
                && (all.isEmpty()
                        || branch.linesOf(staged, BEGINNINGS, all.size() > MOST_NAMED ? List.of() : all) == 0);
    }

    private static boolean mayHoldTests(String path) {
        return PLACE.matcher(path).matches() || TestPaths.contain(path);
    }
}
