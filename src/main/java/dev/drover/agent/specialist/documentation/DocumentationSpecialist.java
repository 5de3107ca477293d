package dev.drover.agent.specialist.documentation;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.documentation.api.ApiDocs;
import dev.drover.agent.specialist.documentation.changelog.Changelog;
import dev.drover.agent.specialist.documentation.links.CheckLinks;
import dev.drover.agent.specialist.documentation.missing.MissingDocs;
import dev.drover.agent.specialist.documentation.overview.DocumentProject;
import dev.drover.agent.specialist.documentation.page.Refused;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Outcomes;
import dev.drover.message.Packet;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Keeps marked sections of a project's pages true, and reports what is undocumented or leads nowhere. */
public final class DocumentationSpecialist implements Specialist {
    private static final Map<String, Work> WORK = Map.of(
            "document_project", DocumentProject::perform,
            "api_docs", ApiDocs::perform,
            "changelog", Changelog::perform,
            "missing_docs", MissingDocs::perform,
            "check_links", CheckLinks::perform);

    /** One capability. */
    private interface Work {
        Outcome perform(Assignment assignment) throws IOException, InterruptedException;
    }

    @Override
    public boolean canDo(String capability) {
        return WORK.containsKey(capability);
    }

    @Override
    public Outcome perform(Assignment assignment) throws IOException, InterruptedException {
        try {
            return work(assignment.packet()).orElseThrow().perform(assignment);
        } catch (Refused refused) {
            return refused.outcome();
        } catch (CommandTimedOut e) {
            return Outcomes.timeout(e);
        }
    }

    private static Optional<Work> work(Packet packet) {
        return packet.capability().flatMap(capability -> Optional.ofNullable(WORK.get(capability)));
    }
}
