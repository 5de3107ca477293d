package dev.drover.knowledge;

import dev.drover.message.Json;
import dev.drover.message.Shortened;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Makes passages of the newest lines of a file of lessons; what resolved a failure becomes a part of its passage. */
final class LessonLines {
    private static final int MAX_LINES = 2_000;
    private static final int MAX_LINE = 64 << 10;
    private static final String WORKSPACE = "workspace";

    /** What kept work from being tried says nothing of how to do it. */
    private static final Set<String> TEACHES_NOTHING = Set.of(
            "agent_error",
            "branch_checked_out",
            "broken_definition",
            "broken_settings",
            "budget",
            "cancelled",
            "codeword_needed",
            "command_killed",
            "dependency_failed",
            "disk_full",
            "missing_tool",
            "model_failed",
            "no_backend",
            "no_commit",
            "no_git_identity",
            "no_model",
            "no_workspace",
            "not_a_repository",
            "released",
            "work_tree_busy");

    private final String name;
    private final Map<String, Piece> pieces = new LinkedHashMap<>();
    private final Map<String, Lesson.Resolution> resolutions = new HashMap<>();

    private LessonLines(String name) {
        this.name = name;
    }

    static List<Piece> pieces(String name, String text) {
        List<String> lines = text.lines().toList();
        var reader = new LessonLines(name);
        // From the end, so that what resolved a failure is known before the failure comes.
        for (int i = lines.size() - 1; i >= Math.max(0, lines.size() - MAX_LINES); i--) {
            String line = lines.get(i);
            if (!line.isBlank() && line.length() <= MAX_LINE) {
                reader.read(line);
            }
        }
        return new ArrayList<>(reader.pieces.values());
    }

    /** A line that is no JSON object, such as one that was cut, is left out. */
    private void read(String line) {
        try {
            JsonNode tree = Json.tree(line);
            if (tree.has("resolved_by")) {
                Lesson.Resolved resolved = Json.convert(tree, Lesson.Resolved.class);
                resolutions.put(resolved.requestId() + " " + resolved.taskId(), resolved.resolvedBy());
            } else if (tree.has("why") && tree.has("task_id")) {
                Lesson.Failed failed = Json.convert(tree, Lesson.Failed.class);
                if (failed.code().filter(TEACHES_NOTHING::contains).isPresent()) {
                    return;
                }
                add(FailureText.of(
                        source(tree),
                        failed,
                        Optional.ofNullable(resolutions.get(failed.requestId() + " " + failed.taskId()))));
            } else if (tree.has("optimized_by")) {
                add(OptimizationText.of(source(tree), Json.convert(tree, Lesson.Optimized.class)));
            } else if (tree.isObject()) {
                add(other(tree));
            }
        } catch (JacksonException e) {
            return;
        }
    }

    private void add(Piece piece) {
        String source = piece.source();
        for (int n = 2; pieces.containsKey(source); n++) {
            source = piece.source() + "-" + n;
        }
        pieces.put(source, piece.withSource(source));
    }

    /** By the place in the journal, which stays when lines before it are removed; else by what it says. */
    private String source(JsonNode tree) {
        String seq = tree.path("seq").asString("");
        return name + "#" + (seq.isEmpty() ? Integer.toHexString(tree.toString().hashCode()) : seq);
    }

    private Piece other(JsonNode tree) {
        String asked = tree.path("user_request").asString("");
        String title = tree.path("title")
                .asString(asked.isEmpty() ? tree.path("summary").asString("Lesson") : asked);
        String text = tree.properties().stream()
                .filter(member ->
                        member.getValue().isString() && !member.getKey().equals(WORKSPACE))
                .map(member -> member.getKey() + ": " + member.getValue().asString())
                .collect(Collectors.joining("\n"));
        return Piece.of(source(tree), Shortened.of(title, 120), Shortened.of(text, Piece.MAX_TEXT), Kind.LESSON)
                .from(tree.path(WORKSPACE).asStringOpt());
    }
}
