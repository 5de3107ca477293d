package dev.drover.archfixture.unmarked.audit;

interface Described {}
