/**
 * Rewrite recipes run by OpenRewrite, in a process of its own since its libraries are on no other class path.
 *
 * <p>{@link RewriteMain} is that process: it reads a job, parses the files, runs the recipe and writes down what would
 * change. It changes no file of the workspace and opens no connection. The records of the job and the answer are all that
 * the specialist may use.
 */
@NullMarked
package dev.drover.agent.specialist.coding.rewrite;

import org.jspecify.annotations.NullMarked;
