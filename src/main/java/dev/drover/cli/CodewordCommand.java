package dev.drover.cli;

import dev.drover.bus.GivenCodewords;
import dev.drover.bus.Home;
import dev.drover.cli.view.RequestIds;
import dev.drover.council.Codeword;
import dev.drover.message.Control;
import dev.drover.message.DroverException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Codewords of deployments. A word is asked for on the terminal, or read from standard input; it is never an argument. */
@Command(
        name = "codeword",
        description = "Makes the hash of a codeword, and gives the codeword that a deployment asks for.",
        subcommands = {CodewordCommand.Hash.class, CodewordCommand.Give.class},
        mixinStandardHelpOptions = true)
final class CodewordCommand implements Callable<Integer> {
    /** What is shorter is found by trying, by everybody who can read the hash. */
    private static final int SHORTEST = 8;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        throw new ParameterException(command.commandLine(), "Say what to do: drover codeword hash, or give REQUEST_ID");
    }

    /** For the deployment file. */
    @Command(
            name = "hash",
            description = "Asks for a word, and prints the hash of it for `codeword:` in .drover/deploy.yaml.",
            mixinStandardHelpOptions = true)
    static final class Hash implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Override
        public Integer call() throws IOException {
            String word = ask("New codeword: ");
            if (word.length() < SHORTEST) {
                throw new DroverException("the codeword must have at least " + SHORTEST
                        + " characters, since who can read its hash can try words; take a longer one");
            }
            if (terminal().isPresent() && !ask("The same again: ").equals(word)) {
                throw new DroverException("the two are not the same; begin again");
            }
            output.line(Codeword.of(word, new SecureRandom()).text());
            return Exit.DONE;
        }
    }

    /** For a task that waits for it. */
    @Command(
            name = "give",
            description = {
                "Asks for the codeword and gives it to the task of a request that is blocked for it, which then goes on."
            },
            footer = {"", "Exit codes: 0 given, 1 refused, 6 no daemon runs (it is read when one starts)."},
            mixinStandardHelpOptions = true)
    static final class Give implements Callable<Integer> {
        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        private Output output = new Output();

        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Parameters(
                paramLabel = "REQUEST_ID",
                description = "Id of the request, or a part of it that no other has, or latest")
        private String id = "";

        @Override
        public Integer call() throws IOException {
            Home where = home.find();
            Control control = new Control(Control.Verb.CODEWORD, Optional.of(RequestIds.resolve(where, id)));
            Mistaken.refuse(where, control);
            String word = ask("Codeword for " + control.target().orElseThrow() + ": ");
            return ControlMessage.tell(ControlMessage.send(where, control, Map.of("codeword", word)), json, output);
        }
    }

    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /** Without echo; one line of standard input where there is no terminal. */
    private static String ask(String prompt) throws IOException {
        Optional<Console> terminal = terminal();
        if (terminal.isEmpty() && isTyped()) {
            throw new DroverException("the word can only be asked for without showing it when the output goes to the"
                    + " terminal too; run it without a redirection, or send the word to standard input");
        }
        char[] typed = terminal.isPresent() ? terminal.get().readPassword("%s", prompt) : line();
        String word = typed == null ? "" : new String(typed);
        if (word.isEmpty() || word.length() > GivenCodewords.MAX_LENGTH) {
            throw new DroverException("a codeword has 1 to " + GivenCodewords.MAX_LENGTH
                    + " characters; type it, or send it as one line to standard input");
        }
        return word;
    }

    /** Whether standard input is a terminal, which would show what is typed. */
    private static boolean isTyped() {
        try {
            String input = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
            return input.startsWith("/dev/pts/") || input.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    private static char[] line() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var word = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && word.length() <= GivenCodewords.MAX_LENGTH; c = in.read()) {
            word.append((char) c);
        }
        if (!word.isEmpty() && word.charAt(word.length() - 1) == '\r') {
            word.setLength(word.length() - 1);
        }
        return word.toString().toCharArray();
    }
}
