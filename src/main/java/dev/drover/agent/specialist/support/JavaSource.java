package dev.drover.agent.specialist.support;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One Java file as the compiler's parser reads it. Nothing is resolved, no annotation processor runs and no other file
 * is looked at, so a file of any project can be read, also one that would not compile.
 *
 * @param unit the tree; what cannot be parsed is left out of it
 * @param documentation the Javadoc comments, by place in the tree
 * @param errors what the parser complained of, each with its line; empty for a sound file
 */
public record JavaSource(CompilationUnitTree unit, DocTrees documentation, List<String> errors) {
    /** Deeper nesting than people write, which would take the parser's stack. */
    private static final int MAX_NESTING = 400;

    /** Asked for no file, since nothing is resolved; making one takes longer than parsing most files does. */
    private static final ThreadLocal<JavaFileManager> FILES = ThreadLocal.withInitial(
            () -> ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null));

    public JavaSource {
        errors = List.copyOf(errors);
    }

    /**
     * Reads a file.
     *
     * @param path its name in messages, relative to the workspace
     * @throws IOException when it cannot be read as Java at all
     */
    public static JavaSource parse(String path, String text) throws IOException {
        if (nesting(text) > MAX_NESTING) {
            throw new IOException(path + " nests deeper than " + MAX_NESTING + " levels, so it is not read");
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var errors = new ArrayList<String>();
        DiagnosticListener<JavaFileObject> listener = diagnostic -> {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                errors.add("line " + diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT));
            }
        };
        var task = (JavacTask) compiler.getTask(
                null, FILES.get(), listener, List.of("-proc:none", "-Xlint:none"), null, List.of(new Text(text)));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            return new JavaSource(unit, DocTrees.instance(task), errors);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException(path + " cannot be parsed: " + e, e);
        }
    }

    /** The line on which a part of the tree begins, counted from 1. */
    public int line(Tree tree) {
        return line(positions().getStartPosition(unit, tree));
    }

    /** The line on which a part of the tree ends. */
    public int lastLine(Tree tree) {
        return line(positions().getEndPosition(unit, tree));
    }

    private int line(long position) {
        LineMap lines = unit.getLineMap();
        return position < 0 || lines == null ? 1 : (int) lines.getLineNumber(position);
    }

    private SourcePositions positions() {
        return documentation.getSourcePositions();
    }

    /** A cheap bound from above: strings and comments count too. */
    private static int nesting(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(', '{', '[' -> deepest = Math.max(deepest, ++depth);
                case ')', '}', ']' -> depth--;
                default -> {}
            }
        }
        return deepest;
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("string:///Source.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
