package dev.drover.agent.specialist.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code .drover/deploy.yaml} says, checked. */
record DeployFile(Optional<String> defaultEnvironment, Optional<Build> build, Map<String, Environment> environments) {
    /** Where it lies in a workspace. */
    static final String NAME = ".drover/deploy.yaml";

    DeployFile {
        environments = java.util.Collections.unmodifiableMap(new TreeMap<>(environments));
    }

    Optional<Environment> environment(String name) {
        return Optional.ofNullable(environments.get(name));
    }

    /**
     * How a release is made.
     *
     * @param artifacts files and folders below the workspace
     */
    record Build(Optional<String> command, List<String> artifacts, int timeoutSeconds) {
        Build {
            artifacts = List.copyOf(artifacts);
        }
    }

    /**
     * A place to deploy to.
     *
     * @param codeword hash of the word that a person must give first
     * @param keep how many releases that were live are kept
     */
    record Environment(
            String name,
            Target target,
            Optional<SmokeTest> smokeTest,
            Optional<String> promoteFrom,
            Optional<String> codeword,
            int keep) {}

    /** Where a release goes. */
    sealed interface Target {
        /** A folder of this machine, with a link to the current release. */
        record Local(String folder) implements Target {}

        /** What commands of the user's own do. */
        record Commands(String deploy, String rollback, int timeoutSeconds) implements Target {}
    }

    /** Commands that all end with exit code 0, within a time, when what is deployed works. */
    record SmokeTest(List<String> commands, int timeoutSeconds) {
        SmokeTest {
            commands = List.copyOf(commands);
        }
    }
}
