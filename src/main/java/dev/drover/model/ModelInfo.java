package dev.drover.model;

import java.util.OptionalLong;

/** A model that a server has. */
public record ModelInfo(String name, OptionalLong bytes) {}
