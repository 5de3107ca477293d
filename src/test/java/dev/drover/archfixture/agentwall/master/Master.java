package dev.drover.archfixture.agentwall.master;

public interface Master {}
