package dev.drover.agent.specialist.review.pmd;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sourceforge.pmd.PMDConfiguration;
import net.sourceforge.pmd.PmdAnalysis;
import net.sourceforge.pmd.lang.document.FileId;
import net.sourceforge.pmd.lang.java.JavaLanguageModule;
import net.sourceforge.pmd.reporting.Report;
import net.sourceforge.pmd.reporting.RuleViolation;

/** Runs PMD once: the order comes from the file that the first argument names, the answer goes to the second. */
public final class PmdMain {
    private static final int MAX_FILE_BYTES = 1 << 20;

    /** So many at a time, that a tree of any size takes the memory of a small one. */
    private static final int BATCH = 400;

    private PmdMain() {}

    public static void main(String[] arguments) throws IOException {
        Order order = Json.read(Files.readAllBytes(Path.of(arguments[0])), Order.class);
        var violations = new ArrayList<Answer.Violation>();
        var unread = new HashSet<String>();
        for (int from = 0; from < order.files().size(); from += BATCH) {
            List<String> batch =
                    order.files().subList(from, Math.min(order.files().size(), from + BATCH));
            analyse(Path.of(order.root()), batch, violations, unread);
        }
        Files.write(
                Path.of(arguments[1]),
                Json.bytes(new Answer(violations, unread.stream().sorted().toList())));
    }

    private static void analyse(Path root, List<String> files, List<Answer.Violation> violations, Set<String> unread)
            throws IOException {
        var configuration = new PMDConfiguration();
        configuration.setDefaultLanguageVersion(JavaLanguageModule.getInstance().getDefaultVersion());
        configuration.setIgnoreIncrementalAnalysis(true);
        configuration.setThreads(Math.min(2, Runtime.getRuntime().availableProcessors()));
        try (PmdAnalysis analysis = PmdAnalysis.create(configuration)) {
            for (String reference : PmdRules.references()) {
                analysis.addRuleSet(analysis.newRuleSetLoader().loadFromResource(reference));
            }
            for (String file : files) {
                Optional<String> text = SafeFiles.readText(root.resolve(file), MAX_FILE_BYTES);
                text.ifPresent(t -> analysis.files().addSourceFile(FileId.fromPathLikeString(file), t));
            }
            Report report = analysis.performAnalysisAndCollectReport();
            report.getViolations().forEach(violation -> violations.add(told(violation)));
            report.getProcessingErrors()
                    .forEach(error -> unread.add(error.getFileId().getOriginalPath()));
        }
    }

    private static Answer.Violation told(RuleViolation violation) {
        return new Answer.Violation(
                violation.getFileId().getOriginalPath(),
                violation.getBeginLine(),
                violation.getRule().getName(),
                violation.getDescription());
    }
}
