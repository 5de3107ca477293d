/**
 * Plans by a model: the words of a request, a map of its workspace and the registered agents go in, and a plan under a
 * schema comes out, which is checked like that of a person.
 *
 * <p>May use the room {@code model} beside what planning may; what a model says is never trusted.
 */
@NullMarked
package dev.drover.planning.model;

import org.jspecify.annotations.NullMarked;
