package dev.drover.archfixture.innercycle.agent.right;

import dev.drover.archfixture.innercycle.agent.left.Left;

public interface Right {
    Left left();
}
