package dev.drover.agent.backend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one coding CLI is called and understood, as a file of {@code council/backends} says it.
 *
 * @param install what a person does to get the program
 * @param version the arguments that make it tell its version
 * @param promptOnStdin whether it reads the prompt; otherwise there is nothing to read
 * @param environment by name; each has one text
 * @param pass names of variables that are copied from the agent's environment; they win over {@code environment}
 * @param files contents by their paths below its HOME; each has one text
 * @param seconds most wall-clock time
 * @param turns used where the task says none
 */
record Definition(
        String name,
        String program,
        Optional<String> install,
        List<String> version,
        List<Part> arguments,
        boolean promptOnStdin,
        Map<String, Part> environment,
        List<String> pass,
        Map<String, Part> files,
        Optional<Integer> seconds,
        OptionalInt turns,
        OutputForm output) {
    Definition {
        version = List.copyOf(version);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        pass = List.copyOf(pass);
        files = Map.copyOf(files);
    }

    boolean uses(Placeholder name) {
        return arguments.stream().anyMatch(part -> part.uses(name))
                || environment.values().stream().anyMatch(part -> part.uses(name))
                || files.values().stream().anyMatch(part -> part.uses(name));
    }
}
