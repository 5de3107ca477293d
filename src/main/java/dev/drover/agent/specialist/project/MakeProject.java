package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project with a makefile.
 *
 * @param buildFile the one of the names that make looks for which is there
 * @param targets the targets that the file itself spells out
 * @param testRecipe the lines that the target that tests runs, as they stand there
 */
public record MakeProject(String buildFile, Set<String> targets, String testRecipe) implements BuildSystem {
    private static final int MAX_BYTES = 1 << 20;
    private static final List<String> NAMES = List.of("GNUmakefile", "makefile", "Makefile");
    private static final Pattern RULE = Pattern.compile("^([A-Za-z0-9_][A-Za-z0-9_. /-]{0,200}?)\\s*::?(?![:=])");

    static Optional<MakeProject> read(Path root) throws IOException {
        for (String name : NAMES) {
            Optional<String> text = SafeFiles.readText(root.resolve(name), MAX_BYTES);
            if (text.isPresent()) {
                Set<String> targets = new TreeSet<>();
                text.get()
                        .lines()
                        .map(RULE::matcher)
                        .filter(Matcher::find)
                        .forEach(rule ->
                                targets.addAll(List.of(rule.group(1).strip().split("\\s+"))));
                return Optional.of(new MakeProject(name, targets, recipe(text.get(), testTarget(targets))));
            }
        }
        return Optional.empty();
    }

    /** The target that tests. */
    public Optional<String> testTarget() {
        return testTarget(targets);
    }

    private static Optional<String> testTarget(Set<String> targets) {
        return List.of("test", "check").stream().filter(targets::contains).findFirst();
    }

    private static String recipe(String text, Optional<String> target) {
        var recipe = new StringBuilder();
        boolean inside = false;
        for (String line : text.lines().toList()) {
            Matcher rule = RULE.matcher(line);
            if (rule.find()) {
                inside = target.filter(t ->
                                List.of(rule.group(1).strip().split("\\s+")).contains(t))
                        .isPresent();
            } else if (inside && line.startsWith("\t")) {
                recipe.append(line.strip()).append('\n');
            }
        }
        return recipe.toString();
    }

    @Override
    public String title() {
        return "Make";
    }

    @Override
    public Optional<String> name() {
        return Optional.empty();
    }

    @Override
    public Optional<String> description() {
        return Optional.empty();
    }

    @Override
    public List<String> buildCommands() {
        return targets.contains("all") || targets.contains("build")
                ? List.of(targets.contains("build") ? "make build" : "make")
                : List.of();
    }

    @Override
    public List<String> testCommands() {
        return testTarget().map(target -> "make " + target).stream().toList();
    }

    @Override
    public List<EntryPoint> entryPoints() {
        return List.of();
    }
}
