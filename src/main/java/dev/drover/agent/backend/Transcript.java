package dev.drover.agent.backend;

import dev.drover.message.Json;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;

/** What a CLI said in one run, taken out of its output by the rules of its definition. One thread fills it. */
final class Transcript {
    private static final int MOST_OF_MESSAGE = 16_000;
    private static final int MOST_OF_ERROR = 500;
    private static final int LAST_WORDS = 8;
    private static final int TRIES = 50;
    private static final double MOST_DOLLARS = 1e6;

    private final OutputForm form;
    private final Deque<String> words = new ArrayDeque<>();
    private final StringBuilder message = new StringBuilder();
    private Optional<String> error = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private boolean ended;
    private long inputTokens;
    private long outputTokens;
    private OptionalLong microDollars = OptionalLong.empty();

    private Transcript(OutputForm form) {
        this.form = form;
    }

    /**
     * Reads what a run left.
     *
     * @param output both of its output streams
     * @param lastMessage the file that it may have been told to write
     */
    static Transcript of(OutputForm form, Path output, Path lastMessage) throws IOException {
        var transcript = new Transcript(form);
        switch (form.format()) {
            case JSONL -> StrangerFile.eachLine(output, transcript::line);
            case JSON -> transcript.document(StrangerFile.text(output, StrangerFile.MOST_OF_LINE));
            case TEXT -> StrangerFile.eachLine(output, transcript::said);
            case FILE -> {
                StrangerFile.eachLine(output, transcript::words);
                transcript.message.append(StrangerFile.text(lastMessage, MOST_OF_MESSAGE));
            }
        }
        return transcript;
    }

    private void line(String line) {
        String text = line.strip();
        if (text.startsWith("{")) {
            try {
                object(Json.tree(text));
            } catch (JacksonException e) {
                words(line);
            }
        } else {
            words(line);
        }
    }

    /** Warnings may stand around the one object. */
    private void document(String text) {
        int tries = 0;
        for (int at = text.indexOf('{'); at >= 0 && tries < TRIES; at = nextLine(text, at)) {
            Optional<JsonNode> object = first(text.substring(at));
            if (object.isPresent()) {
                object(object.get());
                return;
            }
            tries++;
        }
        text.lines().forEach(this::words);
    }

    private static Optional<JsonNode> first(String text) {
        try {
            return Optional.of(Json.mapper()
                    .reader()
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static int nextLine(String text, int at) {
        int next = text.indexOf("\n{", at);
        return next < 0 ? -1 : next + 1;
    }

    private void said(String line) {
        words(line);
        append(line + "\n");
    }

    private void words(String line) {
        if (!line.isBlank()) {
            words.add(Shortened.of(line, MOST_OF_ERROR));
            if (words.size() > LAST_WORDS) {
                words.remove();
            }
        }
    }

    private void object(JsonNode object) {
        form.rules().stream().filter(rule -> rule.matches(object)).forEach(rule -> apply(rule, object));
    }

    private void apply(Rule rule, JsonNode object) {
        text(object, rule.message()).ifPresent(text -> {
            if (!rule.append()) {
                message.setLength(0);
            }
            append(text);
        });
        text(object, rule.trouble()).ifPresent(text -> trouble = Optional.of(text));
        if (rule.isError(object)) {
            error = Optional.of(text(object, rule.error()).orElseGet(message::toString));
        }
        ended |= rule.ends();
        rule.inputTokens().forEach(place -> inputTokens = sum(inputTokens, number(object.at(place))));
        rule.outputTokens().forEach(place -> outputTokens = sum(outputTokens, number(object.at(place))));
        rule.costUsd().map(object::at).filter(JsonNode::isNumber).ifPresent(this::cost);
    }

    private void cost(JsonNode node) {
        double dollars = node.doubleValue();
        if (dollars >= 0 && dollars <= MOST_DOLLARS) {
            microDollars = OptionalLong.of(sum(microDollars.orElse(0), Math.round(dollars * 1_000_000)));
        }
    }

    private static long number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? Math.max(0, node.longValue()) : 0;
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private static Optional<String> text(JsonNode object, Optional<JsonPointer> place) {
        return place.map(object::at)
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .map(node -> node.isString() ? node.stringValue() : node.toString());
    }

    /** Its end is kept. It is cut now and then only, since a message may come in a million pieces. */
    private void append(String text) {
        message.append(text);
        if (message.length() > 4 * MOST_OF_MESSAGE) {
            message.delete(0, message.length() - MOST_OF_MESSAGE);
        }
    }

    /** Several lines at most, fit to be printed. */
    String message() {
        // One less, for the ellipsis: what is cut once more would lose its end.
        return Plain.lines(Shortened.endOf(message.toString(), MOST_OF_MESSAGE - 1), MOST_OF_MESSAGE);
    }

    /** What it reports as an error, fit to be printed. */
    Optional<String> error() {
        Optional<String> reported = error.or(
                () -> form.isErrorMessage(message.toString()) ? Optional.of(message.toString()) : Optional.empty());
        return reported.map(text -> Plain.line(text, MOST_OF_ERROR))
                .map(text -> text.isEmpty() ? "it reports an error and does not say which" : text);
    }

    /** What may explain that it failed: the last trouble it told, else its last words for people. */
    Optional<String> explanation() {
        String said = trouble.orElseGet(() -> String.join(" ", List.copyOf(words)));
        return Optional.of(Plain.line(said, MOST_OF_ERROR)).filter(text -> !text.isEmpty());
    }

    /** Whether it came to its end, by its own word. */
    boolean ended() {
        return ended || !form.tellsItsEnd();
    }

    long inputTokens() {
        return inputTokens;
    }

    long outputTokens() {
        return outputTokens;
    }

    OptionalLong microDollars() {
        return microDollars;
    }
}
