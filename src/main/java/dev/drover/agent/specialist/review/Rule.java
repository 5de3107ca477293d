package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import java.util.List;

/** Something that a file can be checked for. Stateless. */
interface Rule {
    List<Finding> check(SourceFile file);
}
