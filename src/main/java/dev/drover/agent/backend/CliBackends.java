package dev.drover.agent.backend;

import dev.drover.datafile.BrokenFile;
import dev.drover.datafile.DataFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The coding CLIs of a home. Immutable. */
public final class CliBackends {
    private final Map<String, CliBackend> byName;
    private final List<BrokenFile> broken;

    private CliBackends(Map<String, CliBackend> byName, List<BrokenFile> broken) {
        this.byName = Collections.unmodifiableMap(new TreeMap<>(byName));
        this.broken = List.copyOf(broken);
    }

    /** Reads every {@code *.yaml} of the folder. Broken files are reported and the others load; nothing is thrown. */
    public static CliBackends load(Path folder) {
        return of(folder, System.getenv());
    }

    static CliBackends of(Path folder, Map<String, String> environment) {
        var loaded = DataFolder.load(
                folder,
                List.of(".yaml"),
                (file, text) -> new CliBackend(DefinitionReader.read(file, text), environment));
        var named = new TreeMap<String, CliBackend>();
        loaded.read().forEach(backend -> named.put(backend.name(), backend));
        return new CliBackends(named, loaded.broken());
    }

    /** The backend that a definition of an agent names. */
    public Optional<CliBackend> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All, by their names. */
    public List<CliBackend> all() {
        return new ArrayList<>(byName.values());
    }

    /** The files that cannot be read now, with line and reason. */
    public List<BrokenFile> broken() {
        return broken;
    }
}
