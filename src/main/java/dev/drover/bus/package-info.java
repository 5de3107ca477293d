/**
 * The bus protocol on disk: where things lie, and how they are published, taken in, claimed, kept alive, taken back
 * and set aside.
 *
 * <p>May use the wire and processes. It decides nothing: who gets what, and what a message means, is for the rooms
 * above. Every rule it keeps is written down in {@code src/docs/bus-protocol.md} under the number that the code names.
 */
@NullMarked
package dev.drover.bus;

import org.jspecify.annotations.NullMarked;
