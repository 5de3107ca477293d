package dev.drover.datafile;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a folder that people edit holds, read again only when it has changed. Safe for use by any thread.
 *
 * @param <T> what the folder becomes
 */
public final class Watched<T> implements Supplier<T> {
    private record Read<T>(Fingerprint fingerprint, T value) {}

    private final Path folder;
    private final Function<Path, T> load;

    @GuardedBy("this")
    private Optional<Read<T>> last = Optional.empty();

    public Watched(Path folder, Function<Path, T> load) {
        this.folder = folder;
        this.load = load;
    }

    @Override
    public synchronized T get() {
        Fingerprint now = Fingerprint.of(folder);
        Optional<Read<T>> current = last.filter(read -> read.fingerprint().equals(now));
        if (current.isEmpty()) {
            current = Optional.of(new Read<>(now, load.apply(folder)));
            last = current;
        }
        return current.get().value();
    }
}
