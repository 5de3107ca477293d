package dev.drover.agent.specialist.review.rule;

import java.util.ArrayList;
import java.util.List;

/** A merge conflict that was committed: all three markers, in order. A lone line of equal signs is a heading. */
public final class ConflictMarkerRule implements Rule {
    @Override
    public List<Hit> check(SourceFile file) {
        var hits = new ArrayList<Hit>();
        if (!file.text().contains("<<<<<<<")) {
            return hits;
        }
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
                hits.add(Hit.at(file, begin + 1, Whole.CONFLICT_MARKER)
                        .saying("Lines " + (begin + 1) + " to " + (i + 1) + ":"));
                begin = -1;
                middle = false;
            }
        }
        return hits;
    }

    private static boolean isMarker(String line, String marker) {
        return line.startsWith(marker) && (line.length() == marker.length() || line.charAt(marker.length()) == ' ');
    }
}
