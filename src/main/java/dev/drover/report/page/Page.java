package dev.drover.report.page;

import java.util.List;

/**
 * A report as it is read from the top.
 *
 * @param verdict what came of it, in a sentence
 * @param about what it is about, below the verdict
 */
public record Page(String title, String verdict, Tone tone, List<Block> about, List<Section> sections) {
    public Page {
        title = Visible.line(title, 300);
        verdict = Visible.line(verdict, 1000);
        about = List.copyOf(about);
        sections = List.copyOf(sections);
    }

    /**
     * A part with a heading.
     *
     * @param id names it in links
     */
    public record Section(String id, String title, List<Block> content) {
        public Section {
            title = Visible.line(title, 300);
            content = List.copyOf(content);
        }
    }
}
