package dev.drover.cli.view;

import dev.drover.audit.ChainLine;
import dev.drover.bus.DeadLetter;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import dev.drover.bus.TakenIn;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** Ids as people write them: whole, shortened to what is unique, or {@code latest}. */
public final class RequestIds {
    private static final String LATEST = "latest";
    private static final int RECENT = 200;
    private static final int MOST_NAMED = 10;
    private static final int MOST_BYTES_OF_A_LETTER = 1 << 20;

    private RequestIds() {}

    /**
     * The id of the request that is meant.
     *
     * @throws DroverException when it is none, or not only one
     */
    public static String resolve(Home home, String text) throws IOException {
        if (text.equals(LATEST)) {
            return latest(home)
                    .orElseThrow(() -> new DroverException("there was no request yet; make one with: drover run TEXT"));
        }
        if (Ids.isValid(text) && Files.isDirectory(home.run(text))) {
            return text;
        }
        Set<String> known = known(home);
        if (known.contains(text)) {
            return text;
        }
        List<String> fitting = known.stream().filter(id -> id.startsWith(text)).toList();
        if (fitting.isEmpty()) {
            fitting = known.stream().filter(id -> id.contains(text)).toList();
        }
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        if (fitting.isEmpty()) {
            Optional<DroverException> outside = waiting(home, text);
            if (outside.isEmpty() && InboxView.takenIn(home, text).isPresent()) {
                throw new DroverException("the request '" + Ids.printable(text) + "' is being taken in, and planned;"
                        + " where a model does that it may take minutes. There is nothing to show of it yet; it can be"
                        + " cancelled");
            }
            throw (outside.isPresent() ? outside : refused(home, text))
                    .orElseGet(() -> new DroverException("there is no request '" + Ids.printable(text)
                            + "'; see those there are with: drover runs --all"));
        }
        String more = fitting.size() > MOST_NAMED ? " and " + (fitting.size() - MOST_NAMED) + " more" : "";
        throw new DroverException("'" + Ids.printable(text) + "' may be any of "
                + fitting.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + more
                + "; write more of the id");
    }

    /**
     * The id of the request that is to be cancelled, which may still be planned.
     *
     * @throws DroverException as {@link #resolve}
     */
    public static String resolveToCancel(Home home, String text) throws IOException {
        List<TakenIn> taken = TakenIn.list(home);
        if (taken.stream().anyMatch(request -> request.requestId().equals(text))
                && !known(home).contains(text)) {
            return text;
        }
        try {
            return resolve(home, text);
        } catch (DroverException e) {
            List<TakenIn> named = taken.stream()
                    .filter(request -> request.name().name().equals(text + ".json"))
                    .toList();
            if (named.size() == 1 && known(home).stream().noneMatch(id -> id.contains(text))) {
                return named.getFirst().requestId();
            }
            throw e;
        }
    }

    /** A request that waits has no folder; why it waits is what somebody wants to know who names it. */
    private static Optional<DroverException> waiting(Home home, String text) throws IOException {
        return InboxView.find(home, text)
                .map(waiting -> new DroverException("the request '" + Ids.printable(text) + "' waits in "
                        + home.name(waiting.file()) + " and was not taken in yet. See why with: drover explain "
                        + Ids.printable(text) + "; to take it back, remove the file"));
    }

    /** A request that was never taken in has no folder; its file says why it lies in the dead letter. */
    private static Optional<DroverException> refused(Home home, String text) throws IOException {
        List<DeadLetter.Entry> letters = new DeadLetter(home).list();
        return letters.stream()
                .filter(entry -> isNamed(text, entry.file().getFileName().toString()))
                .findFirst()
                .or(() -> letters.stream()
                        .limit(RECENT)
                        .filter(entry -> idIn(entry.file()).filter(text::equals).isPresent())
                        .findFirst())
                .flatMap(entry -> entry.reason()
                        .filter(reason ->
                                home.root().resolve(reason.requeueTo()).startsWith(home.inbox()))
                        .map(reason -> new DroverException("the request '" + Ids.printable(text) + "' was refused: "
                                + reason.message() + ". It lies in " + home.name(entry.file()) + ". "
                                + reason.whatNow())));
    }

    private static boolean isNamed(String text, String file) {
        return file.equals(text)
                || file.equals(text + ".json")
                || (file.startsWith(text + ".") && file.endsWith(".json"));
    }

    /** A file has whatever name a person gave it; the id stands in it. */
    private static Optional<String> idIn(Path letter) {
        try {
            return SmallFile.read(letter, MOST_BYTES_OF_A_LETTER)
                    .map(bytes -> Json.tree(new String(bytes, StandardCharsets.UTF_8)))
                    .map(tree -> tree.path("request_id").asString(""));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** The request that was accepted or reopened last. */
    public static Optional<String> latest(Home home) throws IOException {
        return JournalView.last(home.journal(), 1, JournalView::begins).stream()
                .map(ChainLine::text)
                .flatMap(line -> JournalView.requestId(line).stream())
                .findFirst();
    }

    private static Set<String> known(Home home) throws IOException {
        var known = new TreeSet<String>();
        for (Path shard : Folders.list(home.runs())) {
            if (Files.isDirectory(shard)) {
                Folders.list(shard).forEach(run -> known.add(run.getFileName().toString()));
            }
        }
        // A request has its folder a moment after it was accepted.
        for (ChainLine line : JournalView.last(home.journal(), RECENT, JournalView::begins)) {
            JournalView.requestId(line.text()).ifPresent(known::add);
        }
        return known;
    }
}
