package dev.drover.cli;

import dev.drover.cli.doctor.Diagnosis;
import dev.drover.cli.doctor.Diagnosis.Level;
import dev.drover.cli.doctor.Doctor;
import dev.drover.message.Json;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks for what could keep Drover from working well. */
@Command(
        name = "doctor",
        description = {
            "Looks at the machine, the home and what is in it, and says what is wrong and what to do.",
            "Changes nothing. Exit code 0 when there is no problem (warnings are none), else 1."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<Diagnosis> found = Doctor.examine(home::find, Version.text(), System.getenv(), Clock.systemUTC());
        long problems = count(found, Level.PROBLEM);
        long warnings = count(found, Level.WARNING);
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("problems", problems);
            all.put("warnings", warnings);
            all.put("checks", found);
            System.out.print(Json.pretty(all));
        } else {
            found.forEach(DoctorCommand::show);
            System.out.println(problems + " problems, " + warnings + " warnings");
        }
        return problems == 0 ? 0 : 1;
    }

    private static long count(List<Diagnosis> found, Level level) {
        return found.stream().filter(d -> d.level() == level).count();
    }

    private static void show(Diagnosis diagnosis) {
        System.out.printf("%-8s %-18s %s%n", diagnosis.level().wire(), diagnosis.topic(), diagnosis.message());
        diagnosis.advice().ifPresent(advice -> System.out.printf("%-27s → %s%n", "", advice));
    }
}
