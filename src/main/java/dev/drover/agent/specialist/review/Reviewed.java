package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.review.rule.SourceFile;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the review of a packet looks at, for whoever has more to say of it than its rules. Confined to one thread. */
public final class Reviewed {
    private static final int MAX_BYTES = 256 << 10;

    private final Assignment assignment;
    private final Scope scope;
    private final List<String> files;

    private Reviewed(Assignment assignment, Scope scope, List<String> files) {
        this.assignment = assignment;
        this.scope = scope;
        this.files = List.copyOf(files);
    }

    /** The same as the review of this packet looks at; nothing when its parameters cannot be understood. */
    public static Reviewed of(Assignment assignment) throws IOException, InterruptedException {
        try {
            Scope scope = assignment
                            .packet()
                            .capability()
                            .filter(Rules.CHANGES::equals)
                            .isPresent()
                    ? new Changes(assignment)
                            .since(Wishes.of(assignment.packet()).base())
                    : new Scope.Everything();
            List<String> files = scope instanceof Scope.Unknown
                    ? List.of()
                    : WorkTree.list(assignment).files().stream()
                            .filter(name -> scope.has(name) && !name.equals(Baseline.FILE))
                            .toList();
            return new Reviewed(assignment, scope, files);
        } catch (Wishes.Unclear e) {
            return new Reviewed(assignment, new Scope.Everything(), List.of());
        }
    }

    /** Relative to the workspace, sorted. */
    public List<String> files() {
        return files;
    }

    /** Whether only what has changed is looked at. */
    public boolean ofChanges() {
        return scope instanceof Scope.Changed;
    }

    /** Whether that line, counted from 1, belongs to what is looked at. */
    public boolean has(String file, int line) {
        return scope.has(finding(file, line));
    }

    private static Finding finding(String file, int line) {
        return new Finding(Severity.INFO, "", "", Optional.of(file), Optional.of(line));
    }

    /** What is not text, is large, or was made by a program or by others has none. */
    public Optional<String> text(String file) throws IOException {
        return SafeFiles.readText(assignment.workspace().resolve(file), MAX_BYTES)
                .filter(text -> text.indexOf('\0') < 0 && !new SourceFile(file, text).isForeign());
    }

    /** Whether a comment in the file says that the rule has nothing to say of that line. */
    public static boolean isSuppressed(String rule, String file, String text, int line) {
        return Suppression.in(new SourceFile(file, text)).stream().anyMatch(mark -> mark.covers(rule, line));
    }
}
