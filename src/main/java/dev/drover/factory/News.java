package dev.drover.factory;

/** What the factory tells of agents. Called from the factory's thread. */
public interface News {
    /**
     * Something happened to an agent.
     *
     * @param change one of {@code spawned, adopted, retired, died, killed}
     */
    void changed(String agentId, String agentType, String change, long pid, String why);

    /** An agent ended, however it did. What it held may have to be taken back. */
    void ended();
}
