package dev.drover.datafile;

/**
 * A data file that was left out, for the person who wrote it.
 *
 * @param file its name, fit to be printed
 * @param line the line concerned, counted from 1; 0 when it is the file as a whole
 * @param message what is wrong and what to do now
 */
public record BrokenFile(String file, int line, String message) {
    @Override
    public String toString() {
        return line > 0 ? file + " line " + line + ": " + message : file + ": " + message;
    }
}
