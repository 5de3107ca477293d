package dev.drover.agent.mind;

import dev.drover.message.Edit;
import dev.drover.message.Json;
import dev.drover.model.ChatAnswer;
import dev.drover.model.NoObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a model wants done to the files.
 *
 * @param see files, or words to look for, that it wants to see first
 * @param summary what it says it did
 */
record EditAnswer(List<Edit> edits, List<String> see, String summary) {
    private static final int MOST_WISHES = 12;
    private static final int MOST_EDITS = 200;

    /** The subset of JSON Schema that servers can hold a model to; what an edit needs besides is checked here. */
    static final JsonNode SCHEMA = Json.tree("""
            {"type":"object","properties":{
              "plan":{"type":"string"},
              "see":{"type":"array","items":{"type":"string"}},
              "edits":{"type":"array","items":{"type":"object","properties":{
                "kind":{"type":"string","enum":["replace","write","delete"]},
                "path":{"type":"string"},
                "find":{"type":"string"},
                "with":{"type":"string"},
                "content":{"type":"string"}},"required":["kind","path"]}},
              "summary":{"type":"string"}},
             "required":["plan","see","edits","summary"]}""");

    static final String RULES = """
            Answer with one JSON object and nothing else:
            {"plan": "two or three sentences", "see": [], "edits": [], "summary": "what you changed and why, in one sentence"}
            "see" names files that you must read first (their paths) or words to search for; then leave "edits" empty.
            Each edit is one of:
            {"kind": "replace", "path": "src/a.py", "find": "text that stands exactly once in the file", "with": "new text"}
            {"kind": "write", "path": "src/new.py", "content": "the whole file"}
            {"kind": "delete", "path": "src/old.py"}
            "find" is copied from the file as it is shown, blanks included, and is long enough to stand there once.
            Edits are made in their order, all of them or none. After them commands are run; you are told what they said.
            """;

    EditAnswer {
        edits = List.copyOf(edits);
        see = List.copyOf(see);
    }

    /** It is not what was asked for; the message tells the model what is wrong. */
    static final class NotUsable extends Exception {
        private static final long serialVersionUID = 1L;

        private final String message;

        NotUsable(String message) {
            super(message);
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }

    static EditAnswer of(ChatAnswer answer) throws NotUsable, NoObject {
        JsonNode tree = answer.object();
        var edits = new ArrayList<Edit>();
        for (JsonNode edit : tree.path("edits")) {
            if (edits.size() == MOST_EDITS) {
                throw new NotUsable("There are more than " + MOST_EDITS + " edits; make fewer at once.");
            }
            edits.add(edit(edit, edits.size() + 1));
        }
        var see = new ArrayList<String>();
        for (JsonNode wish : tree.path("see")) {
            String word = wish.asString("").strip();
            if (!word.isEmpty() && see.size() < MOST_WISHES) {
                see.add(word);
            }
        }
        return new EditAnswer(edits, see, tree.path("summary").asString("").strip());
    }

    private static Edit edit(JsonNode edit, int number) throws NotUsable {
        String path = text(edit, "path", number);
        String kind = text(edit, "kind", number);
        return switch (kind) {
            case "replace" ->
                new Edit.Replace(path, text(edit, "find", number), present(edit, "with", number), Optional.empty());
            case "write" -> new Edit.Write(path, present(edit, "content", number), Optional.empty(), Optional.empty());
            case "delete" -> new Edit.Delete(path);
            default ->
                throw new NotUsable(
                        "Edit " + number + " is of no known kind; use \"replace\", \"write\" or \"delete\".");
        };
    }

    private static String text(JsonNode edit, String member, int number) throws NotUsable {
        String text = present(edit, member, number);
        if (text.isEmpty()) {
            throw new NotUsable("Edit " + number + " has an empty \"" + member + "\".");
        }
        return text;
    }

    private static String present(JsonNode edit, String member, int number) throws NotUsable {
        JsonNode value = edit.path(member);
        if (!value.isString()) {
            throw new NotUsable("Edit " + number + " has no \"" + member + "\".");
        }
        return value.asString();
    }
}
