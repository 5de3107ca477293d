package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.Rerun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatternsTest {
    private static final String TASKS = "tasks:\n  - {id: t, capability: analysis, action: do}\n";

    @TempDir
    private Path folder;

    @Test
    void the_example_of_the_readme_loads_and_means_what_the_readme_says() throws IOException {
        Matcher example = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Requests.PATTERNS.resolve("README.md")));
        assertTrue(example.find());
        write("translate.yaml", example.group(1));
        Patterns patterns = Patterns.load(folder);
        assertEquals(List.of(), patterns.broken());

        Plan plan = Requests.plan(patterns, "Please support a new language in the shop");
        assertEquals(2, plan.tasks().size());
        var translate = plan.tasks().get(1);
        assertEquals(Map.of("style", "formal"), translate.params());
        assertEquals(Optional.of(900), translate.timeoutSeconds());
        assertEquals(Optional.of(Rerun.ALLOWED), translate.rerun());
        assertEquals(Optional.of("translations"), translate.mutex());
        assertEquals(
                3,
                Requests.plan(patterns, "Translate the shop, then verify it")
                        .tasks()
                        .size());
    }

    @Test
    void a_pattern_that_people_add_is_used_for_the_next_request() throws IOException {
        var planner = new PatternPlanner(folder);
        assertEquals(Optional.empty(), planner.plan(Requests.saying("Water the plants"), Requests.builtInTypes()));
        write("water.yaml", "name: water\nmatch:\n  any:\n    - lead: water\n" + TASKS);
        assertEquals(
                Optional.of("water"),
                planner.plan(Requests.saying("Watering of the plants"), Requests.builtInTypes())
                        .or(() -> planner.plan(Requests.saying("Water the plants"), Requests.builtInTypes()))
                        .orElseThrow()
                        .pattern());
    }

    @Test
    void broken_files_are_named_with_their_line_in_the_list_and_in_the_reason_and_the_others_load() throws IOException {
        write("good.yaml", "name: good\nfallback: true\n" + TASKS);
        write("z.yml", "name: good\n" + TASKS);
        write("b1.yaml", "name: b1\nmatsch: 1\n" + TASKS);
        write("b2.yaml", "name: b2\n");
        write("b3.yaml", "name: b3\ntasks:\n  - {id: a, capability: c, action: x, dependencies: [b]}\n");
        write("b4.yaml", "name: b4\ntasks:\n  - {id: a, capability: c, action: x,\n     run: 'echo {request}'}\n");
        write("b5.yaml", "name: b5\nmatch:\n  any:\n    - lead: [of the]\n" + TASKS);
        write("b6.yaml", "name: b6\nmatch:\n  any:\n    - words: [log in]\n" + TASKS);
        write("b7.yaml", "name: b7\nmatch:\n  any:\n    - weight: 3\n" + TASKS);
        write("b8.yaml", "name: b8\npriority: high\n" + TASKS);
        write("b9.yaml", "name: [\n");
        write("c1.yaml", "name: c1\nmatch:\n  any:\n    - lead: paint\n      definite: true\n" + TASKS);
        Patterns patterns = Patterns.load(folder);
        assertEquals(List.of("good"), patterns.names());
        assertEquals(
                List.of(
                        "b1.yaml 2",
                        "b2.yaml 1",
                        "b3.yaml 3",
                        "b4.yaml 4",
                        "b5.yaml 4",
                        "b6.yaml 4",
                        "b7.yaml 4",
                        "b8.yaml 2",
                        "b9.yaml 1",
                        "c1.yaml 5",
                        "z.yml 0"),
                patterns.broken().stream().map(b -> b.file() + " " + b.line()).toList());
        String reason = Requests.plan(patterns, "x").reason();
        assertTrue(reason.contains("b1.yaml line 2"), reason);
        assertTrue(reason.contains("and 10 more"), reason);
    }

    @Test
    void of_two_patterns_that_fit_equally_well_priority_decides_and_then_the_name() throws IOException {
        String match = "match:\n  any:\n    - lead: paint\n";
        write("a.yaml", "name: a\n" + match + TASKS);
        write("b.yaml", "name: b\n" + match + TASKS);
        assertEquals(
                Optional.of("a"),
                Requests.plan(Patterns.load(folder), "Paint it").pattern());
        write("b.yaml", "name: b\npriority: 1\n" + match + TASKS);
        assertEquals(
                Optional.of("b"),
                Requests.plan(Patterns.load(folder), "Paint it").pattern());
    }

    @Test
    void a_required_capability_speaks_for_the_pattern_that_offers_it() throws IOException {
        String match = "match:\n  any:\n    - lead: paint\n";
        write("a.yaml", "name: a\n" + match + TASKS);
        write("b.yaml", "name: b\n" + match + "tasks:\n  - {id: t, capability: design, action: do}\n");
        var request = Requests.json("{\"user_request\": \"Paint it\", \"required_capabilities\": [\"design\"]}");
        assertEquals(
                Optional.of("b"),
                new PatternPlanner(folder)
                        .plan(request, Requests.builtInTypes())
                        .orElseThrow()
                        .pattern());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
