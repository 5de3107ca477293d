package dev.drover.archfixture.masterwall.agent.specialist;

public interface Coder {}
