package dev.drover.cli;

import dev.drover.bus.DeadLetter;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.cli.view.Table;
import dev.drover.cli.view.Text;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What could not be accepted or finished. */
@Command(
        name = "deadletter",
        description = "Shows, puts back or removes what could not be accepted or finished.",
        mixinStandardHelpOptions = true)
final class DeadLetterCommand implements Runnable {
    private static final int MOST_SHOWN = 16 * 1024;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, show, requeue or purge");
    }

    private static Map<String, Object> json(Home home, DeadLetter.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", entry.file().getFileName().toString());
        json.put("file", home.name(entry.file()));
        json.put("reason", entry.reason());
        return json;
    }

    private static DeadLetter.Entry find(DeadLetter deadLetter, String name) throws IOException {
        return deadLetter.list().stream()
                .filter(entry -> entry.file().getFileName().toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new DroverException("there is no dead letter '" + Ids.printable(name)
                        + "'; see those there are with: drover deadletter list"));
    }

    /** Those that are named, or all. */
    private static List<DeadLetter.Entry> chosen(DeadLetter deadLetter, List<String> names, boolean all)
            throws IOException {
        if (all) {
            return deadLetter.list();
        }
        List<DeadLetter.Entry> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(find(deadLetter, name));
        }
        return chosen;
    }

    @Command(name = "list", description = "Lists them.", mixinStandardHelpOptions = true)
    int list(
            @Mixin HomeOption home,
            @Mixin Output output,
            @Option(names = "--json", description = "Print JSON") boolean json)
            throws IOException {
        Home where = home.find();
        List<DeadLetter.Entry> entries = new DeadLetter(where).list();
        if (json) {
            output.json(entries.stream().map(entry -> json(where, entry)).toList());
        } else if (entries.isEmpty()) {
            output.line("the dead letter is empty");
        } else {
            var table = new Table("name", "since", "code", "why");
            for (DeadLetter.Entry entry : entries) {
                table.row(
                        entry.file().getFileName().toString(),
                        entry.reason()
                                .map(r -> Text.day(r.at(), ZoneId.systemDefault()))
                                .orElse(""),
                        entry.reason().map(DeadLetter.Reason::code).orElse(""),
                        entry.reason().map(DeadLetter.Reason::message).orElse("its reason is missing"));
            }
            output.lines(table.lines(output.style()));
        }
        return Exit.DONE;
    }

    @Command(name = "show", description = "Shows one, and why it is there.", mixinStandardHelpOptions = true)
    int show(
            @Mixin HomeOption home,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--json", description = "Print JSON") boolean json)
            throws IOException {
        Home where = home.find();
        DeadLetter.Entry entry = find(new DeadLetter(where), name);
        if (json) {
            output.json(json(where, entry));
            return Exit.DONE;
        }
        output.line("file:  " + entry.file());
        entry.reason().ifPresent(reason -> {
            output.line("from:  " + Text.line(reason.from()) + ", " + Text.day(reason.at(), ZoneId.systemDefault()));
            output.line("why:   " + Text.line(reason.message()) + " [" + Text.line(reason.code()) + "]");
            output.line("now:   " + Text.line(reason.whatNow()));
        });
        output.line("");
        output.line(content(entry.file()));
        return Exit.DONE;
    }

    private static String content(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                    ? "it is a folder with " + Folders.list(file).size() + " entries"
                    : "it is not a regular file";
        }
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            String text = new String(in.readNBytes(MOST_SHOWN), java.nio.charset.StandardCharsets.UTF_8);
            String more = Files.size(file) > MOST_SHOWN ? "\n… " + Files.size(file) + " bytes in all" : "";
            return text.lines()
                    .map(line -> Ids.printable(line.replace("\t", "    "), MOST_SHOWN))
                    .collect(java.util.stream.Collectors.joining("\n", "", more));
        }
    }

    @Command(
            name = "requeue",
            description = "Puts them back where they came from, to be read again.",
            mixinStandardHelpOptions = true)
    int requeue(
            @Mixin HomeOption home,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", arity = "0..*") List<String> names,
            @Option(names = "--all", description = "All there are") boolean all)
            throws IOException {
        Home where = home.find();
        var deadLetter = new DeadLetter(where);
        for (DeadLetter.Entry entry : chosen(deadLetter, named(names, all), all)) {
            output.line("put back: " + where.name(deadLetter.requeue(entry)));
        }
        return Exit.DONE;
    }

    @Command(name = "purge", description = "Removes them for good.", mixinStandardHelpOptions = true)
    int purge(
            @Mixin HomeOption home,
            @Mixin Output output,
            @Parameters(paramLabel = "NAME", arity = "0..*") List<String> names,
            @Option(names = "--all", description = "All there are; needs --yes too") boolean all,
            @Option(names = "--yes", description = "They are not needed any more") boolean yes)
            throws IOException {
        Home where = home.find();
        var deadLetter = new DeadLetter(where);
        List<DeadLetter.Entry> chosen = chosen(deadLetter, named(names, all), all);
        if (all && !yes) {
            throw new ParameterException(
                    spec.commandLine(),
                    "purge --all removes " + Text.count(chosen.size(), "dead letter") + " for good; add --yes");
        }
        for (DeadLetter.Entry entry : chosen) {
            deadLetter.purge(entry);
            output.line("removed: " + Text.line(entry.file().getFileName().toString()));
        }
        return Exit.DONE;
    }

    private List<String> named(List<String> names, boolean all) {
        List<String> given = names == null ? List.of() : names;
        if (given.isEmpty() && !all) {
            throw new ParameterException(spec.commandLine(), "name those that are meant, or say --all");
        }
        return given;
    }
}
