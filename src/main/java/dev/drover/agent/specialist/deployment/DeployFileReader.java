package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.deployment.DeployFile.Build;
import dev.drover.agent.specialist.deployment.DeployFile.Environment;
import dev.drover.agent.specialist.deployment.DeployFile.SmokeTest;
import dev.drover.agent.specialist.deployment.DeployFile.Target;
import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.Yaml;
import dev.drover.datafile.YamlReader;
import dev.drover.message.MessageText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the deployment file of a workspace; whatever is wrong with it ends the work as blocked, with the lines. */
final class DeployFileReader {
    private static final int MAX_BYTES = 256 * 1024;
    private static final int BUILD_SECONDS = 600;
    private static final int COMMAND_SECONDS = 120;
    private static final int SMOKE_SECONDS = 60;
    private static final int KEEP = 5;
    private static final String EXAMPLE = "version: 1, build: {artifacts: [dist]}, environments: {staging: {target: "
            + "{local: {folder: /srv/shop/staging}}}}";

    private DeployFileReader() {}

    static DeployFile read(Path workspace) throws IOException {
        Path file = workspace.resolve(DeployFile.NAME);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.blocked(
                    "no_deploy_file",
                    "There is no " + DeployFile.NAME + " in " + workspace + ", which says where and how to deploy."
                            + " Write one (the smallest: " + EXAMPLE
                            + "; all of it is in src/docs/deployment.md and in:"
                            + " drover schema deploy) and retry the request.");
        }
        Optional<byte[]> bytes = SafeFiles.isRealFolder(workspace, Durable.folderOf(file))
                ? SafeFiles.read(file, MAX_BYTES)
                : Optional.empty();
        if (bytes.isEmpty()) {
            throw broken("it is not a regular file of at most " + MAX_BYTES / 1024
                    + " KiB (links are not followed, .drover may be none either)");
        }
        return switch (MessageText.decode(bytes.get())) {
            case MessageText.Unreadable unreadable -> throw broken(unreadable.reason());
            case MessageText.Text text -> parse(text.text());
        };
    }

    static DeployFile parse(String text) throws Refusal {
        try {
            Yaml.Fields root = YamlReader.read(text, 1);
            List<String> problems = DeployFileRules.problems(root);
            if (!problems.isEmpty()) {
                throw broken(String.join("; ", problems));
            }
            return file(root);
        } catch (BrokenFileException e) {
            throw broken(DeployFileRules.at(e));
        }
    }

    private static Refusal broken(String what) {
        return Refusal.blocked(
                "deploy_file_invalid",
                DeployFile.NAME + " cannot be used: " + what + ". Correct it and retry the request; its form is printed"
                        + " by: drover schema deploy");
    }

    private static DeployFile file(Yaml.Fields root) throws BrokenFileException {
        Optional<Build> build = Optional.empty();
        Optional<Yaml.Fields> buildFields = root.fields("build");
        if (buildFields.isPresent()) {
            Yaml.Fields b = buildFields.get();
            build = Optional.of(new Build(b.text("command"), b.texts("artifacts"), seconds(b, BUILD_SECONDS)));
        }
        Map<String, Environment> environments = new TreeMap<>();
        Yaml.Fields all = root.fields("environments").orElseThrow();
        for (String name : all.values().keySet()) {
            environments.put(name, environment(name, all.fields(name).orElseThrow()));
        }
        return new DeployFile(root.text("default_environment"), build, environments);
    }

    private static Environment environment(String name, Yaml.Fields fields) throws BrokenFileException {
        Optional<SmokeTest> smokeTest = Optional.empty();
        Optional<Yaml.Fields> smoke = fields.fields("smoke_test");
        if (smoke.isPresent()) {
            smokeTest = Optional.of(new SmokeTest(smoke.get().texts("commands"), seconds(smoke.get(), SMOKE_SECONDS)));
        }
        return new Environment(
                name,
                target(fields.fields("target").orElseThrow()),
                smokeTest,
                fields.text("promote_from"),
                fields.text("codeword"),
                fields.number("keep", 2, 100).orElse(KEEP));
    }

    private static Target target(Yaml.Fields target) throws BrokenFileException {
        Optional<Yaml.Fields> local = target.fields("local");
        if (local.isPresent()) {
            return new Target.Local(local.get().requiredText("folder"));
        }
        Yaml.Fields commands = target.fields("commands").orElseThrow();
        return new Target.Commands(
                commands.requiredText("deploy"), commands.requiredText("rollback"), seconds(commands, COMMAND_SECONDS));
    }

    private static int seconds(Yaml.Fields fields, int otherwise) throws BrokenFileException {
        return fields.number("timeout_seconds", 1, 3600).orElse(otherwise);
    }
}
