package dev.drover;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rooms of the house from the ground up, and who may use whom: a room uses only rooms of lower floors. */
final class Rooms {
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("message"),
            Set.of("process", "datafile", "background", "logging"),
            Set.of("audit", "bus", "model"),
            Set.of("council", "knowledge", "workspace", "conformance", "report"),
            Set.of("flock"),
            Set.of("planning", "academy"),
            Set.of("agent", "master", "factory"),
            Set.of("api"),
            Set.of("daemon"),
            Set.of("cli"));

    /** Uses between rooms of one floor that are allowed all the same; each needs a reason in the architecture page. */
    private static final Map<String, Set<String>> ALLOWED_NEIGHBOURS = Map.of();

    private Rooms() {}

    static ArchCondition<JavaClass> useOnlyRoomsBelow(String root) {
        return new ArchCondition<>("stand in a known room and use only rooms below it") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                Optional<String> room = roomOf(user, root);
                if (room.isEmpty() || floor(room.get()) < 0) {
                    events.add(SimpleConditionEvent.violated(
                            user, user.getName() + " stands in no known room; add its room to Rooms.FLOORS"));
                    return;
                }
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    roomOf(dependency.getTargetClass(), root)
                            .filter(used -> !mayUse(room.get(), used))
                            .ifPresent(used -> events.add(SimpleConditionEvent.violated(
                                    dependency,
                                    room.get() + " may not use " + used + ": " + dependency.getDescription())));
                }
            }
        };
    }

    private static boolean mayUse(String user, String used) {
        return user.equals(used)
                || floor(used) < floor(user)
                || ALLOWED_NEIGHBOURS.getOrDefault(user, Set.of()).contains(used);
    }

    private static int floor(String room) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(room)) {
                return i;
            }
        }
        return -1;
    }

    /** The room of a class below the root; empty for a class elsewhere or in the root package itself. */
    private static Optional<String> roomOf(JavaClass type, String root) {
        String name = type.getBaseComponentType().getPackageName() + ".";
        if (!name.startsWith(root + ".") || name.length() == root.length() + 1) {
            return Optional.empty();
        }
        int start = root.length() + 1;
        return Optional.of(name.substring(start, name.indexOf('.', start)));
    }
}
