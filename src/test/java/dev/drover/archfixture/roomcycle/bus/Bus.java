package dev.drover.archfixture.roomcycle.bus;

import dev.drover.archfixture.roomcycle.audit.Audit;

public record Bus(Audit audit) {}
