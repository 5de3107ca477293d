package dev.drover.agent.specialist.git;

import dev.drover.message.Ids;
import java.io.IOException;

/** Whether a branch may simply be moved forward where it has nothing of its own. */
enum FastForward {
    AUTO,
    ONLY,
    NEVER;

    static FastForward of(Job job) throws IOException, InterruptedException {
        String text = job.param("fast_forward").orElse("");
        if (text.isEmpty()) {
            return switch (job.repository().text("merge.ff").orElse("")) {
                case "only" -> ONLY;
                case "false", "no", "off", "0" -> NEVER;
                default -> AUTO;
            };
        }
        return switch (text) {
            case "auto" -> AUTO;
            case "only" -> ONLY;
            case "never" -> NEVER;
            default ->
                throw Refusal.failed(
                        "bad_param",
                        "The param fast_forward is '" + Ids.printable(text) + "'; use auto, only or never.",
                        false);
        };
    }
}
