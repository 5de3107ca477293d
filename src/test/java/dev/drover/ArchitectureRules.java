package dev.drover;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, each for the packages below a root: the program's, or that of a fixture which breaks it. */
final class ArchitectureRules {
    private static final Set<String> WALL_CLOCKS =
            Set.of("java.lang.System.currentTimeMillis", "java.time.InstantSource.system", "java.util.Date.<init>");
    private static final Set<String> TICKERS = Set.of("java.lang.System.nanoTime");
    private static final Set<String> DICE =
            Set.of("java.lang.Math.random", "java.util.UUID.randomUUID", "java.util.Collections.shuffle");

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    ArchRule rooms_have_no_cycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    ArchRule packages_have_no_cycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    ArchRule rooms_use_only_rooms_below() {
        return classes().should(Rooms.useOnlyRoomsBelow(root));
    }

    ArchRule agent_never_imports_master() {
        return wall("agent", "master");
    }

    ArchRule master_never_imports_agent() {
        return wall("master", "agent");
    }

    /** No I/O, no clock, no threads, no dice: the same state and input give the same events, in a simulation too. */
    ArchRule decision_core_is_pure() {
        DescribedPredicate<JavaClass> impure = resideInAnyPackage(
                        "java.io..",
                        "java.nio..",
                        "java.net..",
                        "java.sql..",
                        "java.util.concurrent..",
                        "java.util.random..",
                        root + ".process..")
                .or(belongToAnyOf(
                        Thread.class,
                        ThreadLocal.class,
                        Process.class,
                        ProcessBuilder.class,
                        ProcessHandle.class,
                        Runtime.class,
                        Timer.class,
                        Clock.class,
                        InstantSource.class,
                        Random.class,
                        SplittableRandom.class))
                .as("do I/O, tell the time, run in parallel or throw dice");
        return noClasses()
                .that(resideInAnyPackage(root + ".master.core..", root + ".flock.."))
                .should()
                .dependOnClassesThat(impure)
                .orShould(callAny(
                        "tell the time or throw dice", call -> tellsWallTime(call) || isOneOf(call, TICKERS, DICE)))
                .allowEmptyShould(true);
    }

    ArchRule packages_are_null_marked() {
        return classes().should(new ArchCondition<>("stand in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getPackageName() + " has no package-info.java with @NullMarked"));
                }
            }
        });
    }

    /** Elsewhere the time comes from an injected clock, so that a test can say what time it is. */
    ArchRule only_edges_read_the_wall_clock() {
        DescribedPredicate<JavaClass> edges = resideInAnyPackage(root + ".cli..", root + ".daemon..")
                .or(resideInAnyPackage(root + ".agent")
                        .and(DescribedPredicate.describe(
                                "Main", type -> type.getSimpleName().endsWith("Main"))));
        return noClasses()
                .that(not(edges))
                .should(callAny("read the wall clock", ArchitectureRules::tellsWallTime))
                .allowEmptyShould(true);
    }

    private ArchRule wall(String from, String to) {
        return noClasses()
                .that()
                .resideInAPackage(root + "." + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "." + to + "..")
                .because("agent and master meet only on the bus")
                .allowEmptyShould(true);
    }

    /** {@code Instant.now()} and its likes, but not {@code Instant.now(clock)}, and every way to get a system clock. */
    private static boolean tellsWallTime(JavaCodeUnitAccess<?> call) {
        List<JavaClass> given = call.getTarget().getRawParameterTypes();
        if (given.stream().anyMatch(type -> type.isEquivalentTo(Clock.class))) {
            return false;
        }
        String name = call.getTarget().getName();
        boolean now = call.getTargetOwner().getPackageName().startsWith("java.time") && name.equals("now");
        boolean systemClock = call.getTargetOwner().isEquivalentTo(Clock.class)
                && (name.startsWith("system") || name.startsWith("tick"));
        return now || systemClock || (given.isEmpty() && isOneOf(call, WALL_CLOCKS));
    }

    @SafeVarargs
    private static boolean isOneOf(JavaCodeUnitAccess<?> call, Set<String>... names) {
        String name = call.getTargetOwner().getName() + "." + call.getTarget().getName();
        for (Set<String> set : names) {
            if (set.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private interface Call {
        boolean matches(JavaCodeUnitAccess<?> call);
    }

    private static ArchCondition<JavaClass> callAny(String description, Call forbidden) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaCodeUnit unit : type.getCodeUnits()) {
                    unit.getCallsFromSelf().stream().filter(forbidden::matches).forEach(call -> add(call, events));
                    unit.getMethodReferencesFromSelf().stream()
                            .filter(forbidden::matches)
                            .forEach(call -> add(call, events));
                }
            }

            private void add(JavaCodeUnitAccess<?> call, ConditionEvents events) {
                events.add(SimpleConditionEvent.satisfied(call, call.getDescription()));
            }
        };
    }
}
