package dev.drover.council;

import dev.drover.message.DroverException;
import dev.drover.model.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The settings of a home. {@link SettingsTable} says what each means, its default and its environment variable. */
public record Settings(Orchestrator orchestrator, Agents agents, Bus bus, Logs logs, Retention retention, Model model) {
    /** How requests are planned, issued and learned from. */
    public record Orchestrator(
            int maxConcurrentTasks,
            int maxOpenRequests,
            int taskTimeoutSeconds,
            int retryAttempts,
            double retryBackoffSeconds,
            boolean learningEnabled,
            double learningRate,
            int conflictResolutionTimeoutSeconds,
            ConflictStrategy conflictResolutionStrategy) {
        private static final double MAX_BACKOFF_SECONDS = 60;

        public Duration taskTimeout() {
            return Duration.ofSeconds(taskTimeoutSeconds);
        }

        public Duration conflictResolutionTimeout() {
            return Duration.ofSeconds(conflictResolutionTimeoutSeconds);
        }

        /**
         * How long to wait before a failed task is tried again.
         *
         * @param repetition 1 for the first repetition; each later one waits twice as long, at most a minute
         */
        public Duration retryBackoff(int repetition) {
            return seconds(
                    Math.min(MAX_BACKOFF_SECONDS, Math.scalb(retryBackoffSeconds, Math.min(repetition - 1, 64))));
        }
    }

    /** The agent processes. */
    public record Agents(
            int max, int idleSeconds, int healthCheckIntervalSeconds, int minFreeMemoryMb, List<String> environment) {
        public Agents {
            environment = List.copyOf(environment);
        }

        public Duration idle() {
            return Duration.ofSeconds(idleSeconds);
        }

        public Duration healthCheckInterval() {
            return Duration.ofSeconds(healthCheckIntervalSeconds);
        }
    }

    /** The bus on disk. */
    public record Bus(
            double settleSeconds,
            double leaseSeconds,
            double heartbeatSeconds,
            double rescanSeconds,
            int maxMessageBytes,
            int maxTasks,
            int minFreeMb) {
        public Duration settle() {
            return seconds(settleSeconds);
        }

        public Duration lease() {
            return seconds(leaseSeconds);
        }

        public Duration heartbeat() {
            return seconds(heartbeatSeconds);
        }

        public Duration rescan() {
            return seconds(rescanSeconds);
        }
    }

    /** What is written down, and how it is kept. */
    public record Logs(long maxOutputBytes, long rotateBytes, int checkpointSeconds) {
        public Duration checkpointInterval() {
            return Duration.ofSeconds(checkpointSeconds);
        }
    }

    /** What is removed of requests that have ended, and when. */
    public record Retention(int days, long maxMb) {
        /** Whether anything is removed at all. */
        public boolean isSet() {
            return days > 0 || maxMb > 0;
        }
    }

    /**
     * Where the local model server is, which of its models do what, and how much is asked of them.
     *
     * @param enabled whether agents and the planner ask it at all
     * @param parallel questions at once, of all processes of the home together
     * @param rounds of one attempt at a task
     * @param taskTokens read and written for one task; 0 is no limit
     * @param dayTokens read and written in a day of UTC; 0 is no limit
     * @param taskDollars that one task may cost, as coding CLIs report it; 0 is no limit
     * @param dayDollars that a day of UTC may cost; 0 is no limit
     */
    public record Model(
            boolean enabled,
            String endpoint,
            Endpoint.Protocol protocol,
            String code,
            String text,
            int contextTokens,
            int firstWordSeconds,
            int answerSeconds,
            int parallel,
            int rounds,
            long taskTokens,
            long dayTokens,
            double taskDollars,
            double dayDollars) {}

    /**
     * Reads the settings: a variable of the environment wins over the file, the file over the default. An absent file
     * and an empty variable say nothing.
     *
     * @param yaml {@code council/drover.yaml} of the home
     * @throws DroverException when anything in either is wrong; the message names every fault, a line each
     */
    public static LoadedSettings load(Path yaml, Map<String, String> environment) {
        return new SettingsLoader(yaml, environment).load();
    }

    /** The settings of a home that says nothing about them. */
    public static Settings defaults() {
        return SettingsLoader.defaults();
    }

    /** The text that {@code council/drover.yaml} has at first: every setting, commented out, with its default. */
    public static String seed() {
        return SettingsTable.seed();
    }

    /** The names of the variables of the environment for the settings of a section, none of which is a secret. */
    public static List<String> variables(String section) {
        return SettingsTable.ALL.stream()
                .filter(setting -> setting.key().startsWith(section + "."))
                .map(Setting::environment)
                .toList();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
