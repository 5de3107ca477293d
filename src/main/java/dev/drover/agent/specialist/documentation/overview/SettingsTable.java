package dev.drover.agent.specialist.documentation.overview;

import dev.drover.agent.specialist.documentation.overview.Inventory.Place;
import dev.drover.agent.specialist.documentation.page.Markdown;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings that a project reads from its environment, as a table. */
record SettingsTable(SortedMap<String, List<Place>> settings) {
    private static final int MAX_ROWS = 100;
    private static final int MAX_PLACES = 3;
    private static final Pattern SECRET = Pattern.compile("(?i).*(?:PASS|SECRET|TOKEN|CREDENTIAL|(?:^|_)KEY).*");

    void append(StringBuilder out) {
        if (settings.isEmpty()) {
            return;
        }
        out.append(
                "\n### Settings read from the environment\n\n| variable | default | read in |\n| --- | --- | --- |\n");
        settings.entrySet().stream().limit(MAX_ROWS).forEach(entry -> out.append("| ")
                .append(Markdown.code(entry.getKey()))
                .append(" | ")
                .append(fallback(entry.getKey(), entry.getValue()))
                .append(" | ")
                .append(places(entry.getValue()))
                .append(" |\n"));
        Overview.more(out, settings.size() - MAX_ROWS, "settings");
    }

    /** A default that may be a password stays where it is. */
    private static String fallback(String name, List<Place> places) {
        return places.stream()
                .map(place -> place.setting().fallback())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> SECRET.matcher(name).matches() ? "stands in the source" : Markdown.code(value))
                .orElse("");
    }

    private static String places(List<Place> places) {
        String links = places.stream()
                .limit(MAX_PLACES)
                .map(place -> Markdown.link(
                        Markdown.text(place.path() + ":" + place.setting().line()),
                        Markdown.destination(place.path()) + "#L"
                                + place.setting().line()))
                .collect(Collectors.joining(", "));
        int more = places.size() - MAX_PLACES;
        return more > 0 ? links + " and " + more + " more" : links;
    }
}
