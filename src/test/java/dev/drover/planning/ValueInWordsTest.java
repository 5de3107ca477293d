package dev.drover.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Params whose values stand in the words of a request. */
class ValueInWordsTest {
    private static final Patterns BUILT_IN = Requests.builtInPatterns();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        Tag v1.2.3                                        | {version=v1.2.3}
        Tag the current commit as 2.0.0-rc.1, please.     | {version=2.0.0-rc.1}
        Tag the release                                   | {}
        Tag 1.2.3 and 1.2.4                               | {}
        Merge feature/login into main                     | {from=feature/login, into=main}
        Merge the branch feature/x to develop.            | {from=feature/x, into=develop}
        Merge my branch                                   | {}
        Merge the pull request                            | {}
        Revert commit a1b2c3d                             | {commits=a1b2c3d}
        Revert commits a1b2c3d and 9f8e7d6                | {commits=a1b2c3d 9f8e7d6}
        Revert the last commit                            | {commits=HEAD}
        Cherry-pick the last commit from develop          | {}
        Tag version 2.3.1 and push it                     | {tag=2.3.1, version=2.3.1}
        Push the branch feature/x to origin               | {branch=feature/x}
        Create a pull request for feature/x against main  | {base=main, branch=feature/x}
        Revert my defaced commit                          | {}
        Cherry-pick abc1234 onto release/2.x              | {commits=abc1234, onto=release/2.x}
        Make a new branch called feature/search           | {branch=feature/search}
        Create a branch for the login work                | {}
        Promote staging to production                     | {from=staging, to=production}
        Promote to production                             | {to=production}
        Promote it to production                          | {to=production}
        Please promote this to production now             | {to=production}
        Promote the app to production                     | {to=production}
        Promote the build from test to staging            | {from=test, to=staging}
        Deploy to staging                                 | {}
        Merge login into release-next                     | {from=login, into=release-next}
        Merge feature/login                               | {from=feature/login}
        Merge feature/login and feature/search into main  | {from=feature/login, into=main}
        Changelog for 1.4.0                               | {version=1.4.0}
        Write the changelog of version 2.0                | {version=2.0}
        Write the changelog since v1.2.0                  | {since=v1.2.0}
        Write the changelog since version 1.2.0           | {since=1.2.0}
        Generate the changelog for 1.3.0 since v1.2.0     | {since=v1.2.0, version=1.3.0}
        Write the changelog from v1.2.0 to v1.3.0         | {since=v1.2.0, version=v1.3.0}
        Update the changelog since last week              | {}
        Update the changelog                              | {}
        Roll back production                              | {}
        Roll back staging                                 | {}
        """)
    void a_value_is_taken_only_when_it_is_unmistakable(String request, String expected) {
        var params = new TreeMap<String, String>();
        Requests.plan(BUILT_IN, request).tasks().forEach(task -> params.putAll(task.params()));
        assertEquals(expected, params.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tag v1.2.3;rm -rf /",
                "Tag --force",
                "Tag $(id)",
                "Merge --upload-pack=x into main",
                "Merge ../../etc/passwd into `id`",
                "Merge a//b into x..y",
                "Merge -x/y into main/",
                "Create a branch feature/.git/x",
                "Revert commit a1b2c3d$(id)",
                "Promote $HOME to /etc"
            })
    void what_a_shell_or_git_could_take_for_something_else_never_becomes_a_value(String request) {
        for (var task : Requests.plan(BUILT_IN, request).tasks()) {
            for (String value : task.params().values()) {
                assertTrue(value.matches("[0-9A-Za-z][0-9A-Za-z._/~-]*"), value);
                assertTrue(!value.contains("..") && !value.contains("//") && !value.contains("/."), value);
            }
        }
    }

    @Test
    void a_pattern_that_wants_a_value_without_a_strict_shape_is_broken(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, Integer> wanted : Map.of(
                        "{request}", 1, "{anything}", 1, "{version} x", 1, "{version}", 0)
                .entrySet()) {
            Files.writeString(
                    folder.resolve("a.yaml"),
                    "name: a\ntasks:\n  - {id: t, capability: analysis, action: do, params: {p: \"" + wanted.getKey()
                            + "\"}}\n");
            assertEquals(wanted.getValue(), Patterns.load(folder).broken().size(), wanted.getKey());
        }
    }

    @Test
    void nothing_but_a_whole_word_is_a_value() {
        ValueInWords version = ValueInWords.of("{version}").orElseThrow();
        assertEquals(Optional.of("1.2"), version.in(ValueInWords.words("tag (1.2), now!")));
        assertEquals(Optional.empty(), version.in(ValueInWords.words("tag 1.2x")));
        assertEquals(Optional.empty(), version.in(ValueInWords.words("")));
    }
}
