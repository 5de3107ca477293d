package dev.drover.agent.specialist.git;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a repository on a server.
 *
 * @param host in lower case
 * @param path owner and name, without {@code .git}
 */
record RemoteUrl(String host, String path) {
    private static final String NAMES = "([A-Za-z0-9_][A-Za-z0-9._/-]{0,250}?)(?:\\.git)?/?";
    private static final String HOST = "([A-Za-z0-9][A-Za-z0-9.-]{0,250})";
    private static final Pattern URL =
            Pattern.compile("(?:https?|ssh|git)://(?:[^@/\\s]{0,200}@)?" + HOST + "(?::\\d{1,5})?/" + NAMES);
    private static final Pattern SCP = Pattern.compile("(?:[^@/\\s:]{0,200}@)?" + HOST + ":" + NAMES);

    /** Empty for a path on this machine and for what is no address of a repository with an owner. */
    static Optional<RemoteUrl> of(String url) {
        for (Pattern form : new Pattern[] {URL, SCP}) {
            Matcher matcher = form.matcher(url.strip());
            if (matcher.matches() && matcher.group(2).contains("/")) {
                return Optional.of(new RemoteUrl(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2)));
            }
        }
        return Optional.empty();
    }
}
