package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.deployment.DeployFile.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Whatever the user's commands deploy to. What is there is known from the log alone. */
final class CommandTarget implements LiveTarget {
    private final Site site;
    private final Target.Commands target;
    private final Commands commands;

    CommandTarget(Site site, Target.Commands target, Commands commands) {
        this.site = site;
        this.target = target;
        this.commands = commands;
    }

    @Override
    public Optional<String> current(History logged) {
        return logged.pending().isPresent() ? Optional.empty() : logged.good();
    }

    @Override
    public void forward(String release, Optional<String> previous) throws IOException, InterruptedException {
        run(target.deploy(), new Commands.Told(site, Optional.of(release), previous));
    }

    @Override
    public void back(Optional<String> release, String left) throws IOException, InterruptedException {
        run(target.rollback(), new Commands.Told(site, release, Optional.of(left)));
    }

    @Override
    public boolean backAtOnce(Optional<String> release) {
        return false;
    }

    @Override
    public Duration stepTime() {
        return Duration.ofSeconds(target.timeoutSeconds());
    }

    @Override
    public String place() {
        return "the target of " + site.environment().name();
    }

    private void run(String command, Commands.Told told) throws IOException, InterruptedException {
        Commands.Result result = commands.run(command, told.variables(), stepTime());
        if (!result.passed()) {
            throw new IOException(result.saying());
        }
    }
}
