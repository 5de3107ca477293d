package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.council.AgentDefinitions;
import dev.drover.flock.Problem;
import dev.drover.message.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanningTest {
    private final Planning planning =
            new Planning(new PatternPlanner(Requests.PATTERNS), List.of(), Requests::builtInTypes);

    @Test
    void given_tasks_are_taken_as_they_are_and_a_capability_finds_its_type() {
        Plan plan = planned("""
                {"tasks": [{"task_id": "a", "agent_type": "testing", "action": "Run", "run": "make test"},
                           {"task_id": "b", "capability": "merge", "action": "Merge", "dependencies": ["a"]}]}
                """);
        assertEquals(Optional.empty(), plan.pattern());
        assertEquals(
                List.of(Optional.of("testing"), Optional.of("git")),
                plan.tasks().stream().map(task -> task.agentType()).toList());
        assertEquals(Optional.of("make test"), plan.tasks().getFirst().run());
        assertEquals(List.of("a"), plan.tasks().getLast().dependencies());
    }

    @Test
    void given_tasks_that_cannot_be_run_are_refused_with_the_place_of_each_mistake() {
        List<Problem> problems = refused("""
                {"tasks": [{"task_id": "a", "agent_type": "cooking", "action": "x", "dependencies": ["c"]},
                           {"task_id": "b", "capability": "flying", "action": "x"},
                           {"task_id": "c", "action": "x", "dependencies": ["a", "nobody"]},
                           {"task_id": "d/e", "agent_type": "git", "action": "x"}]}
                """);
        assertEquals(
                List.of(
                        "/tasks/0/agent_type unknown_agent_type",
                        "/tasks/1/capability unknown_capability",
                        "/tasks/2/agent_type no_agent_type",
                        "/tasks/3/task_id id",
                        "/tasks/2/dependencies/1 unknown_dependency",
                        "/tasks/0/dependencies/0 cycle"),
                problems.stream().map(p -> p.pointer() + " " + p.rule()).toList());
        assertTrue(
                problems.getFirst().message().contains("coding, deployment, documentation, git, review, testing"),
                problems.toString());
    }

    @Test
    void a_named_pattern_is_taken_whatever_the_words_say() {
        Plan plan = planned("{\"user_request\": \"Fix the crash\", \"pattern\": \"run_tests\"}");
        assertEquals(Optional.of("run_tests"), plan.pattern());
        assertTrue(plan.reason().contains("as the request says"), plan.reason());
    }

    @Test
    void unknown_patterns_and_capabilities_are_refused_with_those_that_are_known() {
        Problem pattern =
                refused("{\"user_request\": \"x\", \"pattern\": \"dance\"}").getFirst();
        assertEquals("/pattern", pattern.pointer());
        assertTrue(pattern.message().contains("fix_bug"), pattern.message());
        Problem capability = refused("{\"user_request\": \"x\", \"required_capabilities\": [\"merge\", \"dancing\"]}")
                .getFirst();
        assertEquals("/required_capabilities/1", capability.pointer());
        assertTrue(capability.message().contains("scan_secrets"), capability.message());
    }

    @Test
    void a_request_that_says_nothing_is_refused() {
        assertEquals("nothing_to_do", refused("{}").getFirst().rule());
        assertEquals(
                "nothing_to_do",
                refused("{\"user_request\": \"  \\n\"}").getFirst().rule());
    }

    @Test
    void the_reason_names_the_words_the_runner_up_and_how_to_correct_the_choice() {
        String reason = planned("{\"user_request\": \"Fix the slow login\"}").reason();
        assertTrue(reason.contains("'fix' + 'slow'"), reason);
        assertTrue(reason.contains("ahead of 'fix_bug'"), reason);
        assertTrue(reason.contains("\"pattern\""), reason);
        assertTrue(reason.contains("knowledge/patterns/optimize.yaml"), reason);
        String fallback = planned("{\"user_request\": \"Bonjour\"}").reason();
        assertTrue(fallback.startsWith("No pattern fits"), fallback);
    }

    @Test
    void the_request_goes_into_actions_as_text_and_only_once() {
        Plan plan = planned("{\"user_request\": \"Fix the {request} $(rm -rf) crash\"}");
        assertTrue(
                plan.tasks().getFirst().action().endsWith("The request: Fix the {request} $(rm -rf) crash"),
                plan.tasks().getFirst().action());
        assertTrue(plan.tasks().stream().allMatch(task -> task.run().isEmpty()));
        Plan large = planned("{\"user_request\": \"Fix the crash " + "ä😀".repeat(100_000) + "\"}");
        assertEquals(Optional.of("fix_bug"), large.pattern());
        assertTrue(large.tasks().getFirst().action().length() < 5000);
    }

    @Test
    void a_pattern_that_no_type_can_carry_out_is_refused_by_name() {
        var alone = new Planning(
                new PatternPlanner(Requests.PATTERNS),
                List.of(),
                () -> new CapabilityTable(Map.of("coding", Set.of("code_generation"))));
        var result = assertInstanceOf(
                PlanningResult.Refused.class, alone.plan(Requests.saying("Roll back the last deployment")));
        Problem first = result.problems().getFirst();
        assertEquals("unknown_capability", first.rule());
        assertTrue(first.message().contains("knowledge/patterns/rollback.yaml"), first.message());
    }

    @Test
    void a_planner_that_is_not_trusted_may_choose_neither_outward_work_nor_a_program_of_a_person(@TempDir Path folder)
            throws IOException {
        Files.writeString(
                folder.resolve("a.md"), "---\nname: a\ntype: odd\ncapabilities: [shell]\ncommand: make\n---\n");
        Files.writeString(
                folder.resolve("b.md"),
                "---\nname: b\ntype: kind\ncapabilities: [advice, code_generation, deploy, create_branch, apply_edits, rewrite]\n---\nBe kind.\n");
        Set<String> choosable = Capabilities.of(AgentDefinitions.load(folder)).choosable();
        assertEquals(Set.of("advice", "code_generation"), choosable);
    }

    @Test
    void a_definition_that_cannot_be_read_is_named_where_its_type_or_capability_is_missed() {
        String broken = "council/agents/deployment.md line 3: the backend is 'command' but there is no 'command'";
        var planning = new Planning(
                new PatternPlanner(Requests.PATTERNS),
                List.of(),
                () -> new CapabilityTable(
                        Map.of("coding", Set.of("code_generation")), Map.of("deployment", broken), Set.of()));
        for (Request request : List.of(
                Requests.saying("Roll back the last deployment"),
                Requests.json(
                        "{\"tasks\": [{\"task_id\": \"t\", \"agent_type\": \"deployment\", \"action\": \"x\"}]}"))) {
            var result = assertInstanceOf(PlanningResult.Refused.class, planning.plan(request));
            String said = result.problems().getFirst().message();
            assertTrue(said.contains(broken), said);
        }
    }

    @Test
    void another_planner_is_asked_before_the_patterns_and_passed_over_when_its_plan_cannot_be_run() {
        Plan good = planned("{\"user_request\": \"Run the tests\"}");
        var looped = good.tasks().getFirst().assigned("testing", List.of("run_tests"));
        var unknown = good.tasks().getFirst().assigned("cooking", List.of());
        var mine = new Plan(Optional.of("mine"), "because", good.tasks());
        for (Plan bad : List.of(
                new Plan(Optional.empty(), "", List.of()),
                new Plan(Optional.empty(), "", List.of(looped)),
                new Plan(Optional.empty(), "", List.of(unknown)))) {
            assertEquals(mine, with(List.of((r, c) -> new Proposal.Made(bad), (r, c) -> new Proposal.Made(mine))));
        }
        assertEquals(
                Optional.of("run_tests"),
                with(List.of((r, c) -> new Proposal.None(Optional.empty()))).pattern());
    }

    @Test
    void why_another_planner_has_no_plan_stands_in_the_reason() {
        Plan plan = with(List.of((r, c) -> new Proposal.None(Optional.of("It was asleep."))));
        assertEquals(Optional.of("run_tests"), plan.pattern());
        assertTrue(plan.reason().endsWith(". It was asleep"), plan::reason);
    }

    private static final Planner NEVER = (r, c) -> {
        throw new AssertionError("asked");
    };

    @Test
    void another_planner_is_not_asked_when_there_is_a_reason_against_it() {
        var planning = new Planning(new PatternPlanner(Requests.PATTERNS), List.of(NEVER), Requests::builtInTypes);
        PlanningResult.Planned planned = assertInstanceOf(
                PlanningResult.Planned.class,
                planning.plan(Requests.saying("Run the tests"), Optional.of("The daemon had ended.")));
        assertTrue(planned.plan().reason().endsWith(". The daemon had ended"), planned.plan()::reason);
    }

    @Test
    void another_planner_is_not_asked_for_what_others_see() {
        var planning = new Planning(new PatternPlanner(Requests.PATTERNS), List.of(NEVER), Requests::builtInTypes);
        assertInstanceOf(PlanningResult.Planned.class, planning.plan(Requests.saying("Deploy to staging")));
        assertInstanceOf(PlanningResult.Planned.class, planning.plan(Requests.saying("Push the branch work")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Build the project | 'build' is",
                "Create a branch called hotfix | 'create_branch' is",
                "Bundle the repository | 'bundle' is",
                "Deploy to staging | 'build', 'deploy' are"
            })
    void another_planner_is_not_asked_for_what_it_could_not_choose_and_the_reason_says_so(
            String request, String capabilities) {
        String alone = planned(planning, Requests.saying(request)).reason();
        assertEquals(
                alone + ". No model was asked: " + capabilities + " planned by patterns only",
                planned(withNever(true), Requests.saying(request)).reason());
    }

    @Test
    void the_reason_says_nothing_of_a_planner_that_is_off_or_that_the_request_itself_passes_over() {
        Request branch = Requests.saying("Create a branch called hotfix");
        assertEquals(planned(planning, branch), planned(withNever(false), branch));
        for (String json : List.of(
                "{\"user_request\": \"Create a branch called hotfix\", \"pattern\": \"create_branch\"}",
                "{\"user_request\": \"Create a branch called hotfix\", \"tasks\": [{\"task_id\": \"t\","
                        + " \"capability\": \"create_branch\", \"action\": \"x\"}]}")) {
            assertEquals(planned(json), planned(withNever(true), Requests.json(json)));
        }
    }

    private static Planning withNever(boolean on) {
        Planner never = new Planner() {
            @Override
            public Proposal plan(Request request, Capabilities capabilities) {
                return NEVER.plan(request, capabilities);
            }

            @Override
            public boolean isOn() {
                return on;
            }
        };
        return new Planning(new PatternPlanner(Requests.PATTERNS), List.of(never), Requests::builtInTypes);
    }

    private static Plan planned(Planning planning, Request request) {
        return assertInstanceOf(PlanningResult.Planned.class, planning.plan(request))
                .plan();
    }

    private static Plan with(List<Planner> others) {
        var planning = new Planning(new PatternPlanner(Requests.PATTERNS), others, Requests::builtInTypes);
        return assertInstanceOf(PlanningResult.Planned.class, planning.plan(Requests.saying("Run the tests")))
                .plan();
    }

    private Plan planned(String json) {
        return planned(planning, Requests.json(json));
    }

    private List<Problem> refused(String json) {
        return assertInstanceOf(PlanningResult.Refused.class, planning.plan(Requests.json(json)))
                .problems();
    }
}
