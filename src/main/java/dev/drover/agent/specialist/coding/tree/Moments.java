package dev.drover.agent.specialist.coding.tree;

/** Is told of each step that leaves a trace on disk, since each is one to die at. */
@FunctionalInterface
public interface Moments {
    void reach(String moment);
}
