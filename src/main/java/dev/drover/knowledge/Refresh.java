package dev.drover.knowledge;

import dev.drover.message.Sha256;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;

/** Brings an index up to date with the files: reads those that changed, and changes what became other in them. */
final class Refresh {
    /** A file may change again within one tick of its time, so one this young is compared by its content next time too. */
    private static final long YOUNG_MILLIS = 2_000;

    private static final String UNINDEX = "INSERT INTO words (words, rowid, title, body, tags)"
            + " SELECT 'delete', id, title, body, tags FROM piece WHERE id = ?";
    private static final String INDEX = "INSERT INTO words (rowid, title, body, tags)"
            + " SELECT id, title, body, tags FROM piece WHERE id = last_insert_rowid()";
    private static final String ADD =
            "INSERT INTO piece (file, source, digest, title, body, tags, kind, workspace, failure,"
                    + " capability, files, same, resolved, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String KNOW = "INSERT OR REPLACE INTO file (name, size, changed, seen, sha)"
            + " VALUES (?, ?, ?, CAST(unixepoch('subsec') * 1000 AS INTEGER), ?)";
    private static final Likeness NONE = new Likeness("", List.of(), "", false, "");

    private final Index index;

    Refresh(Index index) {
        this.index = index;
    }

    private record Known(long size, long changed, long seen, String sha) {
        boolean isCurrent(KnowledgeFile file) {
            return size == file.size() && changed == file.changedMillis() && changed < seen - YOUNG_MILLIS;
        }
    }

    void to(List<KnowledgeFile> files) throws SQLException {
        if (isCurrent(files, known())) {
            return;
        }
        try {
            index.execute("BEGIN IMMEDIATE");
        } catch (SQLException e) {
            if ((e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code) {
                return;
            }
            throw e;
        }
        // Another process may have done it while this one waited. What fails here ends with the connection, undone.
        update(files, known());
        index.execute("COMMIT");
    }

    private static boolean isCurrent(List<KnowledgeFile> files, Map<String, Known> known) {
        return files.size() == known.size()
                && files.stream().allMatch(file -> {
                    Known before = known.get(file.name());
                    return before != null && before.isCurrent(file);
                });
    }

    private Map<String, Known> known() throws SQLException {
        Map<String, Known> known = new HashMap<>();
        try (PreparedStatement select = index.prepare("SELECT name, size, changed, seen, sha FROM file");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                known.put(
                        row.getString(1), new Known(row.getLong(2), row.getLong(3), row.getLong(4), row.getString(5)));
            }
        }
        return known;
    }

    private void update(List<KnowledgeFile> files, Map<String, Known> known) throws SQLException {
        Set<String> gone = new HashSet<>(known.keySet());
        for (KnowledgeFile file : files) {
            gone.remove(file.name());
            Known before = known.get(file.name());
            if (before != null && before.isCurrent(file)) {
                continue;
            }
            Optional<byte[]> content = file.read();
            if (content.isEmpty()) {
                gone.add(file.name());
                continue;
            }
            String sha = Sha256.of(content.get());
            if (before == null || !sha.equals(before.sha())) {
                replace(file.name(), file.pieces(content.get()));
            }
            run(KNOW, file.name(), file.size(), file.changedMillis(), sha);
        }
        for (String name : gone) {
            replace(name, List.of());
            run("DELETE FROM file WHERE name = ?", name);
        }
    }

    /** Of a log to which a line was added, all others stay untouched. */
    private void replace(String file, List<Piece> pieces) throws SQLException {
        Map<String, Long> old = stored(file);
        for (Piece piece : pieces) {
            String digest = piece.digest();
            if (old.remove(piece.source() + "\0" + digest) == null) {
                add(file, piece, digest);
            }
        }
        for (long id : old.values()) {
            run(UNINDEX, id);
            run("DELETE FROM piece WHERE id = ?", id);
        }
    }

    private Map<String, Long> stored(String file) throws SQLException {
        Map<String, Long> stored = new HashMap<>();
        try (PreparedStatement select = index.prepare("SELECT source, digest, id FROM piece WHERE file = ?")) {
            select.setString(1, file);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stored.put(row.getString(1) + "\0" + row.getString(2), row.getLong(3));
                }
            }
        }
        return stored;
    }

    private void add(String file, Piece piece, String digest) throws SQLException {
        Likeness like = piece.failure().orElse(NONE);
        run(
                ADD,
                file,
                piece.source(),
                digest,
                piece.title(),
                piece.text(),
                piece.tags(),
                piece.kind().name(),
                piece.workspace(),
                piece.failure().isPresent() ? 1 : 0,
                like.capability(),
                String.join("\n", like.files()),
                like.same(),
                like.resolved() ? 1 : 0,
                like.at());
        run(INDEX);
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = index.prepare(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
