package dev.drover.agent.specialist.review.engine;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** A program that checks source files of some languages and writes what it finds as JSON. Stateless. */
interface Linter {
    /** As it is called on the command line, and the first part of the names of its findings. */
    String name();

    /** The files that it would check; empty when it has nothing to do here, or is not set up. */
    List<String> files(Subjects subjects);

    /** The program to run: a name on the path, or a path; empty when it is not installed. */
    Optional<String> program(Subjects subjects);

    /** The arguments for these files. */
    List<String> arguments(Subjects subjects, List<String> files);

    /** Exit codes with which it has done its work. */
    default boolean worked(int exitCode) {
        return exitCode == 0 || exitCode == 1;
    }

    /**
     * What it said.
     *
     * @throws JacksonException when the output is not what it should be
     */
    List<Subjects.Said> read(Subjects subjects, String output);

    /** On the path, under its own name. */
    static Optional<String> onPath(Subjects subjects, String name) {
        return subjects.assignment().shell().has(name) ? Optional.of(name) : Optional.empty();
    }

    /** As a person would name it, from the workspace; an absolute path outside stays one and matches no file. */
    static String relative(Subjects subjects, String path) {
        String root = subjects.assignment().workspace() + "/";
        String inside = path.startsWith(root) ? path.substring(root.length()) : path;
        return inside.startsWith("./") ? inside.substring(2) : inside;
    }
}
