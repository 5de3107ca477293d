package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A project with a {@code package.json}.
 *
 * @param scripts what {@code npm run} knows, by name
 * @param bin programs that it installs: name to file
 * @param main the file that others load
 * @param needsInstall whether it names packages and none are installed
 * @param manager what installs its packages and runs its scripts
 * @param packages the names of the packages that it needs or is developed with
 * @param workspaces whether it names packages in folders below it, which it builds together
 */
public record NpmProject(
        Optional<String> name,
        Optional<String> description,
        Map<String, String> scripts,
        Map<String, String> bin,
        Optional<String> main,
        boolean needsInstall,
        PackageManager manager,
        Set<String> packages,
        boolean workspaces)
        implements BuildSystem {
    public NpmProject {
        scripts = Map.copyOf(scripts);
        bin = Map.copyOf(bin);
        packages = Set.copyOf(packages);
    }

    private static final int MAX_BYTES = 4 << 20;

    static Optional<NpmProject> read(Path root, Path workspace, List<String> problems) throws IOException {
        Optional<String> text = SafeFiles.readText(root.resolve("package.json"), MAX_BYTES);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode tree =
                    Json.tree(text.get().startsWith("\uFEFF") ? text.get().substring(1) : text.get());
            return Optional.of(of(root, workspace, tree));
        } catch (JacksonException e) {
            problems.add("package.json cannot be understood: " + e.getOriginalMessage());
            return Optional.empty();
        }
    }

    private static NpmProject of(Path root, Path workspace, JsonNode tree) {
        Optional<String> name = string(tree.path("name"));
        Map<String, String> bin = strings(tree.path("bin"));
        string(tree.path("bin")).ifPresent(file -> bin.put(name.orElse("bin"), file));
        Set<String> packages = new TreeSet<>(strings(tree.path("dependencies")).keySet());
        packages.addAll(strings(tree.path("devDependencies")).keySet());
        return new NpmProject(
                name,
                string(tree.path("description")),
                strings(tree.path("scripts")),
                bin,
                string(tree.path("main")),
                !packages.isEmpty() && !isInstalled(root, workspace),
                PackageManager.of(string(tree.path("packageManager")), root, workspace),
                packages,
                !tree.path("workspaces").isEmpty() || SafeFiles.isRegular(root.resolve("pnpm-workspace.yaml")));
    }

    /** Packages may lie in a folder above, where a workspace keeps those of all its members. */
    private static boolean isInstalled(Path root, Path workspace) {
        for (Path at = root; at != null && at.startsWith(workspace); at = at.getParent()) {
            if (Files.isDirectory(at.resolve("node_modules")) || SafeFiles.isRegular(at.resolve(".pnp.cjs"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether its test script tests anything: {@code npm init} writes one that only prints an error. */
    public boolean hasTests() {
        String script = scripts.getOrDefault("test", "");
        return !script.isBlank() && !script.contains("no test specified");
    }

    @Override
    public String title() {
        return manager.program();
    }

    @Override
    public String buildFile() {
        return "package.json";
    }

    @Override
    public List<String> buildCommands() {
        String program = manager.program();
        return scripts.containsKey("build")
                ? List.of(program + " install", program + " run build")
                : List.of(program + " install");
    }

    @Override
    public List<String> testCommands() {
        return hasTests() ? List.of(manager.program() + " test") : List.of();
    }

    @Override
    public List<EntryPoint> entryPoints() {
        var points = new ArrayList<EntryPoint>();
        bin.forEach((program, file) -> points.add(new EntryPoint(program, "bin in package.json: " + file)));
        main.ifPresent(file -> points.add(new EntryPoint(file, "main in package.json")));
        if (scripts.containsKey("start")) {
            points.add(new EntryPoint(manager.program() + " start", "script in package.json: " + scripts.get("start")));
        }
        return points;
    }

    private static Optional<String> string(JsonNode node) {
        return node.isString() && !node.stringValue().isBlank()
                ? Optional.of(node.stringValue().strip())
                : Optional.empty();
    }

    private static Map<String, String> strings(JsonNode object) {
        var found = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            string(entry.getValue()).ifPresent(value -> found.put(entry.getKey(), value));
        }
        return found;
    }
}
