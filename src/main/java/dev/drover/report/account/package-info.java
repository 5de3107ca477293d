/**
 * What the run folder of an ended request says, read within bounds: the answer, the plan, and of each task's result as
 * much as a report needs.
 *
 * <p>May use message and bus. Agents wrote most of it, so nothing is believed about its size or its form. It knows
 * nothing of how a report looks.
 */
@NullMarked
package dev.drover.report.account;

import org.jspecify.annotations.NullMarked;
