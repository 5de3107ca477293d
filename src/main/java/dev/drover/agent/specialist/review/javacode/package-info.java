/**
 * The rules for Java, on the tree that the compiler's parser makes of one file.
 *
 * <p>Nothing is resolved, so a rule knows names and not types, and says nothing where a name alone would be a guess. Uses
 * {@code rule} for what a finding is, and {@code support} for the parser; it knows nothing of other files.
 */
@NullMarked
package dev.drover.agent.specialist.review.javacode;

import org.jspecify.annotations.NullMarked;
