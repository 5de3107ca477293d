package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.coding.text.EditRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a workspace would be after some edits, made one after the other. It only reads the disk. Confined to one thread. */
public final class Overlay {
    /** Most files that one task changes, since each is told of in its result. */
    static final int MAX_FILES = 5000;

    private static final long MAX_HELD_BYTES = 256L << 20;
    private static final long MAX_WRITTEN_BYTES = 4L << 30;

    private final Places places;
    private final Map<String, Optional<FileState>> before = new TreeMap<>();
    private final Map<String, FileState> now = new TreeMap<>();
    private final Set<String> deleted = new HashSet<>();
    private long held;
    private long written;

    public Overlay(Places places) {
        this.places = places;
    }

    /** The file as it is by now; empty when there is none. */
    public Optional<FileState> find(String path) throws IOException {
        if (deleted.contains(path)) {
            throw Places.refused(path, "was deleted by an earlier edit of this task");
        }
        if (!before.containsKey(path)) {
            Optional<FileState> state = places.read(path);
            before.put(path, state);
            if (state.isPresent()) {
                now.put(path, state.get());
                hold(2L * state.get().content().length);
            }
            if (before.size() > MAX_FILES) {
                throw new EditRefused(
                        "the edits go through more than " + MAX_FILES + " files; split them into several tasks");
            }
        }
        return Optional.ofNullable(now.get(path));
    }

    /** The file as it is by now. */
    public FileState get(String path) throws IOException {
        return find(path).orElseThrow(() -> Places.refused(path, "is not there; look at its name"));
    }

    /** Makes the file or changes it. */
    public void put(String path, FileState state) throws IOException {
        int had = find(path).map(s -> s.content().length).orElse(0);
        hold(state.content().length - had);
        written += state.content().length;
        if (written > MAX_WRITTEN_BYTES) {
            throw new EditRefused(
                    "the edits rewrite more than " + (MAX_WRITTEN_BYTES >> 30)
                            + " GiB, since there are many of large files; split them into several tasks, or give the files whole");
        }
        now.put(path, state);
    }

    public void delete(String path) throws IOException {
        get(path);
        now.remove(path);
        deleted.add(path);
    }

    public void rename(String from, String to) throws IOException {
        FileState state = get(from);
        if (find(to).isPresent()) {
            throw Places.refused(
                    to, "is there already, so " + from + " cannot get that name; delete or rename it first");
        }
        now.remove(from);
        now.put(to, state);
    }

    /** A file with this content that was not there, in the mode that the user would give it. */
    public FileState fresh(byte[] content) {
        return new FileState(content, Modes.ofNewFile());
    }

    private void hold(long more) throws EditRefused {
        held += more;
        if (held > MAX_HELD_BYTES) {
            throw new EditRefused("the files that the edits go through have more than " + (MAX_HELD_BYTES >> 20)
                    + " MiB together, before and after; split them into several tasks");
        }
    }

    /**
     * What differs from the disk, by path.
     *
     * @throws EditRefused when new files would stand in the way of each other or of others
     */
    public List<Change> changes() throws IOException {
        var changes = new ArrayList<Change>();
        for (Map.Entry<String, Optional<FileState>> entry : before.entrySet()) {
            Optional<FileState> after = Optional.ofNullable(now.get(entry.getKey()));
            boolean same = entry.getValue().isPresent() == after.isPresent()
                    && (after.isEmpty() || after.get().isSame(entry.getValue().get()));
            if (!same) {
                changes.add(new Change(entry.getKey(), entry.getValue(), after));
            }
        }
        new NewNames(places.workspace(), changes).check();
        return changes;
    }
}
