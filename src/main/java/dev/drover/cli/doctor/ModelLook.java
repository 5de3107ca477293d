package dev.drover.cli.doctor;

import dev.drover.bus.Home;
import dev.drover.council.ModelServer;
import dev.drover.council.Settings;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import dev.drover.model.ModelException;
import dev.drover.model.ModelInfo;
import dev.drover.model.TimeLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a model server answers, and has the models of the settings. It matters only where one is asked. */
final class ModelLook implements Doctor.Look {
    private static final String TOPIC = "model server";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Home home;
    private final Map<String, String> environment;

    ModelLook(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    @Override
    public List<Diagnosis> take() throws InterruptedException {
        Settings.Model settings;
        try {
            settings = Settings.load(home.settings(), environment).settings().model();
        } catch (DroverException e) {
            // That the settings are wrong is said once already.
            return List.of();
        }
        try {
            ModelServer server = ModelServer.of(settings, environment, new TimeLimits(SOON, SOON, SOON));
            return List.of(answers(server, server.client().models()));
        } catch (ModelException e) {
            return List.of(
                    settings.enabled()
                            ? Diagnosis.warning(
                                    TOPIC,
                                    e.getMessage(),
                                    (e.kind() == ModelException.Kind.UNREACHABLE ? "start it, see" : "see")
                                            + " that it can be used with: drover model setup, or set model.enabled"
                                            + " to false")
                            : Diagnosis.ok(
                                    TOPIC,
                                    "none answers at " + settings.endpoint() + ", and none is asked (model.enabled)"));
        }
    }

    private static Diagnosis answers(ModelServer server, List<ModelInfo> there) {
        List<String> has = new ArrayList<>();
        List<String> lacks = new ArrayList<>();
        for (String model : server.wanted().keySet()) {
            (ModelServer.has(there, model) ? has : lacks).add(Ids.printable(model));
        }
        String told = server.settings().endpoint() + " answers"
                + (has.isEmpty() ? "" : ", has " + String.join(", ", has))
                + (lacks.isEmpty() ? "" : ", does not have " + String.join(", ", lacks));
        return lacks.isEmpty() || !server.settings().enabled()
                ? Diagnosis.ok(TOPIC, told + (server.settings().enabled() ? "" : "; it is not asked (model.enabled)"))
                : Diagnosis.warning(TOPIC, told, "get what is missing with: drover model setup");
    }
}
