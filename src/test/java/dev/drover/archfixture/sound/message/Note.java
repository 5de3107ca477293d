package dev.drover.archfixture.sound.message;

import java.time.Instant;

public record Note(String text, Instant at) {}
