package dev.drover.archfixture.unmarked.bus;

interface Bare {}
