package dev.drover.agent.specialist.coding.rewrite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.openrewrite.ExecutionContext;
import org.openrewrite.Parser;
import org.openrewrite.SourceFile;
import org.openrewrite.java.JavaParser;
import org.openrewrite.properties.PropertiesParser;
import org.openrewrite.tree.ParseError;
import org.openrewrite.xml.XmlParser;
import org.openrewrite.yaml.YamlParser;

/**
 * The files of a job as trees.
 *
 * @param unread names of those that could not be parsed, or not so that they print as they are
 */
record Sources(List<SourceFile> files, List<String> unread) {
    static Sources parse(RewriteJob job, ExecutionContext context) {
        var files = new ArrayList<SourceFile>();
        var unread = new ArrayList<String>();
        JavaParser java = JavaParser.fromJavaVersion()
                .logCompilationWarningsAndErrors(false)
                .classpath(job.classPath().stream().map(Path::of).toList())
                .build();
        parse(job, java, name -> name.endsWith(".java"), context, files, unread);
        parse(job, new XmlParser(), name -> name.endsWith(".xml"), context, files, unread);
        parse(job, new YamlParser(), name -> name.endsWith(".yml") || name.endsWith(".yaml"), context, files, unread);
        parse(job, new PropertiesParser(), name -> name.endsWith(".properties"), context, files, unread);
        return new Sources(List.copyOf(files), Rewrite.sorted(unread));
    }

    private static void parse(
            RewriteJob job,
            Parser parser,
            Predicate<String> kind,
            ExecutionContext context,
            List<SourceFile> files,
            List<String> unread) {
        Path workspace = Path.of(job.workspace());
        List<Path> paths =
                job.files().stream().filter(kind).map(workspace::resolve).toList();
        parser.parse(paths, workspace, context).forEach(file -> {
            if (file instanceof ParseError) {
                unread.add(file.getSourcePath().toString());
            } else {
                files.add(file);
            }
        });
    }
}
