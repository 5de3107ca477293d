package dev.drover.agent.specialist.review.pmd;

import java.util.List;

/**
 * What PMD is to look at.
 *
 * @param root absolute path of the folder
 * @param files relative to it
 */
public record Order(String root, List<String> files) {
    public Order {
        files = List.copyOf(files);
    }
}
