package dev.drover.archfixture.floors.message;

import dev.drover.archfixture.floors.bus.Sideways;

public interface Upward {
    Sideways[] sideways();
}
