package dev.drover.agent.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.message.Finding;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MovedRefsTest {
    private static List<String> between(Set<String> before, Set<String> after) {
        return MovedRefs.between(before, after, "mine").stream()
                .map(finding -> finding.severity().wire() + " " + nameIn(finding))
                .toList();
    }

    private static String nameIn(Finding finding) {
        return finding.message().split(" ")[3];
    }

    @Test
    void branches_and_tags_of_a_person_that_move_are_grave() {
        assertEquals(
                List.of("high refs/heads/gone", "high refs/heads/main", "high refs/tags/v1"),
                between(
                        Set.of("refs/heads/main 1", "refs/heads/gone 1", "refs/heads/same 1"),
                        Set.of("refs/heads/main 2", "refs/heads/same 1", "refs/tags/v1 2")));
    }

    @Test
    void what_only_the_branch_of_another_request_or_the_stash_holds_does_not_go_unseen() {
        assertEquals(
                List.of("medium refs/heads/drover/gone", "medium refs/stash"),
                between(
                        Set.of("refs/heads/drover/gone 1", "refs/heads/drover/on 1", "refs/stash 1"),
                        Set.of("refs/heads/drover/on 2", "refs/heads/drover/new 1", "refs/stash 2")));
    }
}
