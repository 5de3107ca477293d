/**
 * PMD as a tool: a main class that reads an order, runs some of PMD's rules over the files it names, and writes an answer.
 *
 * <p>It runs in a process of its own with libraries that no other process of Drover has, so nothing else may use a class
 * of this package but the two records that travel between the processes.
 */
@NullMarked
package dev.drover.agent.specialist.review.pmd;

import org.jspecify.annotations.NullMarked;
