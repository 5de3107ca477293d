package dev.drover.agent.specialist.documentation.overview;

import dev.drover.agent.specialist.project.EntryPoint;

/**
 * A file in which a program begins.
 *
 * @param run the shell command that runs it from the workspace; empty when the file does not say so much
 */
record Beginning(EntryPoint point, String run) {}
