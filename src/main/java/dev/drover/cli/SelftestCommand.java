package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.care.Selftest;
import dev.drover.message.Ulid;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Sends a request through the home and checks what it leaves behind. */
@Command(
        name = "selftest",
        description = {
            "Submits a request and follows it end to end: result, evidence, agent's log, journal.",
            "Starts a daemon when none runs, and ends it again. Exit code 0 when every check holds."
        },
        mixinStandardHelpOptions = true)
final class SelftestCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        System.out.println("home " + where.root());
        String id = "selftest-" + Ulid.next(Instant.now(), new SecureRandom());
        int failed = new Selftest(where, id, System.out).run();
        System.out.println(failed == 0 ? "all is well" : failed + (failed == 1 ? " check" : " checks") + " failed");
        return failed == 0 ? 0 : 1;
    }
}
