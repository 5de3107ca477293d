package dev.drover.archfixture.sound.cli;

import dev.drover.archfixture.sound.flock.Chooser;
import java.time.Instant;
import java.util.List;

public final class Main {
    private Main() {}

    public static boolean nothingOld() {
        return Chooser.oldest(List.of(), Instant.now()).isEmpty();
    }
}
