package dev.drover.knowledge;

/** A passage that the index found, and what it says of a failure, if it is one. */
record Hit(Passage passage, Likeness likeness) {
    Hit withScore(double score) {
        return new Hit(new Passage(passage.source(), passage.title(), passage.text(), score, passage.kind()), likeness);
    }
}
