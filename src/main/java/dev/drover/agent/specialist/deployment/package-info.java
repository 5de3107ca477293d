/**
 * Deployment as the workspace's {@code .drover/deploy.yaml} says: build, deploy, smoke test, promote, roll back.
 *
 * <p>Every environment has a log, written before anything is switched, from which the next run knows what was proven to
 * work and what an earlier one left undone; a kill at any instant leaves the old release current or the new one. What
 * users of the environment see changes in one rename, or by commands of the user's own. May use the specialists' port
 * and support, data files, processes' identities and codeword hashes; it must never know the bus.
 */
@NullMarked
package dev.drover.agent.specialist.deployment;

import org.jspecify.annotations.NullMarked;
