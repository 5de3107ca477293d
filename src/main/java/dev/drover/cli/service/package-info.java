/**
 * Drover as a service of the user: the systemd unit, and putting it in place.
 *
 * <p>May use what the command line may, but none of its commands.
 */
@NullMarked
package dev.drover.cli.service;

import org.jspecify.annotations.NullMarked;
