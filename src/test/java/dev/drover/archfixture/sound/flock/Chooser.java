package dev.drover.archfixture.sound.flock;

import dev.drover.archfixture.sound.message.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class Chooser {
    private Chooser() {}

    public static Optional<Note> oldest(List<Note> notes, Instant now) {
        return notes.stream()
                .filter(note -> note.at().isBefore(now.minus(Duration.ofSeconds(1))))
                .min(Comparator.comparing(Note::at));
    }
}
