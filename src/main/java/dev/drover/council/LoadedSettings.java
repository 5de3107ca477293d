package dev.drover.council;

import java.util.List;

/**
 * The settings that hold, and for each where its value comes from.
 *
 * @param values one for each setting there is, in the order of the table
 */
public record LoadedSettings(Settings settings, List<Value> values) {
    public LoadedSettings {
        values = List.copyOf(values);
    }

    /**
     * One setting as {@code drover settings} shows it.
     *
     * @param key section and name, such as {@code agents.max}
     * @param value as it is written in the file
     * @param environment the variable that overrides it
     * @param description its meaning, with the unit
     */
    public record Value(
            String key, String value, String defaultValue, Source source, String environment, String description) {}

    /** Where a value comes from. */
    public sealed interface Source {
        /** For a person. */
        String text();

        /** Nothing says otherwise. */
        record Default() implements Source {
            @Override
            public String text() {
                return "default";
            }
        }

        /** A line of the file, counted from 1. */
        record File(String path, int line) implements Source {
            @Override
            public String text() {
                return path + ":" + line;
            }
        }

        /** A variable of the environment. */
        record Environment(String name) implements Source {
            @Override
            public String text() {
                return "environment " + name;
            }
        }
    }
}
