package dev.drover.archfixture.masterwall.master.core;

import dev.drover.archfixture.masterwall.agent.specialist.Coder;

interface Decision {
    Coder coder();
}
