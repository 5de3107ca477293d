package dev.drover.archfixture.floors.bus;

import dev.drover.archfixture.floors.audit.Neighbour;

public interface Sideways {
    Neighbour neighbour();
}
