/**
 * Who may act: the definitions of the agent types, read from {@code council/agents}.
 *
 * <p>May use the wire records and {@code datafile}. It knows what an agent is said to be, never which one runs or what
 * it is given to do.
 */
@NullMarked
package dev.drover.council;

import org.jspecify.annotations.NullMarked;
