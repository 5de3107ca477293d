package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Rust package, or a workspace of packages.
 *
 * @param workspace whether it holds packages below it together
 * @param program whether it has a {@code src/main.rs}
 */
public record CargoProject(Optional<String> name, Optional<String> description, boolean workspace, boolean program)
        implements BuildSystem {
    private static final int MAX_BYTES = 1 << 20;

    static Optional<CargoProject> read(Path root) throws IOException {
        Optional<String> text = SafeFiles.readText(root.resolve("Cargo.toml"), MAX_BYTES);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Map<String, String>> tables = Toml.tables(text.get());
        Map<String, String> about = tables.getOrDefault("package", Map.of());
        return Optional.of(new CargoProject(
                Optional.ofNullable(about.get("name")),
                Optional.ofNullable(about.get("description")).map(String::strip).filter(d -> !d.isEmpty()),
                tables.containsKey("workspace"),
                SafeFiles.isRegular(root.resolve("src/main.rs"))));
    }

    @Override
    public String title() {
        return "Cargo";
    }

    @Override
    public String buildFile() {
        return "Cargo.toml";
    }

    @Override
    public List<String> buildCommands() {
        return List.of("cargo build" + (workspace ? " --workspace" : ""));
    }

    @Override
    public List<String> testCommands() {
        return List.of("cargo test" + (workspace ? " --workspace" : ""));
    }

    @Override
    public List<EntryPoint> entryPoints() {
        return program ? List.of(new EntryPoint("cargo run", "program in src/main.rs")) : List.of();
    }
}
