package dev.drover.council;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every setting there is. The seed file is made from this table; the published schema is held against it by a test. */
final class SettingsTable {
    /** The sections, with their meaning, in the order of the file. */
    static final Map<String, String> SECTIONS = sections();

    static final List<Setting> ALL = List.of(
            new Setting(
                    "orchestrator.max_concurrent_tasks",
                    "ORCHESTRATOR_MAX_CONCURRENT_TASKS",
                    "10",
                    "Tasks that may run at once: no more agents are started, whatever agents.max says. Twice as many packets of one agent type may be on the queue or claimed."),
            new Setting(
                    "orchestrator.max_open_requests",
                    "DROVER_MAX_OPEN_REQUESTS",
                    "20",
                    "Requests that are open at once; further ones wait in the inbox."),
            new Setting(
                    "orchestrator.task_timeout_seconds",
                    "ORCHESTRATOR_TASK_TIMEOUT",
                    "600",
                    "Wall-clock seconds that one attempt at a task may take when the task does not say; at most 3600."),
            new Setting(
                    "orchestrator.retry_attempts",
                    "ORCHESTRATOR_RETRY_ATTEMPTS",
                    "3",
                    "How many times a failed task that can succeed on repetition is tried again when the task does not say."),
            new Setting(
                    "orchestrator.retry_backoff_seconds",
                    "DROVER_RETRY_BACKOFF_SECONDS",
                    "1",
                    "Seconds before the first repetition; they double each time, to 60 at most."),
            new Setting(
                    "orchestrator.learning_enabled",
                    "ORCHESTRATOR_LEARNING_ENABLED",
                    "true",
                    "Whether outcomes are written to knowledge/lessons/*.jsonl."),
            new Setting(
                    "orchestrator.learning_rate",
                    "ORCHESTRATOR_LEARNING_RATE",
                    "0.1",
                    "Weight of the newest run in the moving averages of the registry, 0 to 1."),
            new Setting(
                    "orchestrator.conflict_resolution_timeout_seconds",
                    "ORCHESTRATOR_CONFLICT_RESOLUTION_TIMEOUT",
                    "300",
                    "Seconds after which an unresolved conflict goes to a person. Kept for the resolution of conflicts, which does not exist yet; no effect."),
            new Setting(
                    "orchestrator.conflict_resolution_strategy",
                    "ORCHESTRATOR_CONFLICT_RESOLUTION_STRATEGY",
                    "\"adaptive\"",
                    "How conflicts between concurrent tasks are resolved: priority, resource, time, or adaptive (chosen from history). Kept like the one above; no effect yet."),
            new Setting("agents.max", "DROVER_MAX_AGENTS", "10", "Agents that may run at once."),
            new Setting(
                    "agents.idle_seconds",
                    "DROVER_AGENT_IDLE_SECONDS",
                    "300",
                    "Seconds without work after which an agent is ended."),
            new Setting(
                    "agents.health_check_interval_seconds",
                    "AGENT_HEALTH_CHECK_INTERVAL",
                    "60",
                    "Seconds between two looks at the health of an agent."),
            new Setting(
                    "agents.min_free_memory_mb",
                    "DROVER_AGENTS_MIN_FREE_MEMORY_MB",
                    "512",
                    "Mebibytes of free memory below which no further agent is started."),
            new Setting(
                    "agents.environment",
                    "DROVER_AGENT_ENVIRONMENT",
                    "[]",
                    "Names of further environment variables that are handed to agents; separated by commas in the environment."),
            new Setting(
                    "bus.settle_seconds",
                    "DROVER_BUS_SETTLE_SECONDS",
                    "2",
                    "Seconds for which an incomplete file must not have changed before it goes to the dead letter."),
            new Setting(
                    "bus.lease_seconds",
                    "DROVER_BUS_LEASE_SECONDS",
                    "30",
                    "Seconds without a heartbeat after which a packet is taken back; at least twice the heartbeat."),
            new Setting(
                    "bus.heartbeat_seconds",
                    "DROVER_BUS_HEARTBEAT_SECONDS",
                    "5",
                    "The most seconds between two heartbeats of an agent that holds a packet."),
            new Setting(
                    "bus.rescan_seconds",
                    "DROVER_BUS_RESCAN_SECONDS",
                    "5",
                    "Seconds between two full looks at the folders, beside the file system's own events."),
            new Setting(
                    "bus.max_message_bytes",
                    "DROVER_BUS_MAX_MESSAGE_BYTES",
                    "4194304",
                    "Largest message that is read, in bytes."),
            new Setting("bus.max_tasks", "DROVER_BUS_MAX_TASKS", "1000", "Most tasks that one request may have."),
            new Setting(
                    "bus.min_free_mb",
                    "DROVER_BUS_MIN_FREE_MB",
                    "200",
                    "Mebibytes of free disk space below which no new request is opened; requests wait in the inbox until there is room again."),
            new Setting(
                    "logs.max_output_bytes",
                    "DROVER_LOGS_MAX_OUTPUT_BYTES",
                    "104857600",
                    "Most bytes of output that are kept of one command."),
            new Setting(
                    "logs.rotate_bytes",
                    "DROVER_LOGS_ROTATE_BYTES",
                    "16777216",
                    "Bytes after which a log goes on in a new file; the full one is kept beside it."),
            new Setting(
                    "logs.checkpoint_seconds",
                    "DROVER_LOGS_CHECKPOINT_SECONDS",
                    "300",
                    "Seconds between two signed checkpoints of the logs, as long as something happens."),
            new Setting(
                    "retention.days",
                    "DROVER_RETENTION_DAYS",
                    "0",
                    "Days after its end for which a request is kept: its run folder, its result and its id; 0 keeps all for ever."),
            new Setting(
                    "retention.max_mb",
                    "DROVER_RETENTION_MAX_MB",
                    "0",
                    "Mebibytes that the run folders and results of ended requests may take together; what ended first goes first; 0 sets no limit."),
            new Setting(
                    "model.enabled",
                    "DROVER_MODEL_ENABLED",
                    "false",
                    "Whether agents and the planner ask the model server; without it they work by patterns and built-in specialists."),
            new Setting(
                    "model.endpoint",
                    "DROVER_MODEL_ENDPOINT",
                    "\"http://localhost:11434\"",
                    "Address of the local model server; for the protocol openai with the path of its version, as in http://localhost:8080/v1."),
            new Setting(
                    "model.protocol",
                    "DROVER_MODEL_PROTOCOL",
                    "\"ollama\"",
                    "How it is spoken to: ollama, or openai for llama.cpp, LM Studio, vLLM and others."),
            new Setting(
                    "model.code",
                    "DROVER_MODEL_CODE",
                    "\"codellama:7b\"",
                    "Model that plans, and does the work on code and tests."),
            new Setting(
                    "model.text",
                    "DROVER_MODEL_TEXT",
                    "\"llama2:7b\"",
                    "Model for all other work, as review and documentation."),
            new Setting(
                    "model.context_tokens",
                    "DROVER_MODEL_CONTEXT_TOKENS",
                    "8192",
                    "Tokens that fit in the window of the models: prompt and answer together."),
            new Setting(
                    "model.first_word_seconds",
                    "DROVER_MODEL_FIRST_WORD_SECONDS",
                    "180",
                    "Seconds until the first word of an answer must have come; a model is loaded in this time."),
            new Setting(
                    "model.answer_seconds",
                    "DROVER_MODEL_ANSWER_SECONDS",
                    "600",
                    "Seconds that a whole answer may take."),
            new Setting(
                    "model.parallel",
                    "DROVER_MODEL_PARALLEL",
                    "1",
                    "Questions that are put to the server at once, by all agents and the planner together."),
            new Setting(
                    "model.rounds",
                    "DROVER_MODEL_ROUNDS",
                    "6",
                    "Rounds of question, edit and check that an agent may take for one attempt at a task."),
            new Setting(
                    "model.task_tokens",
                    "DROVER_MODEL_TASK_TOKENS",
                    "200000",
                    "Tokens, read and written, that one task may use; 0 sets no limit."),
            new Setting(
                    "model.day_tokens",
                    "DROVER_MODEL_DAY_TOKENS",
                    "0",
                    "Tokens, read and written, that all requests together may use in a day of UTC; 0 sets no limit."),
            new Setting(
                    "model.task_dollars",
                    "DROVER_MODEL_TASK_DOLLARS",
                    "0",
                    "Dollars that one task may cost, as coding CLIs report it; 0 sets no limit."),
            new Setting(
                    "model.day_dollars",
                    "DROVER_MODEL_DAY_DOLLARS",
                    "0",
                    "Dollars that all requests together may cost in a day of UTC, as coding CLIs report it; 0 sets no limit."));

