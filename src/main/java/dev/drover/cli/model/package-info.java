/**
 * The local model server: what it has, fetching a model with a bar, and trying one.
 *
 * <p>May use what the command line may, but none of its commands.
 */
@NullMarked
package dev.drover.cli.model;

import org.jspecify.annotations.NullMarked;
