package dev.drover.agent.specialist.documentation.links;

import dev.drover.agent.specialist.documentation.links.PageLinks.Link;
import dev.drover.message.Finding;
import dev.drover.message.Ids;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the links of pages as far as the project goes. */
final class LinkCheck {
    private static final Pattern LINES =
            Pattern.compile("L([0-9]{1,9})(?:C[0-9]{1,9})?(?:-L?([0-9]{1,9})(?:C[0-9]{1,9})?)?");

    private final Site site;
    private final Map<String, PageLinks> pages;
    private final Map<String, Set<String>> anchors = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Long> counts =
            new HashMap<>(Map.of("links.checked", 0L, "links.external", 0L, "links.unchecked", 0L));

    LinkCheck(Site site, Map<String, PageLinks> pages) {
        this.site = site;
        this.pages = pages;
        pages.forEach((path, page) -> page.links().forEach(link -> check(path, link)));
    }

    List<Finding> findings() {
        return findings;
    }

    /** How many links were followed, lead out of the project, and could not be followed for another reason. */
    Map<String, Long> counts() {
        return counts;
    }

    private void check(String page, Link link) {
        String text = link.destination();
        if (Destination.leadsElsewhere(text)) {
            count("links.external");
            return;
        }
        Destination destination = Destination.of(text);
        Optional<String> target = destination.from(page);
        if (text.isBlank() || Destination.isFilledIn(text) || target.isEmpty() || isOfUnknownRoot(destination)) {
            count("links.unchecked");
            return;
        }
        count("links.checked");
        if (site.has(target.get())) {
            fragment(page, link, target.get(), destination.fragment());
        } else {
            missing(page, link, target.get());
        }
    }

    /** What a path from the root begins at is the server's to say, unless the project has such a folder. */
    private boolean isOfUnknownRoot(Destination destination) {
        if (!destination.isAbsolute()) {
            return false;
        }
        String first = destination.path().substring(1).split("/", 2)[0];
        return !site.has(first);
    }

    private void missing(String page, Link link, String target) {
        if (site.isBehindLink(target) || site.isGenerated(target)) {
            return;
        }
        Optional<String> otherCase = site.inOtherCase(target);
        if (otherCase.isPresent()) {
            add(
                    page,
                    link,
                    Severity.LOW,
                    "links.case",
                    "differs in case from " + Ids.printable(otherCase.get()) + ", so it is dead where case matters");
        } else if (site.isLeftOut(target)) {
            add(
                    page,
                    link,
                    Severity.LOW,
                    "links.left-out",
                    "leads to what is here and not part of the project (git"
                            + " ignores it, or it is build output), so it is dead for everyone else");
        } else {
            String hint = site.moved(target)
                    .map(file -> "; a file of that name is " + Ids.printable(file))
                    .orElse("");
            add(page, link, Severity.LOW, "links.dead", "leads to nothing" + hint);
        }
    }

    private void fragment(String page, Link link, String target, String fragment) {
        if (fragment.isEmpty() || fragment.equals("top")) {
            return;
        }
        Matcher lines = LINES.matcher(fragment);
        boolean named = lines.matches();
        if (pages.containsKey(target)) {
            Set<String> known = anchors(target);
            String name =
                    fragment.startsWith("user-content-") ? fragment.substring("user-content-".length()) : fragment;
            if (known.contains(name) || known.contains(fragment)) {
                return;
            }
            if (!named) {
                boolean otherCase = known.contains(name.toLowerCase(Locale.ROOT));
                String where = target.equals(page) ? "this page" : Ids.printable(target);
                add(
                        page,
                        link,
                        Severity.LOW,
                        otherCase ? "links.case" : "links.anchor",
                        otherCase
                                ? "differs in case from #" + name.toLowerCase(Locale.ROOT) + " of " + where
                                : "leads to a heading or anchor that " + where + " does not have");
                return;
            }
        }
        if (named && site.hasFile(target)) {
            long last = Long.parseLong(lines.group(2) == null ? lines.group(1) : lines.group(2));
            Optional<Long> has = site.lines(target);
            if (has.isPresent() && has.get() < last) {
                add(
                        page,
                        link,
                        Severity.INFO,
                        "links.line",
                        "leads to line " + last + " of a file that has " + has.get() + ", so it is out of date");
            }
        }
    }

    private Set<String> anchors(String page) {
        return anchors.computeIfAbsent(page, name -> {
            PageLinks read = pages.get(name);
            return read == null ? Set.of() : new HashSet<>(read.anchors());
        });
    }

    private void add(String page, Link link, Severity severity, String rule, String what) {
        findings.add(new Finding(
                severity,
                rule,
                "The link to " + Ids.printable(link.destination()) + " " + what + ".",
                Optional.of(page),
                Optional.of(link.line())));
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }
}