    private SettingsTable() {}

    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("orchestrator", "How requests are planned, issued and learned from.");
        sections.put("agents", "The agent processes.");
        sections.put("bus", "The bus on disk.");
        sections.put("logs", "What is written down, and how it is kept.");
        sections.put("retention", "What is removed of requests that have ended, and when.");
        sections.put("model", "The local model server, and whether and how much agents and the planner ask it.");
        return sections;
    }

    static Optional<Setting> find(String key) {
        return ALL.stream().filter(s -> s.key().equals(key)).findFirst();
    }

    static String seed() {
        var out = new StringBuilder("""
                # The settings of this home. Each stands here with its default, commented out: to change one, remove
                # the # before its name. The variable in brackets, when it is set, wins over this file.
                # `drover settings` shows the values that hold and where each comes from.
                """);
        SECTIONS.forEach((section, meaning) -> {
            out.append("\n# ").append(meaning).append('\n').append(section).append(":\n");
            ALL.stream()
                    .filter(s -> s.section().equals(section))
                    .forEach(s -> out.append("  # %s [%s]%n  #%s: %s%n"
                            .formatted(s.description(), s.environment(), s.name(), Setting.yaml(s.defaultValue()))
                            .replace("\r\n", "\n")));
        });
        return out.toString();
    }
}
