package dev.drover.agent.specialist.deployment;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a log of deployments.
 *
 * @param site the folder that holds the releases of the environment, absolute
 * @param release id of the release that it is about; after {@link Step#ROLLED_BACK} and {@link Step#UNDONE} the one
 *     that was left
 * @param sha256 hash of that release's content; its beginning is the id
 * @param previous what was current before; after going back, what is current now
 * @param commit the git commit that was checked out, with {@code +changes} when files differed from it
 * @param message what happened, for people
 */
public record DeploymentEntry(
        Instant at,
        String environment,
        String workspace,
        String site,
        Action action,
        Step step,
        String release,
        String sha256,
        Optional<String> previous,
        String requestId,
        String taskId,
        String packetId,
        int attempt,
        String agentId,
        Optional<String> commit,
        String message) {
    /** What was asked for. */
    public enum Action {
        DEPLOY,
        PROMOTE,
        ROLLBACK
    }

    /** How far it came. */
    public enum Step {
        /** Written before anything is switched. */
        BEGUN,
        /** It is current and passed. */
        LIVE,
        /** It is no longer current, as was asked for. */
        ROLLED_BACK,
        /** It did not pass, and what was current before is current again. */
        UNDONE,
        /** Going back failed; a person is needed. */
        BROKEN
    }

    /** What a file on disk leaves out is absent however the fields are declared. */
    public DeploymentEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(requestId, "request_id");
        Objects.requireNonNull(packetId, "packet_id");
        Objects.requireNonNull(message, "message");
    }

    DeploymentEntry ended(Instant when, Step how, Optional<String> before, String said) {
        return new DeploymentEntry(
                when,
                environment,
                workspace,
                site,
                action,
                how,
                release,
                sha256,
                before,
                requestId,
                taskId,
                packetId,
                attempt,
                agentId,
                commit,
                said);
    }
}
