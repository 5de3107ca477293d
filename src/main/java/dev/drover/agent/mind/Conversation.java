package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.council.Asker;
import dev.drover.message.Artifact;
import dev.drover.message.DroverException;
import dev.drover.message.Json;
import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.Fitted;
import dev.drover.model.ModelException;
import dev.drover.model.Part;
import dev.drover.model.Usage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The questions of one task and their answers, word for word among the artifacts, and what they took. Confined to one
 * thread.
 */
final class Conversation implements Account {
    private static final String FILE = "conversation.jsonl";

    private final Assignment assignment;
    private final Mind mind;
    private final Duration kept;
    private final Set<Part> shown = new LinkedHashSet<>();
    private int questions;

    private long promptTokens;
    private long answerTokens;
    private long millis;

    Conversation(Assignment assignment, Mind mind) {
        this(assignment, mind, Duration.ZERO);
    }

    /**
     * One after which there is work to do.
     *
     * @param kept of the time that the task has, for that work
     */
    Conversation(Assignment assignment, Mind mind, Duration kept) {
        this.assignment = assignment;
        this.mind = mind;
        this.kept = kept;
    }

    /** The task has no time left for an answer. */
    static final class OutOfTime extends Exception {
        private static final long serialVersionUID = 1L;

        private final String time;

        OutOfTime(String time) {
            this.time = time;
        }

        @Override
        public String getMessage() {
            return time + " was over before the model had answered";
        }
    }

    @Override
    public String given() {
        return Part.given(List.copyOf(shown));
    }

    private OutOfTime outOfTime() {
        return new OutOfTime(kept.isZero() ? "the time of the task" : "what the task has of time for a model");
    }

    /**
     * Asks within the time that the task has left.
     *
     * @param fitted what the chat asks, and what it leaves out
     */
    ChatAnswer ask(Chat chat, Fitted fitted) throws ModelException, InterruptedException, IOException, OutOfTime {
        Duration limit = Mind.timeToWork(assignment.shell()).minus(kept);
        if (!limit.isPositive()) {
            throw outOfTime();
        }
        mind.knowledge().stream()
                .filter(part -> !fitted.leftOut().contains(part))
                .forEach(shown::add);
        var question = new FutureTask<>(() -> asked(chat, fitted.cut()));
        Thread thread = Thread.ofVirtual().name("question to a model").start(question);
        try {
            return question.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw outOfTime();
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            // Only once it has ended is the conversation not written any more, and is what it took in the ledger.
            thread.interrupt();
            thread.join();
            lookAtLedger(question);
        }
    }

    /** A question that ran out of time is in the ledger all the same, or the attempt counts for nothing. */
    private static void lookAtLedger(FutureTask<ChatAnswer> question) throws IOException {
        if (question.state() == Future.State.FAILED
                && question.exceptionNow() instanceof DroverException unwritten
                && !(unwritten.getCause() instanceof ClosedByInterruptException)) {
            throw new IOException(unwritten.getMessage(), unwritten);
        }
    }

    private static IllegalStateException rethrown(Throwable cause)
            throws ModelException, InterruptedException, IOException {
        if (cause instanceof ModelException none) {
            throw none;
        }
        if (cause instanceof InterruptedException stop) {
            throw stop;
        }
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof DroverException && cause.getCause() instanceof IOException io) {
            // What kept the ledger from being written may be over at the next attempt.
            throw io;
        }
        return new IllegalStateException("a question to a model failed: " + cause, cause);
    }

    private ChatAnswer asked(Chat chat, List<String> cut) throws ModelException, InterruptedException, IOException {
        questions++;
        assignment
                .shell()
                .progress(
                        "waits for " + chat.model() + " to answer" + (questions == 1 ? "" : ", question " + questions));
        write(Map.of("question", questions, "model", chat.model(), "turns", chat.turns(), "left_out", cut));
        try {
            ChatAnswer answer = mind.access().ask(asker(), chat);
            Usage usage = answer.counted(chat);
            promptTokens += usage.promptTokens();
            answerTokens += usage.answerTokens();
            millis += usage.total().toMillis();
            write(Map.of(
                    "answer",
                    questions,
                    "text",
                    answer.text(),
                    "cut_off",
                    answer.cutOff(),
                    "prompt_tokens",
                    usage.promptTokens(),
                    "answer_tokens",
                    usage.answerTokens(),
                    "first_word_millis",
                    usage.firstWord().toMillis(),
                    "millis",
                    usage.total().toMillis()));
            return answer;
        } catch (ModelException e) {
            write(Map.of(
                    "answer",
                    questions,
                    "error",
                    e.getMessage(),
                    "kind",
                    e.kind().name()));
            throw e;
        }
    }

    private Asker asker() {
        return new Asker(
                assignment.packet().requestId(), assignment.packet().taskId(), assignment.agentId(), mind.limits());
    }

    private void write(Map<String, ?> line) throws IOException {
        Files.writeString(
                file(),
                new String(Json.bytes(line), StandardCharsets.UTF_8).replace("\n", " ") + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private Path file() {
        return assignment.artifacts().resolve(FILE);
    }

    @Override
    public String who() {
        return mind.model();
    }

    @Override
    public int questions() {
        return questions;
    }

    /** Which limit forbids another question, as a part of a sentence; empty when none does. */
    Optional<String> limit() {
        return mind.access()
                .exceeded(
                        mind.limits(),
                        assignment.packet().requestId(),
                        assignment.packet().taskId());
    }

    @Override
    public Map<String, Long> usage() {
        Map<String, Long> usage = new LinkedHashMap<>();
        usage.put("model.questions", (long) questions);
        usage.put("model.prompt_tokens", promptTokens);
        usage.put("model.answer_tokens", answerTokens);
        usage.put("model.millis", millis);
        return usage;
    }

    @Override
    public Optional<Artifact> artifact() throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file());
        return Optional.of(new Artifact(
                FILE, assignment.artifactsName() + "/" + FILE, Optional.of(SafeFiles.sha256(bytes)), Optional.of((long)
                        bytes.length)));
    }
}
