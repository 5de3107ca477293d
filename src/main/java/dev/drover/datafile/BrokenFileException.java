package dev.drover.datafile;

/** Thrown inside the reading of one data file; whoever loads the folder turns it into data and goes on. */
public final class BrokenFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    public BrokenFileException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** What it says of the file of this name. */
    public BrokenFile in(String file) {
        return new BrokenFile(file, line, String.valueOf(getMessage()));
    }
}
