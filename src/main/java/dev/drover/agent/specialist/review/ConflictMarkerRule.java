package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A merge conflict that was committed: all three markers, in order. A lone line of equal signs is a heading. */
final class ConflictMarkerRule implements Rule {
    @Override
    public List<Finding> check(SourceFile file) {
        var findings = new ArrayList<Finding>();
        int begin = -1;
        boolean middle = false;
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            if (isMarker(line, "<<<<<<<")) {
                begin = i;
                middle = false;
            } else if (begin >= 0 && line.stripTrailing().equals("=======")) {
                middle = true;
            } else if (begin >= 0 && middle && isMarker(line, ">>>>>>>")) {
                findings.add(new Finding(
                        Severity.HIGH,
                        "conflict-marker",
                        "A merge conflict was left unresolved in lines " + (begin + 1) + " to " + (i + 1)
                                + ". Keep one side or both, and delete the markers.",
                        Optional.of(file.path()),
                        Optional.of(begin + 1)));
                begin = -1;
                middle = false;
            }
        }
        return findings;
    }

    private static boolean isMarker(String line, String marker) {
        return line.startsWith(marker) && (line.length() == marker.length() || line.charAt(marker.length()) == ' ');
    }
}
