package dev.drover.daemon;

import dev.drover.agent.specialist.project.BuildSystem;
import dev.drover.agent.specialist.project.Projects;
import dev.drover.agent.specialist.project.Steps;
import dev.drover.bus.Home;
import dev.drover.council.ModelAccess;
import dev.drover.council.Settings;
import dev.drover.knowledge.Knowledge;
import dev.drover.model.Part;
import dev.drover.planning.Capabilities;
import dev.drover.planning.PatternPlanner;
import dev.drover.planning.Planning;
import dev.drover.planning.model.ModelPlanner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the requests of a home are planned: by its patterns and, where the settings say so, by a model. */
final class Planners {
    private static final Logger log = LoggerFactory.getLogger(Planners.class);
    private static final int PASSAGES = 4;
    private static final int RELEVANCE = 60;

    private Planners() {}

    static Planning of(
            Home home,
            Supplier<Settings> settings,
            Supplier<Capabilities> capabilities,
            Map<String, String> environment,
            Clock clock) {
        Supplier<Optional<ModelAccess>> access =
                () -> Optional.of(settings.get().model())
                        .filter(Settings.Model::enabled)
                        .map(model -> ModelAccess.of(home, model, environment, clock));
        return new Planning(
                new PatternPlanner(home.patterns()),
                List.of(new ModelPlanner(
                        access,
                        Planners::checks,
                        (words, workspace) -> known(home, words, workspace),
                        () -> settings.get().bus().maxTasks())),
                capabilities);
    }

    private static List<Part> known(Home home, String words, Optional<Path> workspace) {
        try {
            return Knowledge.of(home.knowledge(), home.knowledgeIndex()).find(words, workspace, PASSAGES).stream()
                    .map(p -> new Part("Known: " + p.source(), p.title() + "\n" + p.text(), RELEVANCE))
                    .toList();
        } catch (IOException e) {
            log.warn("the knowledge cannot be searched, so a plan is made without it: {}", e.toString());
            return List.of();
        }
    }

    /** The commands by which the project in a folder is tested. */
    private static List<String> checks(Path workspace) {
        try {
            return Steps.commands(workspace, Projects.find(workspace), BuildSystem::testCommands);
        } catch (IOException e) {
            // Without them a plan names no commands, and the agent looks for itself.
            return List.of();
        }
    }
}
