package dev.drover.bus;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment that an agent is started with, as the protocol page says it: of its starter's a short list without
 * secrets, and what is named besides.
 */
public final class AgentEnvironment {
    /** What an agent is given of its starter's environment. */
    static final List<String> PASSED_ON = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "TMPDIR",
            "JAVA_HOME",
            "XDG_RUNTIME_DIR",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "XDG_DATA_HOME",
            "DROVER_LOG_LEVEL");

    private AgentEnvironment() {}

    /**
     * The whole environment of one agent.
     *
     * @param own that of its starter
     * @param more names of further variables to pass on
     */
    public static Map<String, String> of(
            Home home, String agentId, String agentType, Map<String, String> own, Collection<String> more) {
        Map<String, String> environment = new HashMap<>(own);
        environment.keySet().removeIf(name -> !PASSED_ON.contains(name) && !more.contains(name));
        environment.put("DROVER_HOME", home.root().toString());
        environment.put("DROVER_AGENT_ID", agentId);
        environment.put("DROVER_AGENT_TYPE", agentType);
        return environment;
    }
}
