package dev.drover.agent.specialist.review.javacode;

import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.review.rule.SourceFile;
import dev.drover.agent.specialist.support.JavaSource;
import java.util.List;

/**
 * What a check looks at.
 *
 * @param hits where it puts what it finds
 */
record Subject(SourceFile file, JavaSource source, List<Hit> hits) {}
