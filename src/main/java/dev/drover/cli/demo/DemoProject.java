package dev.drover.cli.demo;

import dev.drover.cli.home.Tool;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small real git repository with a failing test, a planted secret and no documentation. */
public final class DemoProject {
    static final String BRANCH = "main";

    /** Made of two halves, so that nobody who scans the source for secrets is misled. It opens nothing. */
    static final String SECRET = "AKIA" + "DROVERDEM2ONLY23";

    private static final Duration GIT = Duration.ofSeconds(30);

    private final Path root;
    private final ProjectKind kind;

    private DemoProject(Path root, ProjectKind kind) {
        this.root = root;
        this.kind = kind;
    }

    /** Makes it in a folder that does not exist yet or is empty. */
    public static DemoProject make(Path root, ProjectKind kind) throws IOException, InterruptedException {
        if (Tool.find("git").isEmpty()) {
            throw new DroverException("git is needed and not on the PATH; install it: apt-get install git");
        }
        var project = new DemoProject(Files.createDirectories(root).toRealPath(), kind);
        List<String> files = project.writeFiles();
        project.init();
        project.commit("Keep a cart and add it up", without(files, kind.testFile(), kind.secretFile()));
        project.commit("Test the cart", List.of(kind.testFile()));
        project.commit("Say where orders are kept", List.of("."));
        return project;
    }

    /** One that was made before. */
    static DemoProject at(Path root, ProjectKind kind) {
        return new DemoProject(root, kind);
    }

    Path root() {
        return root;
    }

    ProjectKind kind() {
        return kind;
    }

    /** Where the secret is: counted from 1. */
    int secretLine() throws IOException {
        List<String> lines = Files.readAllLines(root.resolve(kind.secretFile()));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(SECRET)) {
                return i + 1;
            }
        }
        throw new DroverException(kind.secretFile() + " has no secret any more");
    }

    /** Asks git, which must agree. */
    String git(String... arguments) throws IOException, InterruptedException {
        Tool.Answer answer = tryGit(arguments);
        if (!answer.ok()) {
            throw new DroverException("git " + String.join(" ", arguments) + " failed in " + root + ": "
                    + answer.output().strip());
        }
        return answer.output().strip();
    }

    Tool.Answer tryGit(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
        command.addAll(List.of(arguments));
        return Tool.run(root, Map.of("GIT_TERMINAL_PROMPT", "0", "LC_ALL", "C.UTF-8"), GIT, command);
    }

    private void init() throws IOException, InterruptedException {
        git("init", "--quiet", "--template=");
        git("symbolic-ref", "HEAD", "refs/heads/" + BRANCH);
        // In the repository itself, so that it works where git knows nobody and changes nothing elsewhere.
        git("config", "user.name", "Demo Author");
        git("config", "user.email", "demo@example.invalid");
        git("config", "commit.gpgSign", "false");
        git("config", "core.autocrlf", "false");
        git("config", "core.hooksPath", ".git/hooks");
    }

    private void commit(String message, List<String> files) throws IOException, InterruptedException {
        List<String> add = new ArrayList<>(List.of("add", "--"));
        add.addAll(files);
        git(add.toArray(String[]::new));
        git("commit", "--quiet", "-m", message);
    }

    private static List<String> without(List<String> files, String... left) {
        return files.stream().filter(file -> !List.of(left).contains(file)).toList();
    }

    private List<String> writeFiles() throws IOException {
        List<String> files =
                resource("files.txt").lines().filter(line -> !line.isBlank()).toList();
        for (String file : files) {
            Path target = root.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, resource(file).replace("@PLANTED@", SECRET));
        }
        Files.writeString(root.resolve(".gitignore"), kind.ignored());
        return files;
    }

    private String resource(String file) throws IOException {
        String name = "/demo/" + kind.folder() + "/" + file;
        try (InputStream in = DemoProject.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(
                        "the program is incomplete: it has no " + name + "; build it again with ./drover");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
