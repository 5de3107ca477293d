package dev.drover.archfixture.agentwall.agent;

import dev.drover.archfixture.agentwall.master.Master;

interface Worker {
    Master master();
}
