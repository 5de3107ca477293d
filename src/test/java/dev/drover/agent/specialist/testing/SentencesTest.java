package dev.drover.agent.specialist.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.agent.specialist.testing.Rerun.Second;
import dev.drover.agent.specialist.testing.result.TestCase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1  | FAILED                | The failed test failed again when run by itself.
            1  | PASSED                | The failed test passed when run by itself.
            1  | UNKNOWN               | The failed test had no result when run by itself.
            2  | FAILED FAILED         | Both failed tests failed again when run one by one.
            3  | PASSED PASSED PASSED  | All 3 failed tests passed when run one by one.
            2  | PASSED FAILED         | The 2 failed tests were run again one by one: 1 failed again, 1 passed.
            3  | PASSED UNKNOWN FAILED | The 3 failed tests were run again one by one: 1 failed again, 1 passed, 1 had no result.
            9  | FAILED FAILED         | 2 of the 9 failed tests were run again one by one: 2 failed again.
            9  | PASSED                | 1 of the 9 failed tests was run again by itself: it passed.
            """)
    void what_came_of_failed_tests_reads_well_for_one_and_for_many(long failed, String ends, String sentence) {
        List<Rerun> reruns = Stream.of(ends.split(" "))
                .map(end -> new Rerun(TestCase.failed("a", "", Optional.empty()), Second.valueOf(end), ""))
                .toList();
        assertEquals(" " + sentence, Sentences.again(reruns, failed));
    }
}
