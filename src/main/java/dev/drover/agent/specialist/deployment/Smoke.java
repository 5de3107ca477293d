package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.deployment.DeployFile.SmokeTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Runs the smoke test of an environment on what is deployed there. */
final class Smoke {
    private final Site site;
    private final Commands commands;

    Smoke(Site site, Commands commands) {
        this.site = site;
        this.commands = commands;
    }

    /** The longest that it takes. */
    Duration time() {
        return Duration.ofSeconds(
                site.environment().smokeTest().map(SmokeTest::timeoutSeconds).orElse(0));
    }

    boolean isThere() {
        return site.environment().smokeTest().isPresent();
    }

    /**
     * Runs it. One that cannot be run fails; where there is none it passes, and whoever asks says that nothing was
     * checked.
     */
    Commands.Result test(Optional<String> release, Optional<String> previous) throws InterruptedException {
        try {
            return tested(release, previous);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped during the smoke test");
            }
            return new Commands.Result(false, "could not be run: " + e);
        }
    }

    private Commands.Result tested(Optional<String> release, Optional<String> previous)
            throws IOException, InterruptedException {
        if (!isThere()) {
            return new Commands.Result(true, "there is no smoke test");
        }
        SmokeTest test = site.environment().smokeTest().get();
        Duration before = commands.timeLeft();
        for (String command : test.commands()) {
            Duration used = before.minus(commands.timeLeft());
            Commands.Result result =
                    commands.run(command, new Commands.Told(site, release, previous).variables(), time().minus(used));
            if (!result.passed()) {
                return result;
            }
        }
        int count = test.commands().size();
        return new Commands.Result(
                true, "the smoke test passed (" + (count == 1 ? "1 command" : count + " commands") + ")");
    }
}
