package dev.drover.agent.specialist.coding.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes changes in a folder that nobody else writes in and that is put right by other means when that is cut short. */
public final class PlainWrite {
    private PlainWrite() {}

    /** Makes them one after the other. */
    public static void make(Path workspace, List<Change> changes) throws IOException {
        for (Change change : changes) {
            Path file = workspace.resolve(change.path());
            Optional<FileState> after = change.after();
            if (after.isEmpty()) {
                Files.delete(file);
            } else {
                Path folder = Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Path fresh = Files.createTempFile(folder, ".drover", "");
                Files.write(fresh, after.get().content());
                Modes.set(fresh, after.get().mode());
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
