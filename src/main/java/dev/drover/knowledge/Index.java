package dev.drover.knowledge;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** A full-text index in one SQLite file, opened for one use. Confined to one thread. */
final class Index implements AutoCloseable {
    private static final int BUSY_MILLIS = 5_000;
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE file (name TEXT PRIMARY KEY, size INTEGER, changed INTEGER, seen INTEGER, sha TEXT)",
            "CREATE TABLE piece (id INTEGER PRIMARY KEY, file TEXT, source TEXT, digest TEXT, title TEXT, body TEXT,"
                    + " tags TEXT, kind TEXT, workspace TEXT NOT NULL, failure INTEGER, capability TEXT, files TEXT, same TEXT,"
                    + " resolved INTEGER, at TEXT)",
            "CREATE INDEX piece_file ON piece (file)",
            "CREATE VIRTUAL TABLE words USING fts5 (title, body, tags, content='piece', content_rowid='id',"
                    + " tokenize='porter unicode61 remove_diacritics 2')");
    /** Changes with {@link #SCHEMA}, and with what pieces are made of equal files. */
    private static final int FORMAT = 2;

    private static final String SEARCH = "SELECT piece.*, -bm25(words, 4.0, 1.0, 2.0) AS score FROM words"
            + " JOIN piece ON piece.id = words.rowid WHERE words MATCH ?1 AND piece.failure >= ?2"
            + " AND (?3 IS NULL OR piece.workspace IN ('', ?3)) ORDER BY score DESC, piece.source LIMIT ?4";

    private final Connection connection;

    private Index(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens a database, which is made when it is missing.
     *
     * @param libraries where the driver's native library is kept
     */
    static Index open(String database, Path libraries) throws SQLException {
        NativeLibrary.prepare(libraries);
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // It can be made again at any time, so nothing waits for the disk.
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        Properties properties = config.toProperties();
        return new Index(JDBC.createConnection(JDBC.PREFIX + database, properties));
    }

    /** Makes the tables in an empty one. */
    void create() throws SQLException {
        // Who reads and who writes then do not wait for each other. The file keeps this.
        execute("PRAGMA journal_mode = WAL");
        for (String statement : SCHEMA) {
            execute(statement);
        }
        execute("PRAGMA user_version = " + FORMAT);
    }

    /** @throws SQLException when it was made by a version of the program that puts other things into it */
    void require() throws SQLException {
        try (PreparedStatement ask = prepare("PRAGMA user_version");
                ResultSet row = ask.executeQuery()) {
            if (row.getInt(1) != FORMAT) {
                throw new SQLException("it has the format " + row.getInt(1) + " and not " + FORMAT);
            }
        }
    }

    /** Brings it up to date; when another process keeps it locked for long, it stays as it is. */
    void refresh(List<KnowledgeFile> files) throws SQLException {
        new Refresh(this).to(files);
    }

    /** @param place the workspace that pieces may come from, beside those of no single one; empty for all */
    List<Hit> search(String query, boolean failuresOnly, Optional<String> place, int limit) throws SQLException {
        try (PreparedStatement search = prepare(SEARCH)) {
            search.setString(1, query);
            search.setInt(2, failuresOnly ? 1 : 0);
            search.setString(3, place.orElse(null));
            search.setInt(4, limit);
            try (ResultSet rows = search.executeQuery()) {
                List<Hit> hits = new ArrayList<>();
                while (rows.next()) {
                    hits.add(hit(rows));
                }
                return hits;
            }
        }
    }

    private static Hit hit(ResultSet row) throws SQLException {
        return new Hit(
                new Passage(
                        text(row, "source"),
                        text(row, "title"),
                        text(row, "body"),
                        row.getDouble("score"),
                        kind(text(row, "kind"))),
                new Likeness(
                        text(row, "capability"),
                        text(row, "files").lines().toList(),
                        text(row, "same"),
                        row.getBoolean("resolved"),
                        text(row, "at")));
    }

    /** What nobody here has written counts as damage. */
    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            throw new SQLException("a passage without " + column);
        }
        return text;
    }

    private static Kind kind(String name) throws SQLException {
        try {
            return Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new SQLException("a passage of the unknown kind " + name, e);
        }
    }

    /** How many passages there are. */
    int size() throws SQLException {
        try (PreparedStatement count = prepare("SELECT count(*) FROM piece");
                ResultSet row = count.executeQuery()) {
            return row.getInt(1);
        }
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
