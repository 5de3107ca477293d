package dev.drover.agent.specialist.deployment;

import dev.drover.council.Codeword;
import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.Yaml;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import dev.drover.message.Schemas;
import dev.drover.message.Violation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a deployment file must keep to: its schema, and what a schema cannot say. Each complaint has its line. */
final class DeployFileRules {
    private static final int MAX_PROBLEMS = 5;
    private static final Set<String> ROOT = Set.of("version", "default_environment", "build", "environments");
    private static final Set<String> ENVIRONMENT = Set.of("target", "smoke_test", "promote_from", "codeword", "keep");

    private final Yaml.Fields root;
    private final List<String> problems = new ArrayList<>();

    private DeployFileRules(Yaml.Fields root) {
        this.root = root;
    }

    /** What is wrong, with the lines; empty when nothing is. */
    static List<String> problems(Yaml.Fields root) throws BrokenFileException {
        var rules = new DeployFileRules(root);
        rules.keys();
        for (Violation violation : Schemas.check(Schemas.Name.DEPLOY, DeployTree.of(root))) {
            rules.problem(DeployTree.line(root, violation.pointer()), said(violation));
        }
        if (rules.problems.isEmpty()) {
            rules.references();
            rules.paths();
        }
        return rules.problems.subList(0, Math.min(MAX_PROBLEMS, rules.problems.size()));
    }

    static String at(BrokenFileException e) {
        return e.in("")
                .toString()
                .replaceFirst("^(?: line (\\d+))?: ", "line $1: ")
                .replaceFirst("^line : ", "");
    }

    private static String said(Violation violation) {
        return violation.message().replaceFirst("^the message ", "the file ");
    }

    private void problem(int line, String what) {
        problems.add("line " + line + ": " + what);
    }

    private void keys() throws BrokenFileException {
        root.only(ROOT);
        only(root, "build", Set.of("command", "artifacts", "timeout_seconds"));
        for (Map.Entry<String, Yaml> entry : environments().entrySet()) {
            if (!Ids.isValid(entry.getKey())) {
                throw new BrokenFileException(
                        entry.getValue().line(),
                        "'" + Ids.printable(entry.getKey()) + "' cannot name an environment; use letters, digits, - and"
                                + " _, such as staging");
            }
            if (entry.getValue() instanceof Yaml.Fields environment) {
                environment.only(ENVIRONMENT);
                only(environment, "smoke_test", Set.of("commands", "timeout_seconds"));
                only(environment, "target", Set.of("local", "commands"));
                if (environment.get("target").orElse(environment) instanceof Yaml.Fields target) {
                    only(target, "local", Set.of("folder"));
                    only(target, "commands", Set.of("deploy", "rollback", "timeout_seconds"));
                }
            }
        }
    }

    private static void only(Yaml.Fields fields, String key, Set<String> known) throws BrokenFileException {
        if (fields.get(key).isPresent() && fields.get(key).get() instanceof Yaml.Fields inner) {
            inner.only(known);
        }
    }

    private Map<String, Yaml> environments() {
        Optional<Yaml> all = root.get("environments");
        return all.isPresent() && all.get() instanceof Yaml.Fields fields ? fields.values() : Map.of();
    }

    private void references() throws BrokenFileException {
        Set<String> names = environments().keySet();
        if (names.isEmpty()) {
            problem(root.lineOf("environments"), "environments names none; add one, such as staging");
        }
        Optional<String> standard = root.text("default_environment");
        if (standard.isPresent() && !names.contains(standard.get())) {
            problem(
                    root.lineOf("default_environment"),
                    "default_environment is '" + standard.get() + "', but the environments are " + names);
        }
        for (String name : names) {
            Yaml.Fields environment = environment(name);
            if (environment.get("target").orElseThrow() instanceof Yaml.Fields target
                    && target.values().isEmpty()) {
                problem(environment.lineOf("target"), "the target of " + name + " needs local or commands");
            }
            promotion(name, environment);
            Optional<String> codeword = environment.text("codeword");
            if (codeword.isPresent()) {
                try {
                    Codeword.parse(codeword.get());
                } catch (DroverException e) {
                    problem(environment.lineOf("codeword"), "the codeword of " + name + ": " + e.getMessage());
                }
            }
        }
    }

