package dev.drover.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.model.OllamaClient.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullProgressTest {
    private final List<String> shown = new ArrayList<>();

    @Test
    void the_bar_is_drawn_over_the_one_before_it_and_its_line_is_ended() {
        var progress = new PullProgress(shown::add, true);
        progress.accept(new Progress("pulling 6a0", 1_000_000, 4_000_000));
        progress.accept(new Progress("done", 0, 0));
        progress.close();
        progress.close();
        assertEquals(3, shown.size(), shown::toString);
        assertTrue(shown.getFirst().matches("\rpulling 6a0 █{8}·{22} 25 % of .*"), shown::toString);
        assertEquals(shown.getFirst().length(), shown.get(1).length(), "nothing of the longer line is left");
        assertEquals("\n", shown.getLast());
    }

    @Test
    void what_a_server_makes_up_does_no_harm() {
        for (boolean live : List.of(true, false)) {
            var progress = new PullProgress(shown::add, live);
            progress.accept(new Progress("\u001b[31m" + "x".repeat(5000), Long.MAX_VALUE, Long.MAX_VALUE));
            progress.accept(new Progress("back", -5, -7));
            progress.accept(new Progress("over", 10, 4));
        }
        String all = String.join("", shown);
        assertFalse(all.contains("\u001b"), all);
        assertTrue(shown.stream().allMatch(line -> line.length() < 120), all);
        assertTrue(all.contains("over 100 % of"), all);
    }
}
