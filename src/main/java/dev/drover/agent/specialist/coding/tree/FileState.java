package dev.drover.agent.specialist.coding.tree;

import dev.drover.agent.specialist.support.SafeFiles;
import java.util.Arrays;

/** What a file holds, and its mode: the permission bits of Unix. The content is never changed by anyone. */
public final class FileState {
    private static final int EXECUTE = 0111;
    private static final int READ = 0444;

    private final byte[] content;
    private final int mode;

    public FileState(byte[] content, int mode) {
        this.content = content;
        this.mode = mode;
    }

    public byte[] content() {
        return content;
    }

    public int mode() {
        return mode;
    }

    public boolean isExecutable() {
        return (mode & EXECUTE) != 0;
    }

    public FileState with(byte[] newContent) {
        return new FileState(newContent, mode);
    }

    /** Who may read it may also run it, or nobody may. */
    public FileState executable(boolean may) {
        return new FileState(content, may ? mode | (mode & READ) >> 2 : mode & ~EXECUTE);
    }

    boolean isSame(FileState other) {
        return mode == other.mode && Arrays.equals(content, other.content);
    }

    Trace trace() {
        return new Trace(SafeFiles.sha256(content), mode);
    }

    /** What is needed to know a state again. */
    record Trace(String sha256, int mode) {}
}
