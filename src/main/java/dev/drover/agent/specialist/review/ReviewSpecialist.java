package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Artifact;
import dev.drover.message.Finding;
import dev.drover.message.Packet;
import dev.drover.message.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the whole workspace and reports what the rules of the packet's capability find, worst first. */
public final class ReviewSpecialist implements Specialist {
    /** All findings are counted and stand in the page; a result stays small enough to be passed on. */
    private static final int MAX_FINDINGS = 500;

    private static final String PAGE = "review.md";

    @Override
    public boolean canDo(Packet packet) {
        return packet.capability().filter(Rules.BY_CAPABILITY::containsKey).isPresent();
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        try {
            String capability = assignment.packet().capability().orElseThrow();
            WorkTree tree = WorkTree.list(assignment);
            var scan = new Scan(assignment.workspace(), tree, Rules.BY_CAPABILITY.getOrDefault(capability, List.of()));
            return outcome(assignment, capability, scan);
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
    }

    private static Outcome outcome(Assignment assignment, String capability, Scan scan) throws IOException {
        List<Finding> findings = scan.findings();
        byte[] page = ReviewReport.markdown(capability, findings, scan.counts()).getBytes(StandardCharsets.UTF_8);
        Files.write(assignment.artifacts().resolve(PAGE), page);
        Map<String, Long> data = new HashMap<>(scan.counts());
        data.put("findings.total", (long) findings.size());
        for (Severity severity : Severity.values()) {
            data.put("findings." + severity.wire(), Summary.count(findings, severity));
        }
        var artifact = new Artifact(
                "review",
                assignment.artifactsName() + "/" + PAGE,
                Optional.of(SafeFiles.sha256(page)),
                Optional.of((long) page.length));
        return Outcome.completed(Summary.of(findings, scan.counts()))
                .withFindings(findings.subList(0, Math.min(MAX_FINDINGS, findings.size())))
                .withArtifacts(List.of(artifact))
                .withData(data);
    }
}
