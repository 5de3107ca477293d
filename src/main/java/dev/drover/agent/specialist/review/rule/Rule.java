package dev.drover.agent.specialist.review.rule;

import java.util.List;

/** Something that one file can be checked for, without a look at any other. Stateless. */
public interface Rule {
    List<Hit> check(SourceFile file);
}