    private Yaml.Fields environment(String name) throws BrokenFileException {
        return root.fields("environments").orElseThrow().fields(name).orElseThrow();
    }

    private void promotion(String name, Yaml.Fields environment) throws BrokenFileException {
        Set<String> way = new LinkedHashSet<>(List.of(name));
        Optional<String> from = environment.text("promote_from");
        if (from.isPresent()
                && environments().containsKey(from.get())
                && environment(from.get()).get("smoke_test").isEmpty()) {
            problem(
                    environment.lineOf("promote_from"),
                    "promote_from names " + from.get() + ", which has no smoke_test, so nothing shows that a release"
                            + " passed there; add one");
        }
        while (from.isPresent()) {
            if (!environments().containsKey(from.get())) {
                problem(
                        environment.lineOf("promote_from"),
                        "promote_from names '" + from.get() + "', but the environments are "
                                + environments().keySet());
                return;
            }
            if (!way.add(from.get())) {
                problem(
                        environment.lineOf("promote_from"),
                        "promote_from leads in a circle: " + String.join(" from ", way) + " from " + from.get());
                return;
            }
            from = environment(from.get()).text("promote_from");
        }
    }

    private void paths() throws BrokenFileException {
        Optional<Yaml.Fields> build = root.fields("build");
        if (build.isPresent()) {
            for (String artifact : build.get().texts("artifacts")) {
                if (!isBelow(artifact) || Path.of(artifact).isAbsolute()) {
                    problem(
                            build.get().lineOf("artifacts"),
                            "the artifact '" + Ids.printable(artifact) + "' must be a path below the workspace, such as"
                                    + " dist");
                } else if (isInRepository(artifact)) {
                    problem(
                            build.get().lineOf("artifacts"),
                            "the artifact '" + Ids.printable(artifact) + "' is of the git repository itself, whose"
                                    + " history and settings are nothing to deploy; name what the build makes");
                }
            }
        }
        Map<String, String> folders = new HashMap<>();
        for (String name : environments().keySet()) {
            Yaml.Fields target = environment(name).fields("target").orElseThrow();
            if (target.fields("local").isPresent()) {
                folder(name, target.fields("local").get(), folders);
            }
        }
    }

    private void folder(String name, Yaml.Fields local, Map<String, String> folders) throws BrokenFileException {
        String folder = local.requiredText("folder");
        if (!isBelow(folder)) {
            problem(
                    local.lineOf("folder"),
                    "the folder '" + Ids.printable(folder) + "' must be an absolute path without .., or one below the"
                            + " workspace, such as /srv/shop/" + name);
            return;
        }
        if (isInRepository(folder) || folder.startsWith("~") || folder.contains("$")) {
            problem(
                    local.lineOf("folder"),
                    "the folder '" + Ids.printable(folder) + "' must be one outside of .git, written out without ~ and"
                            + " variables, such as /srv/shop/" + name);
            return;
        }
        String other = folders.putIfAbsent(Path.of(folder).normalize().toString(), name);
        if (other != null) {
            problem(local.lineOf("folder"), name + " and " + other + " have the same folder; give each its own");
        }
    }

    /** Neither the folder it is seen from nor one above it. */
    private static boolean isBelow(String path) {
        try {
            Path normal = Path.of(path).normalize();
            return !path.isBlank() && !normal.toString().isEmpty() && normal.getNameCount() > 0 && !hasParentStep(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean hasParentStep(String path) {
        return hasStep(path, "..");
    }

    private static boolean isInRepository(String path) {
        return hasStep(path, ".git");
    }

    private static boolean hasStep(String path, String name) {
        for (Path step : Path.of(path)) {
            if (step.toString().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
