package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.deployment.DeploymentSpecialist;
import dev.drover.agent.specialist.review.WithoutSecrets;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.testing.result.Place;
import dev.drover.agent.specialist.testing.result.Places;
import dev.drover.message.Evidence;
import dev.drover.message.ResultStatus;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands of a specialist that failed, as their evidence says. */
final class FailedCommands {
    private static final int LONGEST_OUTPUT = 6000;
    private static final int SEARCHED = 256 << 10;
    private static final int LONGEST_COMMAND = 600;
    private static final int MOST_PLACES = 10;

    /** Of the file that says which commands those are, its first lines are to be shown. */
    private static final int NEAR_THE_TOP = 20;

    private static final Set<ResultStatus> ENDED = Set.of(ResultStatus.COMPLETED, ResultStatus.FAILED);

    private FailedCommands() {}

    static boolean areIn(Outcome done) {
        return ENDED.contains(done.status()) && done.evidence().stream().anyMatch(FailedCommands::isFailure);
    }

    private static boolean isFailure(Evidence evidence) {
        return evidence.exitCode() != 0;
    }

    static List<Failed> in(Assignment assignment, Outcome done) throws IOException {
        var commands = new ArrayList<Failed>();
        for (Evidence evidence :
                done.evidence().stream().filter(FailedCommands::isFailure).toList()) {
            String output = output(assignment, evidence);
            var places = new ArrayList<Place>();
            if (assignment.packet().agentType().equals("deployment")) {
                places.add(new Place(DeploymentSpecialist.FILE, NEAR_THE_TOP));
            }
            new Places(assignment.workspace())
                    .all(output)
                    .distinct()
                    .limit(MOST_PLACES)
                    .forEach(places::add);
            String command = Shortened.of(evidence.command(), LONGEST_COMMAND);
            String name = "command " + (commands.size() + 1);
            commands.add(new Failed(
                    name,
                    name + ": " + command,
                    command + "\nexit code " + evidence.exitCode() + ", the end of its output:\n" + output,
                    places));
        }
        return commands;
    }

    private static String output(Assignment assignment, Evidence evidence) throws IOException {
        Optional<Path> log =
                evidence.log().map(assignment.surroundings()::resolve).filter(SafeFiles::isRegular);
        if (log.isEmpty()) {
            return "";
        }
        // Before it is cut: of half a secret nobody would know that it is one.
        String text = String.join("\n", WithoutSecrets.lines("output.txt", SafeFiles.outputTail(log.get(), SEARCHED)));
        String end = Shortened.endOf(text, LONGEST_OUTPUT);
        return text.length() > LONGEST_OUTPUT ? end.substring(end.indexOf('\n') + 1) : end;
    }
}
