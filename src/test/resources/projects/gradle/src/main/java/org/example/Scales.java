package org.example;

/** Weighs. */
public final class Scales {
    private Scales() {}

    /** Grams as kilograms, rounded down. */
    public static int kilograms(int grams) {
        return grams / 1000;
    }
}
