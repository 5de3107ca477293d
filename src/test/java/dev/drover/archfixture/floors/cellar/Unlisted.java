package dev.drover.archfixture.floors.cellar;

interface Unlisted {}
