package dev.drover.agent.specialist.review.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No line takes any pattern long; counted in looks at a character, since time depends on the machine. */
class BacktrackingTest {
    private static final int LINE = 2_000;
    private static final long MOST_LOOKS = 10_000_000;
    private static final List<String> SEEDS = List.of(
            "a",
            " ",
            "(",
            ")",
            "\"",
            "'",
            "`",
            "{",
            "$",
            "+",
            "%",
            "/",
            "-",
            "#{",
            "${",
            "a.",
            "a ",
            "f\"",
            "\"a\"+",
            "select a from ",
            "insert into a ",
            "update a set ",
            "exec(",
            "exec(\"a",
            "execute(f\"",
            "query(`",
            "execute(\"a\"+",
            "system(\"",
            "request.args ",
            "open(request",
            "req.query ",
            "r.FormValue(",
            "$_GET",
            "params ",
            "password=",
            "token: random ",
            "curl a ",
            "rm -rf ",
            "chmod ",
            "log.info(\"a\", ",
            "console.log(a, ",
            "jwt.decode(a, ",
            "subprocess.run(\"a\" + ",
            "run(f\"{a",
            "os.path.join(a(b) ",
            "exec.Command(\"sh\", \"-c\", ",
            "os.Chmod(a, ",
            "spawn(a, {",
            "new Function(a + ",
            "fetch(",
            "eyJhbGciOiJI.",
            "https://a:b",
            "postgres://aaaa:bbbb",
            "Authorization: bearer ",
            "-----BEGIN ",
            "AKIA",
            "sk-aaaaaaaaaaT3BlbkFJ",
            "// todo ",
            "# TODO ",
            "print(\"debug",
            "raise a(\"todo");

    @Test
    void no_line_takes_any_pattern_long() {
        var slow = new TreeMap<String, Long>();
        patterns().forEach(pattern -> {
            for (String line : lines()) {
                var counted = new Counted(line);
                pattern.matcher(counted).find();
                if (counted.looks > MOST_LOOKS) {
                    slow.merge(pattern.pattern(), counted.looks, Math::max);
                }
            }
        });
        assertEquals(new TreeMap<>(), slow);
    }

    @Test
    void an_unbounded_pattern_is_caught() {
        var counted = new Counted("a".repeat(40) + "!");
        try {
            Pattern.compile("(?:.*a){12}$").matcher(counted).find();
        } catch (IllegalStateException e) {
            return;
        }
        assertEquals("more looks than allowed", counted.looks + " looks");
    }

    private static Stream<Pattern> patterns() {
        return Stream.of(
                        RiskRule.CHECKS.stream().map(LineCheck::pattern),
                        LeftoverRule.CHECKS.stream().map(LineCheck::pattern),
                        TokenShape.ALL.stream().map(TokenShape::pattern))
                .flatMap(s -> s);
    }

    private static List<String> lines() {
        var lines = new ArrayList<String>();
        for (String seed : SEEDS) {
            lines.add(seed.repeat(LINE / seed.length()));
            lines.add(seed + "a".repeat(LINE));
            lines.add(seed + " ".repeat(LINE / 2) + seed + "\"a".repeat(LINE / 4));
        }
        return lines;
    }

    /** A text that counts how often it is looked at, and gives up before a test would seem to hang. */
    private static final class Counted implements CharSequence {
        private static final long GIVE_UP = 20 * MOST_LOOKS;
        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > GIVE_UP) {
                throw new IllegalStateException("the pattern does not come to an end");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
