package dev.drover.agent.specialist.review.rule;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What is wrong with the tree of files, whatever stands in them. */
public final class TreeRules {
    private static final Set<String> DATA = Set.of(
            "json",
            "md",
            "txt",
            "xml",
            "yml",
            "yaml",
            "csv",
            "html",
            "css",
            "png",
            "jpg",
            "jpeg",
            "gif",
            "svg",
            "ico",
            "pdf",
            "toml",
            "ini",
            "java",
            "properties",
            "lock",
            "webp",
            "woff",
            "woff2");
    private static final Set<String> ARCHIVES = Set.of(
            "zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "jar", "war", "exe", "dll", "so", "dylib", "a", "o", "iso",
            "dmg", "bin", "mp4", "mov", "psd", "db", "sqlite", "whl", "deb", "rpm", "class", "pyc", "onnx", "gguf");
    private static final List<String> MANIFESTS =
            List.of("pom.xml", "package.json", "Cargo.toml", "pyproject.toml", "setup.py", "go.mod", "composer.json");
    private static final int MAX_MANIFEST_BYTES = 256 << 10;
    private static final Pattern SAYS_LICENCE = Pattern.compile("(?i)licen[cs]e|\"private\"\\s{0,9}:\\s{0,9}true");
    private static final Pattern LICENCE = Pattern.compile("(?i)(?:licen[cs]e|copying|unlicense)(?:[.-].{0,40})?");
    private static final Map<String, List<String>> LOCKS = new TreeMap<>(Map.of(
            "package.json",
            List.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"),
            "Cargo.toml",
            List.of("Cargo.lock"),
            "composer.json",
            List.of("composer.lock"),
            "Gemfile",
            List.of("Gemfile.lock"),
            "Pipfile",
            List.of("Pipfile.lock")));
    private static final long LARGE_ARCHIVE_BYTES = 1L << 20;
    private static final long LARGE_FILE_BYTES = 10L << 20;

    /** More of one kind are no mistake with a file but the way that the whole tree was made. */
    private static final int SINGLY = 20;

    private TreeRules() {}

    /** Checks every file's rights and size. */
    public static List<Finding> files(Path workspace, WorkTree tree) {
        Map<Tree, List<Finding>> kinds = new EnumMap<>(Tree.class);
        for (String name : tree.files()) {
            try {
                var attributes = Files.readAttributes(
                        workspace.resolve(name), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                for (Tree rule : broken(name, attributes)) {
                    kinds.computeIfAbsent(rule, r -> new ArrayList<>()).add(finding(rule, name));
                }
            } catch (IOException e) {
                // It went away while the review was under way, so there is nothing to say about it.
            }
        }
        return kinds.values().stream()
                .flatMap(found -> fewOrOne(found).stream())
                .toList();
    }

    private static List<Tree> broken(String name, PosixFileAttributes attributes) {
        var broken = new ArrayList<Tree>();
        if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            broken.add(Tree.WORLD_WRITABLE);
        }
        if (attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE) && DATA.contains(extension(name))) {
            broken.add(Tree.EXECUTABLE_DATA);
        }
        long limit = ARCHIVES.contains(extension(name)) ? LARGE_ARCHIVE_BYTES : LARGE_FILE_BYTES;
        if (attributes.size() > limit) {
            broken.add(Tree.LARGE_BINARY);
        }
        return broken;
    }

    /** Checks for what a project should have beside its code. */
    public static List<Finding> project(Path workspace, WorkTree tree) {
        var findings = new ArrayList<Finding>();
        List<String> root =
                tree.files().stream().filter(name -> name.indexOf('/') < 0).toList();
        LOCKS.forEach((manifest, locks) -> {
            if (root.contains(manifest) && locks.stream().noneMatch(root::contains)) {
                findings.add(finding(Tree.NO_LOCK_FILE, manifest));
            }
        });
        boolean licensed = root.stream().anyMatch(name -> LICENCE.matcher(name).matches());
        List<String> manifests = root.stream().filter(MANIFESTS::contains).toList();
        if (!licensed && !manifests.isEmpty() && manifests.stream().noneMatch(name -> namesLicence(workspace, name))) {
            findings.add(finding(Tree.NO_LICENCE, manifests.getFirst()));
        }
        return findings;
    }

    private static boolean namesLicence(Path workspace, String manifest) {
        try {
            String text = SafeFiles.readText(workspace.resolve(manifest), MAX_MANIFEST_BYTES)
                    .orElse("");
            return SAYS_LICENCE.matcher(text).find();
        } catch (IOException e) {
            // What cannot be read says nothing.
            return false;
        }
    }

    private static List<Finding> fewOrOne(List<Finding> findings) {
        if (findings.size() <= SINGLY) {
            return findings;
        }
        Finding first = findings.getFirst();
        return List.of(new Finding(
                Severity.INFO,
                first.rule(),
                findings.size() + " files, among them " + first.file().orElse("") + ": " + first.message(),
                Optional.empty(),
                Optional.empty()));
    }

    private static Finding finding(KnownRule rule, String name) {
        return new Finding(rule.severity(), rule.id(), rule.advice(), Optional.of(name), Optional.empty());
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
