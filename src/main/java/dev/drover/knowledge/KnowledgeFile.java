package dev.drover.knowledge;

import dev.drover.bus.Folders;
import dev.drover.bus.SmallFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of the knowledge folder that is searched: guides and contexts in Markdown, lessons in JSON lines. Links, pipes and
 * what lies deeper are no part of it, and neither are the page that describes plans and drafts that nobody took over.
 *
 * @param name relative to the knowledge folder
 * @param changedMillis when it was last changed, in milliseconds since 1970
 */
record KnowledgeFile(String name, Path path, Kind kind, long size, long changedMillis) {
    private static final Logger log = LoggerFactory.getLogger(KnowledgeFile.class);
    private static final int MAX_FILES = 500;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_LESSON_BYTES = 4 << 20;
    private static final String ABOUT_PLANS = "patterns/README.md";

    /** Those of the folder, at most so many of each kind, the first by name. */
    static List<KnowledgeFile> list(Path folder) throws IOException {
        List<KnowledgeFile> files = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<KnowledgeFile> some = new ArrayList<>();
            Path place = folder.resolve(kind.folder());
            if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                Folders.each(place, path -> of(kind, path).ifPresent(some::add));
            }
            some.sort(Comparator.comparing(KnowledgeFile::name));
            files.addAll(some.subList(0, Math.min(MAX_FILES, some.size())));
        }
        return files;
    }

    private static Optional<KnowledgeFile> of(Kind kind, Path path) throws IOException {
        String name = kind.folder() + "/" + path.getFileName();
        boolean wanted = kind == Kind.LESSON
                ? name.endsWith(".jsonl")
                : name.endsWith(".md") && !name.endsWith(ContextDraft.BESIDE) && !name.equals(ABOUT_PLANS);
        if (!wanted) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean readable = is.isRegularFile() && (kind == Kind.LESSON || is.size() <= MAX_BYTES);
            return readable
                    ? Optional.of(new KnowledgeFile(
                            name, path, kind, is.size(), is.lastModifiedTime().toMillis()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The content, of lessons the newest part of it; empty when it is gone by now, or nobody may read it. */
    Optional<byte[]> read() {
        try {
            return kind == Kind.LESSON ? Optional.of(end()) : SmallFile.read(path, MAX_BYTES);
        } catch (IOException e) {
            log.debug("{} is left out: {}", path, e.toString());
            return Optional.empty();
        }
    }

    private byte[] end() throws IOException {
        try (SeekableByteChannel channel =
                        Files.newByteChannel(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                InputStream in = Channels.newInputStream(channel)) {
            channel.position(Math.max(0, channel.size() - MAX_LESSON_BYTES));
            return in.readNBytes(MAX_LESSON_BYTES);
        }
    }

    /** The passages of the content. */
    List<Piece> pieces(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return kind == Kind.LESSON ? LessonLines.pieces(name, text) : Sections.pieces(name, text, kind);
    }
}
