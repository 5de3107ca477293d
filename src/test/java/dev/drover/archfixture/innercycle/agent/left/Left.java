package dev.drover.archfixture.innercycle.agent.left;

import dev.drover.archfixture.innercycle.agent.right.Right;

public interface Left {
    Right right();
}
