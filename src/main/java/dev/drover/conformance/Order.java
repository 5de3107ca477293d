package dev.drover.conformance;

import static dev.drover.conformance.Commands.quoted;

import dev.drover.message.Packet;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which packet is taken next: rule 7. */
final class Order {
    private Order() {}

    static List<Check> checks() {
        return List.of(
                Check.required(
                        "claim-order",
                        "rule 7",
                        "The most urgent lane is taken first, and the oldest packet in it.",
                        Order::order),
                Check.required(
                        "claim-fair",
                        "rule 7",
                        "One claim in eight takes the oldest packet of any lane.",
                        Order::fair));
    }

    /** A packet that waits. Names, ages and lanes are in different orders, so that each shows. */
    private record Waiting(String task, Priority lane, int minutes) {}

    private static final List<Waiting> ALL = List.of(
            new Waiting("a", Priority.LOW, 104),
            new Waiting("b", Priority.HIGH, 21),
            new Waiting("c", Priority.NORMAL, 51),
            new Waiting("d", Priority.LOW, 101),
            new Waiting("e", Priority.CRITICAL, 1),
            new Waiting("f", Priority.HIGH, 24),
            new Waiting("g", Priority.CRITICAL, 3),
            new Waiting("h", Priority.HIGH, 22),
            new Waiting("i", Priority.NORMAL, 54),
            new Waiting("j", Priority.HIGH, 27),
            new Waiting("k", Priority.LOW, 103),
            new Waiting("l", Priority.CRITICAL, 2),
            new Waiting("m", Priority.HIGH, 23),
            new Waiting("n", Priority.NORMAL, 52),
            new Waiting("o", Priority.HIGH, 26),
            new Waiting("p", Priority.NORMAL, 53),
            new Waiting("q", Priority.LOW, 102),
            new Waiting("r", Priority.HIGH, 25));

    private static void order(Bench bench) throws IOException, InterruptedException {
        List<String> ran = run(bench);
        int fair = fairClaims(ran);
        NotKept.unless(
                fair <= ran.size() / 4,
                fair + " of " + ran.size() + " claims passed over a more urgent lane; the order was " + ran);
    }

    private static void fair(Bench bench) throws IOException, InterruptedException {
        List<String> ran = run(bench);
        Waiting oldest = ALL.getFirst();
        List<String> moreUrgent = ALL.stream()
                .filter(waiting -> waiting.lane().compareTo(oldest.lane()) < 0)
                .map(Waiting::task)
                .toList();
        NotKept.unless(
                !ran.subList(0, ran.indexOf(oldest.task())).containsAll(moreUrgent),
                "the oldest packet (" + oldest.task() + ", lane "
                        + oldest.lane().wire()
                        + ") was taken only when none of the " + moreUrgent.size()
                        + " more urgent ones waited any more; the order was " + ran);
    }

    /** How many claims took the oldest of any lane although a more urgent one waited. */
    private static int fairClaims(List<String> ran) {
        List<Waiting> left = new ArrayList<>(ALL);
        Comparator<Waiting> oldest = Comparator.comparingInt(Waiting::minutes).reversed();
        int fair = 0;
        for (String task : ran) {
            left.sort(oldest);
            Waiting any = left.getFirst();
            left.sort(Comparator.comparing(Waiting::lane).thenComparing(oldest));
            Waiting urgent = left.getFirst();
            if (!task.equals(urgent.task())) {
                NotKept.unless(
                        task.equals(any.task()),
                        "claim " + (ALL.size() - left.size() + 1) + " took " + task + ", which is neither the oldest ("
                                + urgent.task() + ") of the most urgent lane nor the oldest of all (" + any.task()
                                + "); the order was " + ran);
                fair++;
            }
            left.removeIf(waiting -> waiting.task().equals(task));
        }
        return fair;
    }

    /** The tasks in the order in which their commands ran. */
    private static List<String> run(Bench bench) throws IOException, InterruptedException {
        Path order = bench.note("order");
        Map<String, Packet> packets = new LinkedHashMap<>();
        for (Waiting waiting : ALL) {
            String command = "echo " + waiting.task() + " >>" + quoted(order);
            Packet packet = bench.queue(Job.of(waiting.task(), command).in(waiting.lane()));
            bench.age(packet, Duration.ofMinutes(waiting.minutes()));
            packets.put(waiting.task(), packet);
        }
        bench.start();
        for (Packet packet : packets.values()) {
            bench.awaitResult(packet);
        }
        List<String> ran = bench.read(order).lines().toList();
        NotKept.unless(ran.size() == ALL.size(), "of " + ALL.size() + " packets, " + ran.size() + " were run: " + ran);
        return ran;
    }
}
