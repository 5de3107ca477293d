package dev.drover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The program keeps the rules of the house, and each rule can be broken: {@code dev.drover.archfixture} holds a small
 * house for each rule which breaks it, and one which breaks none.
 */
class ArchitectureTest {
    private static final String ROOT = "dev.drover";
    private static final String FIXTURES = ROOT + ".archfixture.";

    private static final Map<String, Function<ArchitectureRules, ArchRule>> RULES = new TreeMap<>(Map.of(
            "rooms have no cycles", ArchitectureRules::rooms_have_no_cycles,
            "packages have no cycles", ArchitectureRules::packages_have_no_cycles,
            "rooms use only rooms below", ArchitectureRules::rooms_use_only_rooms_below,
            "agent never imports master", ArchitectureRules::agent_never_imports_master,
            "master never imports agent", ArchitectureRules::master_never_imports_agent,
            "the decision core is pure", ArchitectureRules::decision_core_is_pure,
            "packages are null-marked", ArchitectureRules::packages_are_null_marked,
            "only edges read the wall clock", ArchitectureRules::only_edges_read_the_wall_clock));

    @TestFactory
    Stream<DynamicTest> the_program_keeps_every_rule() {
        JavaClasses program = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> rule.getValue().apply(new ArchitectureRules(ROOT)).check(program)));
    }

    @TestFactory
    Stream<DynamicTest> a_house_that_breaks_nothing_keeps_every_rule() {
        return RULES.keySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule, () -> assertEquals(List.of(), violations("sound", rule))));
    }

    @Test
    void a_cycle_between_two_rooms_is_seen() {
        assertFalse(violations("roomcycle", "rooms have no cycles").isEmpty());
    }

    @Test
    void a_cycle_between_two_packages_of_one_room_is_seen() {
        assertEquals(List.of(), violations("innercycle", "rooms have no cycles"));
        assertFalse(violations("innercycle", "packages have no cycles").isEmpty());
    }

    @Test
    void a_use_of_a_higher_room_and_of_a_neighbour_is_seen() {
        List<String> violations = violations("floors", "rooms use only rooms below");
        assertMentions(violations, "message may not use bus");
        assertMentions(violations, "bus may not use audit");
        assertMentions(violations, "cellar.Unlisted stands in no known room");
    }

    @Test
    void a_hole_in_either_wall_is_seen() {
        assertFalse(violations("agentwall", "agent never imports master").isEmpty());
        assertEquals(List.of(), violations("agentwall", "master never imports agent"));
        assertFalse(violations("masterwall", "master never imports agent").isEmpty());
        assertEquals(List.of(), violations("masterwall", "agent never imports master"));
    }

    @Test
    void every_impurity_of_the_decision_core_is_seen() {
        List<String> violations = violations("impure", "the decision core is pure");
        for (String method : List.of(
                "readsFile",
                "takesPath",
                "opensSocket",
                "startsThread",
                "waitsForFuture",
                "startsProcess",
                "takesClock",
                "readsNow",
                "readsNowByReference",
                "readsNanos",
                "readsMillis",
                "takesRandom",
                "throwsDice",
                "drawsId")) {
            assertMentions(violations, "Impure." + method + "(");
        }
        assertMentions(violations, "master.core.Inner.pausesFor");
    }

    @Test
    void a_package_without_the_null_marked_annotation_is_seen() {
        List<String> violations = violations("unmarked", "packages are null-marked");
        assertMentions(violations, "unmarked.bus has no");
        assertMentions(violations, "unmarked.audit has no");
    }

    @Test
    void reading_the_wall_clock_away_from_the_edges_is_seen() {
        List<String> violations = violations("clocks", "only edges read the wall clock");
        assertMentions(violations, "Reader.now(");
        assertMentions(violations, "Reader.today(");
        assertMentions(violations, "Reader.millis(");
        assertMentions(violations, "Reader.systemClock(");
        assertMentions(violations, "agent.Worker.now(");
        assertEquals(5, violations.size(), violations::toString);
    }

    private static void assertMentions(List<String> violations, String part) {
        assertTrue(
                violations.stream().anyMatch(line -> line.contains(part)), () -> part + " is not among " + violations);
    }

    private static List<String> violations(String fixture, String rule) {
        String root = FIXTURES + fixture;
        JavaClasses house = new ClassFileImporter().importPackages(root);
        assertFalse(house.isEmpty(), () -> "no classes in " + root);
        EvaluationResult result =
                RULES.get(rule).apply(new ArchitectureRules(root)).evaluate(house);
        return result.getFailureReport().getDetails();
    }
}
