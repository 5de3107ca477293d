package dev.drover.message;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the compact constructors of the wire records share: an absent collection is an empty one, never null. */
final class Wire {
    private Wire() {}

    static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }

    static <V> Map<String, V> map(@Nullable Map<String, V> given) {
        return given == null ? Map.of() : Map.copyOf(given);
    }

    static <E extends Enum<E>> E parse(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a " + type.getSimpleName().toLowerCase(Locale.ROOT) + "; use one of "
                        + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }
}
