package dev.drover.datafile;

import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The data files of one folder. */
public final class DataFolder {
    /** Largest file that is read. */
    public static final int MAX_BYTES = 256 * 1024;

    /** More files than this are not read; what a person keeps by hand is far below. */
    public static final int MAX_FILES = 2000;

    private DataFolder() {}

    /** What one file becomes. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(String fileName, String text) throws BrokenFileException;
    }

    /**
     * What was found in a folder.
     *
     * @param read in the order of the file names
     */
    public record Loaded<T>(List<T> read, List<BrokenFile> broken) {
        public Loaded {
            read = List.copyOf(read);
            broken = List.copyOf(broken);
        }
    }

    /**
     * Reads every file of the folder whose name ends so, in the order of their names. Hidden files and README files are
     * left alone; a file that cannot be read is reported and the others are read. Never throws for what is on disk.
     */
    public static <T> Loaded<T> load(Path folder, List<String> endings, Reader<T> reader) {
        var read = new ArrayList<T>();
        var broken = new ArrayList<BrokenFile>();
        for (Path file : files(folder, endings, broken)) {
            String name = nameOf(file);
            try {
                read.add(reader.read(name, text(file)));
            } catch (BrokenFileException e) {
                broken.add(e.in(name));
            }
        }
        return new Loaded<>(read, broken);
    }

    private static List<Path> files(Path folder, List<String> endings, List<BrokenFile> broken) {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, entry -> isDataFile(entry, endings))) {
            entries.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            broken.add(new BrokenFile(
                    nameOf(folder), 0, "the folder cannot be listed (" + e + "); create it, or check its permissions"));
        }
        files.sort(Comparator.comparing(Path::getFileName));
        if (files.size() > MAX_FILES) {
            broken.add(new BrokenFile(
                    nameOf(folder),
                    0,
                    "the folder has %d files; only the first %d were read, move the others away"
                            .formatted(files.size(), MAX_FILES)));
            return files.subList(0, MAX_FILES);
        }
        return files;
    }

    private static boolean isDataFile(Path entry, List<String> endings) {
        String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && !name.startsWith("readme.")
                && endings.stream().anyMatch(name::endsWith);
    }

    /** A name may hold any bytes, so it is made printable before it goes into a message. */
    private static String nameOf(Path path) {
        Path name = path.getFileName();
        return Ids.printable(name == null ? path.toString() : name.toString());
    }

    private static String text(Path file) throws BrokenFileException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw new BrokenFileException(
                        0,
                        "it is not a regular file (links, folders and pipes are not read); put the file itself here");
            }
            return decoded(bytes(file));
        } catch (CharacterCodingException e) {
            throw new BrokenFileException(0, "it is not valid UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw new BrokenFileException(0, "it cannot be read (" + e + "); check that it exists and its permissions");
        }
    }

    private static byte[] bytes(Path file) throws IOException, BrokenFileException {
        try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                var in = Channels.newInputStream(channel)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new BrokenFileException(
                        0, "it is larger than " + MAX_BYTES / 1024 + " KiB; shorten it, or split it in several files");
            }
            return bytes;
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
