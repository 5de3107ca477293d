package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.flock.Dag;
import dev.drover.flock.Strategies;
import dev.drover.message.Strategy;
import dev.drover.message.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The shape of the plans that the built-in patterns make. */
class BuiltInPlansTest {
    private static final Patterns BUILT_IN = Requests.builtInPatterns();
    private static final Set<String> NO_MODEL_NEEDED = Set.of(
            "run_tests",
            "review_code",
            "security_review",
            "scan_secrets",
            "review_changes",
            "coverage",
            "document_project",
            "api_docs",
            "changelog",
            "missing_docs",
            "check_links",
            "create_branch",
            "commit_changes",
            "tag_version",
            "merge",
            "revert",
            "cherry_pick",
            "bundle",
            "patch_series",
            "pull_request",
            "push",
            "build",
            "promote");

    @Test
    void implement_feature_has_the_six_tasks_by_their_names() {
        Plan plan = Requests.plan(BUILT_IN, "Create a function to validate email addresses");
        assertEquals(
                "{analyze_requirements=coding analysis [], design_architecture=coding design [analyze_requirements],"
                        + " documentation=documentation documentation [implement_core],"
                        + " implement_core=coding code_generation [design_architecture],"
                        + " review_code=review code_analysis [implement_core, write_tests],"
                        + " write_tests=testing testing [implement_core]}",
                shape(plan).toString());
    }

    @Test
    void the_rest_api_becomes_eight_tasks_of_which_independent_ones_run_side_by_side() {
        Plan plan = Requests.plan(BUILT_IN, "Build a REST API for user management with JWT authentication");
        assertEquals(8, plan.tasks().size());
        Dag dag = Dag.of(plan.tasks());
        assertEquals(
                List.of(
                        List.of("design_schema"),
                        List.of("implement_model"),
                        List.of("implement_crud", "implement_jwt_auth", "implement_password_hashing"),
                        List.of("write_unit_tests", "security_review", "api_docs")),
                dag.levels());
        assertEquals(
                "review security_review [implement_crud, implement_jwt_auth, implement_password_hashing]",
                shape(plan).get("security_review"));
        assertEquals(Strategy.PARALLEL, Strategies.choose(dag, Strategy.AUTO).strategy());
    }

    @Test
    void review_test_and_document_needs_no_model_and_commits_last() {
        Plan plan = Requests.plan(BUILT_IN, "Review, test and document this project");
        assertEquals(
                "{commit=git commit_changes [document], document=documentation document_project [],"
                        + " review=review review_code [], test=testing run_tests []}",
                shape(plan).toString());
    }

    @Test
    void the_patterns_that_promise_to_need_no_model_use_deterministic_capabilities_only() {
        List<TaskPattern> promising = BUILT_IN.all().stream()
                .filter(pattern -> pattern.description().contains("eeds no model")
                        || pattern.name().equals("promote"))
                .toList();
        assertEquals(23, promising.size());
        for (TaskPattern pattern : promising) {
            for (PatternTask task : pattern.tasks()) {
                assertTrue(NO_MODEL_NEEDED.contains(task.template().capability().orElseThrow()), pattern.name());
            }
        }
    }

    @Test
    void who_asks_for_secrets_or_weaknesses_gets_just_that_and_no_linter_runs() {
        assertEquals(
                "{scan_secrets=review scan_secrets []}",
                shape(Requests.plan(BUILT_IN, "Check the code for leaked passwords"))
                        .toString());
        assertEquals(
                "{security_review=review security_review []}",
                shape(Requests.plan(BUILT_IN, "Do a security review")).toString());
    }

    @Test
    void what_users_notice_has_the_stage_that_says_so() {
        for (String name : List.of("release_deploy", "promote", "smoke_test")) {
            assertEquals(Stage.DELIVER, BUILT_IN.named(name).orElseThrow().stage(), name);
        }
        assertEquals(Stage.RESCUE, BUILT_IN.named("rollback").orElseThrow().stage());
        for (String name : List.of("push", "pull_request", "tag_version", "bundle", "patch_series")) {
            assertEquals(Stage.SHARE, BUILT_IN.named(name).orElseThrow().stage(), name);
        }
    }

    @Test
    void every_built_in_pattern_can_be_staffed_and_says_what_it_is_for() {
        for (TaskPattern pattern : BUILT_IN.all()) {
            var request = Requests.json("{\"user_request\": \"x\", \"pattern\": \"" + pattern.name() + "\"}");
            Optional<Plan> plan = new PatternPlanner(() -> BUILT_IN).plan(request, Requests.builtInTypes());
            assertTrue(plan.isPresent(), pattern.name());
            assertTrue(pattern.description().length() > pattern.name().length(), pattern.name());
        }
    }

    @Test
    void what_the_request_refuses_is_left_out_and_the_rest_holds_together() {
        Plan plan = Requests.plan(BUILT_IN, "Add a search bar to the shop without tests, and skip the documentation");
        assertEquals(Optional.of("implement_feature"), plan.pattern());
        assertEquals(
                Set.of("analyze_requirements", "design_architecture", "implement_core", "review_code"),
                shape(plan).keySet());
        assertEquals("review code_analysis [implement_core]", shape(plan).get("review_code"));

        Plan careful = Requests.plan(BUILT_IN, "Review and document the project but do not commit anything");
        assertEquals(Set.of("review", "document"), shape(careful).keySet());
        Plan trio = Requests.plan(BUILT_IN, "Review, test and document the project but do not commit anything");
        assertEquals(Set.of("review", "test", "document"), shape(trio).keySet());

        Plan stated = Requests.plan(BUILT_IN, "Add a search bar, there are no tests yet");
        assertTrue(shape(stated).containsKey("write_tests"), "what is not there is not refused");
    }

    private static Map<String, String> shape(Plan plan) {
        var shape = new TreeMap<String, String>();
        for (TaskSpec task : plan.tasks()) {
            shape.put(
                    task.taskId(),
                    task.agentType().orElseThrow() + " " + task.capability().orElseThrow() + " " + task.dependencies());
        }
        return shape;
    }
}
