package dev.drover.agent.specialist.project;

/**
 * Something of a project that can be started.
 *
 * @param what a program, a class or a file
 * @param where what says so, such as {@code main in package.json}
 */
public record EntryPoint(String what, String where) {}
