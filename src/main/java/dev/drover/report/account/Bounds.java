package dev.drover.report.account;

/**
 * How much is read of a run folder, and how much of it is kept.
 *
 * @param bytes of all results and test reports together
 * @param findings kept of each task
 * @param tests kept of each task
 * @param characters kept of a long text
 */
public record Bounds(long bytes, int findings, int tests, int characters) {
    private static final long MB = 1024 * 1024;

    /** For a page, within a process that has other things to do. */
    public static final Bounds PAGE = new Bounds(96 * MB, 300, 20_000, 1500);

    /** For a program that is to have all of it, within a process that does nothing else. */
    public static final Bounds EXPORT = new Bounds(1024 * MB, 300, 500_000, 20_000);
}
