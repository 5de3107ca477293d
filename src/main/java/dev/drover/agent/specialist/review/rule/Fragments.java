package dev.drover.agent.specialist.review.rule;

/** Parts of patterns that several languages share. */
final class Fragments {
    /** The beginning of a statement for a database, as far as no other text begins so. */
    static final String SQL = "(?i:select\\s.{1,200}\\sfrom|insert\\s{1,5}into|update\\s.{1,80}\\sset"
            + "|delete\\s{1,5}from|drop\\s{1,5}table)\\b";

    private Fragments() {}
}
