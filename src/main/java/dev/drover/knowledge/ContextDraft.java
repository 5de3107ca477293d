package dev.drover.knowledge;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.HomeAccess;
import dev.drover.bus.SmallFile;
import dev.drover.message.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program could tell of a workspace, for a person to complete. A comment at its end holds the hash of the text, so
 * that a file that somebody has edited is told from one that may be replaced.
 *
 * @param workspace absolute, links resolved
 * @param text Markdown that does not depend on when it was made
 */
public record ContextDraft(Path workspace, String text) {
    static final String MARK = "<!-- drover draft ";
    static final String BESIDE = ".draft.md";
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_NAME = 80;
    private static final Pattern END =
            Pattern.compile("(?s)(.*)\n" + MARK + "sha256:([0-9a-f]{64}) workspace:[0-9a-f]{16} -->\\s*");

    private static final Pattern ANYWHERE = Pattern.compile(MARK + "sha256:[0-9a-f]{64} workspace:([0-9a-f]{16}) -->");

    /** Where a draft went. */
    public sealed interface Kept {
        /** Made, or put in the place of an earlier draft that nobody had edited. */
        record Written(Path file) implements Kept {}

        /** The file says all of it already. */
        record Unchanged(Path file) implements Kept {}

        /** Somebody had edited the file, so the draft lies beside it. */
        record Beside(Path edited, Path draft) implements Kept {}

        /** Somebody had edited the file and the draft beside it; nothing was written. */
        record Refused(Path edited, Path draft) implements Kept {}
    }

    /** The text with the comment at its end. */
    public String marked() {
        return text + "\n" + MARK + "sha256:" + Sha256.of(text) + " workspace:" + mark() + " -->\n";
    }

    /** Keeps it in the folder of the contexts under the name of the workspace, without changing what a person wrote. */
    public Kept keep(Path folder) throws IOException {
        HomeAccess.createFolder(folder);
        String name = name();
        Path file = folder.resolve(name + ".md");
        if (isOfAnother(file) || isOfAnother(folder.resolve(name + BESIDE))) {
            name = name + "-" + mark().substring(0, 8);
            file = folder.resolve(name + ".md");
        }
        if (isFree(file)) {
            return write(file) ? new Kept.Written(file) : new Kept.Unchanged(file);
        }
        Path beside = folder.resolve(name + BESIDE);
        if (!isFree(beside)) {
            return new Kept.Refused(file, beside);
        }
        write(beside);
        return new Kept.Beside(file, beside);
    }

    /** A person may have gone on below the comment of a draft, and it is of its workspace still. */
    private boolean isOfAnother(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !isAbout(file, workspace);
    }

    private boolean write(Path file) throws IOException {
        byte[] content = marked().getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && DurableFiles.holds(file, content)) {
            return false;
        }
        DurableFiles.project(file, content);
        return true;
    }

    private static boolean isFree(Path file) throws IOException {
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS) || isUntouched(file);
    }

    /**
     * Whether a context may be shown where this workspace is worked on: it is drafted from it, or a person wrote it and it
     * says nothing of a workspace.
     */
    static boolean isAbout(Path file, Path workspace) throws IOException {
        Matcher mark = ANYWHERE.matcher(text(file));
        boolean about = true;
        // A person may have gone on below it.
        while (mark.find()) {
            about = mark.group(1).equals(new ContextDraft(workspace, "").mark());
        }
        return about;
    }

    /** Whether a file is a draft as it was written. */
    private static boolean isUntouched(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Matcher matcher = END.matcher(text(file));
        return matcher.matches() && Sha256.of(matcher.group(1)).equals(matcher.group(2));
    }

    private static String text(Path file) throws IOException {
        return new String(SmallFile.read(file, MAX_BYTES).orElse(new byte[0]), StandardCharsets.UTF_8);
    }

    private String mark() {
        return Sha256.of(workspace.toString()).substring(0, 16);
    }

    /** A plain file name that no draft beside another file can have. */
    private String name() {
        String last = String.valueOf(workspace.getFileName()).replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        String plain = last.replaceAll("^[.-]+", "").replaceAll("(?i)\\.draft$", "-draft");
        return plain.isBlank() ? "workspace" : plain.substring(0, Math.min(MAX_NAME, plain.length()));
    }
}
