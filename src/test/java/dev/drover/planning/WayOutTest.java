package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WayOutTest {
    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "src/../../x", "{../x,src}", "{src,/etc}/**", "src/*/..", "a\0b"})
    void a_way_out_is_seen_before_there_is_a_workspace(String glob) {
        assertTrue(WayOut.isIn(glob, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/**", "**", "{src,test}/**/*.java", "..x/y", "a/..b", ""})
    void what_lies_below_the_workspace_is_no_way_out(String glob) {
        assertFalse(WayOut.isIn(glob, Optional.empty()));
    }
}
