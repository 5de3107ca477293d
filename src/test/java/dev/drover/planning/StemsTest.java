package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StemsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "test tests testing tested",
                "document documents documented documenting documentation",
                "optimize optimise optimizes optimizing optimised optimization optimisation",
                "deploy deploys deployed deploying deployment deployments",
                "implement implements implementing implementation",
                "fix fixes fixing fixed",
                "run runs running",
                "query queries",
                "vulnerability vulnerabilities",
                "analyze analyse analysing analysis",
                "refactor refactoring refactored",
                "validate validates validation validator",
                "dependency dependencies",
                "commit commits committing committed",
                "crash crashes crashing",
                "create creates creating creation"
            })
    void the_forms_of_a_word_meet(String forms) {
        assertEquals(
                1, List.of(forms.split(" ")).stream().map(Stems::of).distinct().count(), forms);
    }

    @Test
    void different_words_stay_apart() {
        List<String> words = List.of(
                "test",
                "rest",
                "review",
                "release",
                "deploy",
                "design",
                "document",
                "commit",
                "comment",
                "coverage",
                "branch",
                "merge",
                "fix",
                "feature",
                "function",
                "secret",
                "security",
                "class",
                "crash");
        assertEquals(
                words.size(),
                words.stream().map(Stems::of).collect(Collectors.toSet()).size());
    }

    @Test
    void one_slip_in_a_longer_word_is_forgiven_and_a_different_word_is_not() {
        assertTrue(Vocabulary.isSlip("reveiw", "review"));
        assertTrue(Vocabulary.isSlip("refator", "refactor"));
        assertTrue(Vocabulary.isSlip("implemment", "implement"));
        assertTrue(Vocabulary.isSlip("documant", "document"));
        assertFalse(Vocabulary.isSlip("remote", "remove"));
        assertFalse(Vocabulary.isSlip("preview", "review"));
        assertFalse(Vocabulary.isSlip("test", "test"));
        assertFalse(Vocabulary.isSlip("text", "test"));
        assertFalse(Vocabulary.isSlip("clash", "class"));
    }
}
