package dev.drover.archfixture.roomcycle.audit;

import dev.drover.archfixture.roomcycle.bus.Bus;

public interface Audit {
    Bus bus();
}
