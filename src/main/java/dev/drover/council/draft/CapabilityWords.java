package dev.drover.council.draft;

import java.util.Map;

/** What a task wants that asks for a capability, for the capabilities that come with the program. */
final class CapabilityWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(
                    "code_generation", "write new code that does what the task says, with its tests where it says so."),
            Map.entry("analysis", "work out what is asked for and what it touches; change nothing."),
            Map.entry(
                    "design",
                    "say how it is to be built, with the decisions and what speaks against them; change nothing."),
            Map.entry("refactoring", "give code a better form; what it does stays as it is, and its tests prove that."),
            Map.entry(
                    "bug_fixing",
                    "find the cause of a defect, mend it there, and add the test that would have shown it."),
            Map.entry("optimization", "make it faster or smaller, and say what you measured before and after."),
            Map.entry("testing", "write tests that are missing, run them, and report what they show."),
            Map.entry("run_tests", "run the tests that are there, and name each that fails with its cause."),
            Map.entry("coverage", "find what no test runs, and say which of it matters most."),
            Map.entry(
                    "review_code",
                    "look for what is wrong or will be, and report it with file and line; change nothing."),
            Map.entry("review_changes", "the same for what was changed, and only for that."),
            Map.entry(
                    "security_review",
                    "look for what an attacker could use, with the input that would do it; change nothing."),
            Map.entry("scan_secrets", "look for keys, tokens and passwords; report the place, never the secret."),
            Map.entry(
                    "code_analysis",
                    "explain how the code works and where it is weak, with file and line; change nothing."),
            Map.entry("documentation", "write or correct what people read, true to the code as it is."),
            Map.entry("document_project", "describe the project for someone who sees it for the first time."),
            Map.entry("api_docs", "describe each operation: parameters, answers, errors, one example."),
            Map.entry("changelog", "say what users notice of the changes, newest first."),
            Map.entry("missing_docs", "find what is public and undocumented; report it."),
            Map.entry("check_links", "find links that lead nowhere; report them."),
            Map.entry("build", "build the release by the project's own scripts, from a committed state."),
            Map.entry("deploy", "put a tested version where the task says, and check that it answers."),
            Map.entry("smoke_test", "check the main path of what runs, as a user would notice it."),
            Map.entry("promote", "bring the version that was checked in one environment to the next."),
            Map.entry("rollback", "bring back the version that ran before, and check that it answers."),
            Map.entry("create_branch", "make a branch named after what it is for."),
            Map.entry("commit_changes", "commit what belongs to the task, one thing in each commit."),
            Map.entry("merge", "bring branches together where both intentions can be kept."),
            Map.entry("pull_request", "describe the branch for those who will review it."));

    private CapabilityWords() {}

    static String of(String capability) {
        return WORDS.getOrDefault(
                capability, capability.replace('_', ' ').replace('-', ' ').strip() + ", as the task says it.");
    }
}
