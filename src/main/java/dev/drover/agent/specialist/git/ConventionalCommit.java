package dev.drover.agent.specialist.git;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message says in the form of <a href="https://www.conventionalcommits.org/en/v1.0.0/">Conventional Commits
 * 1.0.0</a>; one in no such form has the type {@code other}.
 *
 * @param type in lower case
 * @param breaking whether who uses the project has to change something
 */
record ConventionalCommit(String type, Optional<String> scope, boolean breaking, String description) {
    private static final Pattern HEADER =
            Pattern.compile("([A-Za-z]{1,30})(?:\\(([^()\\r\\n]{1,100})\\))?(!)?: {1,4}(\\S.*)");
    private static final Pattern FOOTER = Pattern.compile("(?m)^BREAKING[ -]CHANGE: \\S");

    static ConventionalCommit of(LoggedCommit commit) {
        boolean footer = FOOTER.matcher(commit.message()).find();
        Matcher header = HEADER.matcher(commit.subject());
        if (!header.matches()) {
            return new ConventionalCommit("other", Optional.empty(), footer, commit.subject());
        }
        return new ConventionalCommit(
                header.group(1).toLowerCase(Locale.ROOT),
                Optional.ofNullable(header.group(2)),
                footer || header.group(3) != null,
                header.group(4));
    }
}
