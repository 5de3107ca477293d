package dev.drover.agent.specialist.documentation.links;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.documentation.page.Report;
import dev.drover.agent.specialist.documentation.source.Reading;
import dev.drover.agent.specialist.support.ContentCache;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reports the links in Markdown and HTML that lead nowhere within the project. Writes nothing into it. */
public final class CheckLinks {
    private static final List<String> NOT_PAGES =
            List.of("/test/resources/", "/testdata/", "/fixtures/", "/__fixtures__/", "/vendor/", "/third_party/");

    private CheckLinks() {}

    public static Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        WorkTree tree = WorkTree.list(assignment);
        List<String> files = tree.files().stream().filter(CheckLinks::isPage).toList();
        ContentCache cache = Reading.cache(assignment, "links", PageLinks.VERSION);
        Reading<PageLinks> read = Reading.of(assignment.workspace(), files, cache, PageLinks.class, CheckLinks::read);
        read.keep(cache);
        var check = new LinkCheck(new Site(assignment.workspace(), tree.files()), read.values());
        List<Finding> findings = check.findings();
        Map<String, Long> data = new HashMap<>(check.counts());
        data.put("links.pages", (long) read.values().size());
        data.put("files.cached", (long) read.cached());
        long checked = data.getOrDefault("links.checked", 0L);
        String summary = (findings.isEmpty() ? "No dead link" : count(findings.size(), "dead link")) + " among "
                + checked + " that stay in the project, on "
                + count(read.values().size(), "page") + "."
                + " Not checked: " + data.get("links.external") + " that lead out of it"
                + (data.getOrDefault("links.unchecked", 0L) == 0
                        ? "."
                        : " and " + data.get("links.unchecked") + " that only a server or a program could follow.")
                + read.fromCache() + read.leftOut();
        return Report.outcome(assignment, "Links", "links.md", summary, findings, data);
    }

    private static PageLinks read(String path, byte[] content) throws IOException {
        String text = new String(content, StandardCharsets.UTF_8);
        return isMarkdown(path) ? MarkdownScan.page(path, text) : HtmlScan.page(text);
    }

    private static boolean isPage(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        boolean page = isMarkdown(path) || Stream.of(".html", ".htm").anyMatch(name::endsWith);
        return page && NOT_PAGES.stream().noneMatch(("/" + path)::contains);
    }

    private static boolean isMarkdown(String path) {
        return Stream.of(".md", ".markdown").anyMatch(path.toLowerCase(Locale.ROOT)::endsWith);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
