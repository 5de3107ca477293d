package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Go module, or a workspace of modules.
 *
 * @param module its import path; empty for a workspace without a module of its own
 * @param members the folders of the modules that a {@code go.work} uses, relative; empty without one
 */
public record GoProject(String buildFile, String module, List<String> members) implements BuildSystem {
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern MEMBER = Pattern.compile("(?:\\./)?[\\w.][\\w./-]{0,200}");

    static Optional<GoProject> read(Path root) throws IOException {
        Optional<String> mod = SafeFiles.readText(root.resolve("go.mod"), MAX_BYTES);
        Optional<String> work = SafeFiles.readText(root.resolve("go.work"), MAX_BYTES);
        if (mod.isEmpty() && work.isEmpty()) {
            return Optional.empty();
        }
        String module = mod.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.startsWith("module "))
                .map(line -> line.substring("module ".length()).strip().replace("\"", ""))
                .findFirst()
                .orElse("");
        return Optional.of(new GoProject(mod.isPresent() ? "go.mod" : "go.work", module, members(work.orElse(""))));
    }

    private static List<String> members(String work) {
        var members = new ArrayList<String>();
        boolean inUse = false;
        for (String raw : work.lines().toList()) {
            String line = raw.replaceAll("//.*$", "").strip();
            boolean one = line.startsWith("use ") && !line.endsWith("(");
            String member = one ? line.substring("use ".length()).strip() : line;
            if ((one || inUse) && MEMBER.matcher(member).matches() && !member.contains("..")) {
                members.add(member);
            }
            inUse = line.matches("use\\s*\\(") || (inUse && !line.equals(")"));
        }
        return members;
    }

    /** The packages to name on Go's command line: all of them. */
    public List<String> packages() {
        return members.isEmpty()
                ? List.of("./...")
                : members.stream()
                        .map(member -> member.startsWith("./") || member.equals(".") ? member : "./" + member)
                        .map(member -> member.equals(".") || member.equals("./") ? "./..." : member + "/...")
                        .toList();
    }

    @Override
    public String title() {
        return "Go";
    }

    @Override
    public Optional<String> name() {
        return module.isEmpty() ? Optional.empty() : Optional.of(module.substring(module.lastIndexOf('/') + 1));
    }

    @Override
    public Optional<String> description() {
        return Optional.empty();
    }

    @Override
    public List<String> buildCommands() {
        return List.of("go build " + String.join(" ", packages()));
    }

    @Override
    public List<String> testCommands() {
        return List.of("go test " + String.join(" ", packages()));
    }

    @Override
    public List<EntryPoint> entryPoints() {
        return List.of();
    }
}
