package dev.drover.agent.specialist.coding.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openrewrite.ExecutionContext;
import org.openrewrite.ScanningRecipe;
import org.openrewrite.TreeVisitor;
import org.openrewrite.xml.XmlVisitor;
import org.openrewrite.xml.tree.Xml;

/**
 * Gives a dependency, a plugin or a parent another version in every pom of the workspace: where the version stands, or in
 * the property that it names. No model of Maven is built, so nothing is downloaded; a version that comes from elsewhere
 * (a parent outside, a bill of materials) is left as it is.
 */
final class PomDependency extends ScanningRecipe<PomDependency.Uses> {
    private static final String NOTES = PomDependency.class.getName();
    private static final Set<String> NAMED = Set.of("dependency", "plugin", "parent", "extension", "path");

    private final String groupId;
    private final String artifactId;
    private final String version;

    PomDependency(String groupId, String artifactId, String version) {
        this.groupId = groupId;
        this.artifactId = artifactId;
        this.version = version;
    }

    /** Which properties give a version to which artifacts. */
    static final class Uses {
        private final Map<String, Set<String>> artifacts = new TreeMap<>();
        private final Set<String> wanted = new LinkedHashSet<>();
    }

    /** What is to be said of the run besides its changes. */
    static List<String> notes(ExecutionContext context) {
        return context.getMessage(NOTES, List.of());
    }

    @Override
    public String getDisplayName() {
        return "Upgrade a dependency in poms";
    }

    @Override
    public String getDescription() {
        return "Gives an artifact another version in every pom, without a look at any repository.";
    }

    @Override
    public Uses getInitialValue(ExecutionContext context) {
        return new Uses();
    }

    @Override
    public TreeVisitor<?, ExecutionContext> getScanner(Uses uses) {
        return new XmlVisitor<>() {
            @Override
            public Xml visitTag(Xml.Tag tag, ExecutionContext context) {
                String value = version(tag);
                if (NAMED.contains(tag.getName()) && value.matches("\\$\\{[^}]+}")) {
                    String property = value.substring(2, value.length() - 1);
                    uses.artifacts
                            .computeIfAbsent(property, p -> new TreeSet<>())
                            .add(tag.getChildValue("artifactId").orElse("?"));
                    if (isAsked(tag)) {
                        uses.wanted.add(property);
                    }
                }
                return super.visitTag(tag, context);
            }
        };
    }

    @Override
    public TreeVisitor<?, ExecutionContext> getVisitor(Uses uses) {
        return new XmlVisitor<>() {
            @Override
            public Xml visitTag(Xml.Tag tag, ExecutionContext context) {
                Xml.Tag seen = tag;
                if (NAMED.contains(tag.getName())
                        && isAsked(tag)
                        && isPom(getCursor().firstEnclosingOrThrow(Xml.Document.class))) {
                    String value = version(tag);
                    if (!value.isEmpty() && !value.startsWith("${") && !value.equals(version)) {
                        seen = tag.withChildValue("version", version);
                    }
                }
                if (tag.getName().equals("properties")) {
                    for (String property : uses.wanted) {
                        if (!tag.getChildValue(property).orElse(version).strip().equals(version)) {
                            seen = seen.withChildValue(property, version);
                            note(property, uses.artifacts.getOrDefault(property, Set.of()), context);
                        }
                    }
                }
                return super.visitTag(seen, context);
            }
        };
    }

    private static String version(Xml.Tag tag) {
        return tag.getChildValue("version").orElse("").strip();
    }

    private static boolean isPom(Xml.Document document) {
        return document.getRoot().getName().equals("project");
    }

    private boolean isAsked(Xml.Tag tag) {
        String group =
                tag.getChildValue("groupId").orElse("org.apache.maven.plugins").strip();
        return group.equals(groupId)
                && tag.getChildValue("artifactId").orElse("").strip().equals(artifactId);
    }

    private void note(String property, Set<String> artifacts, ExecutionContext context) {
        var others = new TreeSet<>(artifacts);
        others.remove(artifactId);
        if (!others.isEmpty()) {
            var notes = new ArrayList<>(notes(context));
            String note = "The property " + property + " gives the version of " + String.join(", ", others)
                    + " too, so that changes with it.";
            if (!notes.contains(note)) {
                notes.add(note);
            }
            context.putMessage(NOTES, notes);
        }
    }
}
