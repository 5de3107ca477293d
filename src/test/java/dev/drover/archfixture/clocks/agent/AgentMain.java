package dev.drover.archfixture.clocks.agent;

import java.time.Clock;

final class AgentMain {
    private AgentMain() {}

    static Clock clock() {
        return Clock.systemUTC();
    }
}
