package dev.drover.cli.doctor;

import dev.drover.bus.Home;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes all looks and collects what they found. One that fails is itself a finding. */
public final class Doctor {
    /** One look at one thing. */
    interface Look {
        List<Diagnosis> take() throws IOException, InterruptedException;
    }

    private Doctor() {}

    /**
     * Looks at everything.
     *
     * @param home finds the home, or says why there is none
     * @param version of this program
     */
    public static List<Diagnosis> examine(
            Supplier<Home> home, String version, Map<String, String> environment, InstantSource clock)
            throws InterruptedException {
        List<Diagnosis> all = new ArrayList<>();
        Map<String, Look> looks = new LinkedHashMap<>(new Machine(environment, clock).looks());
        looks.putAll(new Programs().looks());
        take(looks, all);
        try {
            Home found = home.get();
            all.add(Diagnosis.ok("home", found.root().toString()));
            looks = new LinkedHashMap<>(new HomeFolders(found, environment).looks());
            looks.putAll(new HomeContent(found, environment, version, clock).looks());
            looks.put("model server", new ModelLook(found, environment));
            looks.putAll(new CodingClis(found, environment).looks());
            take(looks, all);
        } catch (DroverException e) {
            all.add(Diagnosis.problem("home", String.valueOf(e.getMessage()), "make one, or name the one you mean"));
        }
        return List.copyOf(all);
    }

    private static void take(Map<String, Look> looks, List<Diagnosis> all) throws InterruptedException {
        for (Map.Entry<String, Look> look : looks.entrySet()) {
            try {
                all.addAll(look.getValue().take());
            } catch (IOException | UncheckedIOException | DroverException e) {
                String why = e instanceof DroverException ? String.valueOf(e.getMessage()) : e.toString();
                all.add(Diagnosis.problem(look.getKey(), why, "see that the user who runs Drover may read it"));
            }
        }
    }
}
