package dev.drover.agent.specialist.documentation;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.project.Project;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Artifact;
import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps an overview of the project in a marked section of its README. */
public final class DocumentationSpecialist implements Specialist {
    private static final String CAPABILITY = "document_project";

    @Override
    public boolean canDo(Packet packet) {
        return packet.capability().filter(CAPABILITY::equals).isPresent();
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        ReadmeFile readme = ReadmeFile.in(assignment.workspace());
        if (readme.isLink()) {
            return Outcome.blocked(
                    "readme_is_link",
                    readme.name() + " in " + assignment.workspace() + " is a symbolic link, and links are not written"
                            + " through. Replace it by a regular file and retry the task.");
        }
        Optional<byte[]> before = readme.read();
        if (readme.exists() && before.isEmpty()) {
            return Outcome.blocked(
                    "readme_not_usable",
                    readme.name() + " in " + assignment.workspace() + " is not a regular file of at most "
                            + ReadmeFile.MAX_BYTES + " bytes. Move it away or make it smaller, and retry the task.");
        }
        try {
            return write(assignment, readme, before);
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
    }

    private static Outcome write(Assignment assignment, ReadmeFile readme, Optional<byte[]> before)
            throws IOException, InterruptedException {
        WorkTree tree = WorkTree.list(assignment);
        var overview = new Overview(
                Project.read(assignment.workspace()),
                Inventory.of(assignment.workspace(), tree.files(), readme.name()));
        String title = "# " + Markdown.text(overview.name()) + "\n";
        byte[] document = before.orElse(title.getBytes(StandardCharsets.UTF_8));
        Optional<byte[]> after = Section.put(document, overview.markdown());
        if (after.isEmpty()) {
            return Outcome.blocked(
                    "markers_damaged",
                    readme.name() + " must hold the lines '" + Section.BEGIN + "' and '" + Section.END
                            + "' once each and in this order, or neither. Repair or delete them and retry the task.");
        }
        boolean changed = before.isEmpty() || !Arrays.equals(before.get(), after.get());
        if (changed && !readme.replace(before, after.get(), assignment.packet().packetId())) {
            return Outcome.failed(
                    "readme_changed",
                    readme.name() + " was changed by someone else while its overview was written, so it was left as"
                            + " it is. Trying again takes the change in.",
                    true);
        }
        return outcome(readme.name(), before.isPresent(), changed, after.get(), tree);
    }

    private static Outcome outcome(String name, boolean existed, boolean changed, byte[] content, WorkTree tree) {
        String summary = !existed
                ? "Created " + name + " with an overview of the project."
                : changed ? "Updated the overview in " + name + "." : "The overview in " + name + " is up to date.";
        var artifact = new Artifact(
                "project overview", name, Optional.of(SafeFiles.sha256(content)), Optional.of((long) content.length));
        return Outcome.completed(summary)
                .withArtifacts(List.of(artifact))
                .withData(Map.of("files.described", (long) tree.files().size(), "files.changed", changed ? 1L : 0L));
    }
}
