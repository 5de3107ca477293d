package dev.drover.archfixture.floors.audit;

public interface Neighbour {}
