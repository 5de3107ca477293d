/**
 * The launcher script {@code ./drover}, tried in a copy of the repository whose JDK and Maven are stand-ins of a few
 * lines: what is tested is when it builds, what it installs and how it starts Java, not Java.
 */
@NullMarked
package dev.drover.launcher;

import org.jspecify.annotations.NullMarked;
