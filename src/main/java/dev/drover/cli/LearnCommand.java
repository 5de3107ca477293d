package dev.drover.cli;

import dev.drover.agent.specialist.documentation.overview.WorkspaceContext;
import dev.drover.cli.home.WorkspaceFiles;
import dev.drover.cli.view.Text;
import dev.drover.knowledge.ContextDraft;
import dev.drover.knowledge.ContextDraft.Kept;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes down what agents should know. */
@Command(
        name = "learn",
        description = "Writes down what can be learned from files.",
        subcommands = LearnCommand.Context.class,
        mixinStandardHelpOptions = true)
final class LearnCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Say what to learn: drover learn context");
    }

    /** About a workspace. */
    @Command(
            name = "context",
            description = {
                "Drafts knowledge/context/<name>.md from the files of a workspace, for you to complete: languages,",
                "commands, folders, entry points, coding standards, licence, and what it could not see.",
                "A file that you have edited stays; the new draft then lies beside it as <name>.draft.md."
            },
            mixinStandardHelpOptions = true)
    static final class Context implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec command;

        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private Output output = new Output();

        @Option(names = "--workspace", paramLabel = "DIR", description = "The folder (default: this folder)")
        private Path workspace = Path.of("");

        @Option(names = "--stdout", description = "Print the draft and write nothing")
        private boolean stdout;

        @Override
        public Integer call() throws Exception {
            if (!Files.isDirectory(workspace)) {
                throw new ParameterException(command.commandLine(), workspace + " is not a folder");
            }
            Path real = workspace.toRealPath();
            var draft = new ContextDraft(real, WorkspaceContext.of(real, WorkspaceFiles.list(real)));
            if (stdout) {
                output.text(draft.marked());
                return Exit.DONE;
            }
            return told(draft.keep(home.find().context()));
        }

        private int told(Kept kept) {
            switch (kept) {
                case Kept.Written w -> output.line("drafted: " + name(w.file()) + "; read it and complete it");
                case Kept.Unchanged u -> output.line("up to date: " + name(u.file()));
                case Kept.Beside b ->
                    output.line(name(b.edited()) + " was edited and stays as it is; the new draft: " + name(b.draft()));
                case Kept.Refused r ->
                    output.note(name(r.edited()) + " and " + name(r.draft())
                            + " were edited, so nothing was written; remove the draft, or use --stdout");
            }
            return kept instanceof Kept.Refused ? Exit.FAILED : Exit.DONE;
        }

        private static String name(Path file) {
            return Text.line(file.toString());
        }
    }
}
