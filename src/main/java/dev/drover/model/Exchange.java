package dev.drover.model;

import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.model.ModelException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One request and the lines of its answer, bounded in bytes and in time. Confined to one thread. */
final class Exchange implements AutoCloseable {
    /** A line is a piece of an answer, or the whole list of models. */
    private static final int MAX_LINE_BYTES = 4 << 20;

    /** More than any model writes in an answer, with all that is around each word. */
    private static final long MAX_BYTES = 64L << 20;

    private static final int MAX_ERROR_BYTES = 64 << 10;
    private static final int MAX_ERROR_TEXT = 300;

    private final Endpoint endpoint;
    private final TimeLimits limits;
    private final long start = System.nanoTime();
    private final Chunks chunks = new Chunks();
    private final int status;
    private final Duration retryAfter;
    private long since = start;
    private boolean begun;
    private boolean renewed;
    private boolean ended;
    private long taken;
    private byte[] piece = new byte[0];
    private int at;

    /**
     * Sends the request and waits for the head of the answer.
     *
     * @throws ModelException when nobody answers, or too late
     */
    Exchange(HttpClient http, Endpoint endpoint, HttpRequest request, TimeLimits limits)
            throws ModelException, InterruptedException {
        this.endpoint = endpoint;
        this.limits = limits;
        CompletableFuture<HttpResponse<Void>> sent = http.sendAsync(request, head -> chunks);
        boolean answered = false;
        try {
            HttpResponse<Void> head = sent.get(left(), TimeUnit.NANOSECONDS);
            status = head.statusCode();
            retryAfter = RetryAfter.of(head.headers());
            answered = true;
        } catch (TimeoutException e) {
            throw tooSlow();
        } catch (ExecutionException e) {
            throw unreachable(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            if (!answered) {
                // The head may come at this very moment: then it is the body that is to be stopped.
                chunks.cancel();
                sent.cancel(true);
            }
        }
    }

    private ModelException unreachable(Throwable cause) {
        boolean nobody = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        return nobody
                ? new ModelException(
                        Kind.UNREACHABLE,
                        "no model server answers at " + endpoint + "; start it, or set where it is (model.endpoint)")
                : new ModelException(
                        Kind.BROKEN_OFF,
                        "the model server at " + endpoint + " ended the connection: " + cut(cause.toString()));
    }

    private ModelException tooSlow() {
        if (renewed) {
            return new ModelException(
                    Kind.TOO_SLOW,
                    "nothing more came from " + endpoint + " in "
                            + limits.firstWord().toSeconds() + " s; look at the server, and try again");
        }
        return begun
                ? new ModelException(
                        Kind.TOO_SLOW,
                        "the answer from " + endpoint + " was not complete after "
                                + limits.total().toSeconds() + " s; ask for less, or allow more (model.answer_seconds)")
                : new ModelException(
                        Kind.TOO_SLOW,
                        "no word came from " + endpoint + " in "
                                + limits.firstWord().toSeconds()
                                + " s; the model may be too large for this machine, or still being loaded: allow more"
                                + " (model.first_word_seconds)");
    }

    private long left() {
        Duration limit = begun ? limits.total() : limits.firstWord();
        return limit.toNanos() - (System.nanoTime() - since);
    }

    /**
     * Something came of a work that takes as long as it takes: from now on only silence is limited, as for a first word, and
     * what comes without a sign of progress.
     */
    void renew() {
        since = System.nanoTime();
        taken = 0;
        renewed = true;
    }

    /** The first word has come: from now on only the limit for the whole answer counts. */
    void begin() {
        begun = true;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * Looks at the status.
     *
     * @param model that was asked for, for the message; may be empty
     * @throws ModelException when it is none of success
     */
    void check(String model) throws ModelException, InterruptedException {
        if (status == 200) {
            return;
        }
        String said = errorText(rest(MAX_ERROR_BYTES));
        throw BadStatus.of(endpoint, status, said, model, retryAfter);
    }

    /** The next line without its end; empty at the end of the answer. */
    Optional<String> line() throws ModelException, InterruptedException {
        var line = new ByteArrayOutputStream();
        while (true) {
            if (at == piece.length && !fill()) {
                return line.size() == 0 ? Optional.empty() : Optional.of(text(line));
            }
            int from = at;
            while (at < piece.length && piece[at] != '\n') {
                at++;
            }
            line.write(piece, from, at - from);
            if (line.size() > MAX_LINE_BYTES) {
                throw tooLarge();
            }
            if (at < piece.length) {
                at++;
                return Optional.of(text(line));
            }
        }
    }

    private static String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private ModelException tooLarge() {
        return new ModelException(
                Kind.TOO_LARGE, "the answer from " + endpoint + " does not end, or is larger than any model writes");
    }

    /** All that is left, up to a limit, as text. */
    String rest(int maxBytes) throws ModelException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        while (at < piece.length || fill()) {
            bytes.write(piece, at, Math.min(piece.length - at, maxBytes - bytes.size()));
            at = piece.length;
            if (bytes.size() == maxBytes) {
                break;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private boolean fill() throws ModelException, InterruptedException {
        if (ended) {
            return false;
        }
        long left = left();
        // What has come already is not taken any more, or a server that never stops would be listened to for ever.
        if (left <= 0) {
            throw tooSlow();
        }
        try {
            Optional<byte[]> next = chunks.next(left);
            ended = next.isEmpty();
            piece = next.orElse(new byte[0]);
            at = 0;
            taken += piece.length;
        } catch (TimeoutException e) {
            throw tooSlow();
        } catch (IOException e) {
            throw brokenOff(cut(String.valueOf(e.getCause())));
        }
        if (taken > MAX_BYTES) {
            throw tooLarge();
        }
        return !ended;
    }

    ModelException brokenOff(String why) {
        return new ModelException(
                Kind.BROKEN_OFF, "the answer from " + endpoint + " broke off in its middle (" + why + ")");
    }

    /** One JSON object that is no error. */
    JsonNode object(String text) throws ModelException {
        JsonNode tree;
        try {
            tree = Json.tree(text);
        } catch (JacksonException e) {
            throw notUnderstood(text);
        }
        if (!tree.isObject()) {
            throw notUnderstood(text);
        }
        if (tree.has("error")) {
            String said = errorText(text);
            String told = endpoint + " ended its answer with an error: " + said;
            // With the status of success it may have read the question, unless all that it says is that it is busy.
            throw said.contains("server busy") && !begun
                    ? ModelException.passing(Kind.BUSY, told, Duration.ZERO)
                    : new ModelException(Kind.BROKEN_OFF, told);
        }
        return tree;
    }

    /** One JSON object that is the whole answer. */
    JsonNode wholeObject() throws ModelException, InterruptedException {
        return object(rest(MAX_LINE_BYTES));
    }

    private ModelException notUnderstood(String text) {
        return new ModelException(
                Kind.NOT_UNDERSTOOD,
                "what " + endpoint + " sends is not what a model server says: '" + cut(text)
                        + "'; see whether the address and the protocol are right");
    }

    /** {@code {"error": "…"}} or {@code {"error": {"message": "…"}}}; else the text itself. */
    private static String errorText(String body) {
        try {
            JsonNode error = Json.tree(body).path("error");
            String said = error.isObject() ? error.path("message").asString("") : error.asString("");
            return cut(said.isEmpty() ? body : said);
        } catch (JacksonException e) {
            return cut(body);
        }
    }

    private static String cut(String text) {
        return Ids.printable(text.strip(), MAX_ERROR_TEXT);
    }

    @Override
    public void close() {
        chunks.cancel();
    }
}
