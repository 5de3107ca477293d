/**
 * The orchestrator's shell: inputs from the bus go to the decision core, its events to the journal, and only then the
 * effects they call for to the bus.
 *
 * <p>May use flock, planning and what stands below them. It must never know an agent's code: the two meet on the bus.
 */
@NullMarked
package dev.drover.master;

import org.jspecify.annotations.NullMarked;
