package dev.drover.council;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ledger of what was used of models: a line for each answer, a file for each day of UTC. Safe for use by any thread
 * and by many processes at once.
 */
public final class Spending {
    private static final int DAYS_OF_A_REQUEST = 8;
    private static final Pattern NAME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}\\.jsonl");

    private final Path folder;
    private final InstantSource clock;

    /** The ledger in this folder, which is made when it is needed. */
    public Spending(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * What one day used.
     *
     * @param requests what each request used, by its id
     */
    public record Day(LocalDate date, SortedMap<String, Spent> requests) {}

    /**
     * Writes down an answer; it has reached the disk on return.
     *
     * @throws DroverException when it cannot be written
     */
    public void add(SpendingEntry entry) {
        try {
            Files.createDirectories(folder);
            file(date(entry.at())).append(entry);
        } catch (IOException e) {
            throw new DroverException("what was used of a model cannot be written down in " + folder + ": " + e, e);
        }
    }

    private SpendingFile file(LocalDate date) {
        return new SpendingFile(folder.resolve(date + ".jsonl"));
    }

    private static LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** What all requests used since midnight, in UTC. */
    public Spent today() {
        return sum(List.of(file(date(clock.instant()))), entry -> true);
    }

    /** What a request used on the last eight days on which a model was asked. */
    public Spent ofRequest(String id) {
        return sum(lastFiles(), entry -> entry.requestId().equals(id));
    }

    /** What a task of a request used, on the same days. */
    public Spent ofTask(String requestId, String taskId) {
        return sum(
                lastFiles(),
                entry -> entry.requestId().equals(requestId) && entry.taskId().equals(taskId));
    }

    /** The last eight days on which a model was asked, the newest first. */
    public List<Day> lastDays() {
        List<Day> days = new ArrayList<>();
        for (Path path : lastPaths()) {
            SortedMap<String, Spent> requests = new TreeMap<>();
            read(new SpendingFile(path), entry -> requests.merge(entry.requestId(), entry.spent(), Spent::plus));
            String name = String.valueOf(path.getFileName());
            days.addFirst(new Day(LocalDate.parse(name.substring(0, name.indexOf('.'))), requests));
        }
        return List.copyOf(days);
    }

    private List<SpendingFile> lastFiles() {
        return lastPaths().stream().map(SpendingFile::new).toList();
    }

    private List<Path> lastPaths() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> days = files.filter(Spending::isDay).sorted().toList();
            return days.subList(Math.max(0, days.size() - DAYS_OF_A_REQUEST), days.size());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static boolean isDay(Path path) {
        String name = String.valueOf(path.getFileName());
        if (!NAME.matcher(name).matches() || !Files.isRegularFile(path)) {
            return false;
        }
        try {
            LocalDate.parse(name.substring(0, name.indexOf('.')));
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Spent sum(List<SpendingFile> files, Predicate<SpendingEntry> which) {
        var all = new Object() {
            private Spent spent = Spent.NOTHING;
        };
        for (SpendingFile file : files) {
            read(file, entry -> all.spent = which.test(entry) ? all.spent.plus(entry.spent()) : all.spent);
        }
        return all.spent;
    }

    private void read(SpendingFile file, Consumer<SpendingEntry> to) {
        try {
            file.read(to);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private DroverException unreadable(IOException e) {
        return new DroverException("what was used of models cannot be read in " + folder + ": " + e, e);
    }
}
