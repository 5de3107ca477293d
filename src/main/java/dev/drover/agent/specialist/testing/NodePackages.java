package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.project.NpmProject;
import dev.drover.agent.specialist.project.PackageManager;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.testing.result.TestReport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from what a test script printed that it did not fail by itself: packages are not installed that it needs. They
 * are not installed for it, since that would use the network, and would run what the packages bring.
 */
record NodePackages(NodeFolders folders, NpmProject npm) {
    private static final int MAX_BYTES = 256 << 10;
    private static final int MAX_NAMED = 10;

    /** As sh, bash and the shell that is built into yarn say it. */
    private static final Pattern NO_PROGRAM =
            Pattern.compile("(?m)^(?:\\S{1,40}: (?:line )?(?:\\d{1,6}: )?(\\S{1,200}):"
                    + " (?:command )?not found|command not found: (\\S{1,200}))$");

    /** A module that is named by its package, and not by a path. */
    private static final Pattern NO_MODULE = Pattern.compile(
            "(?:Cannot find (?:module|package)|Failed to resolve import)"
                    + " ['\"](?:[^'\"\\s]{0,300}/node_modules/)?((?:@[\\w.~-]{1,100}/)?[\\w~-][\\w.~-]{0,200})(?:/[^'\"\\s]{0,300})?['\"]");

    private static final Pattern NOT_INSTALLED =
            Pattern.compile("(?m)^Usage Error: The project in .{1,500} doesn't seem to have been installed.*$");

    /** What a run comes to that stopped for want of packages; otherwise what it had come to. */
    RunnerResult judged(Ran ran, RunnerResult result) throws IOException {
        boolean broken = result instanceof RunnerResult.NotRun;
        if (ran.timedOut()
                || ran.flooded()
                || !(broken || result instanceof RunnerResult.Tested)
                || ran.exitCode() == 0) {
            return result;
        }
        String output = SafeFiles.outputTail(ran.output(), MAX_BYTES);
        var modules = new TreeSet<String>();
        Matcher module = NO_MODULE.matcher(output);
        while (module.find() && modules.size() < MAX_NAMED) {
            modules.add(module.group(1));
        }
        Matcher program = NO_PROGRAM.matcher(output);
        Optional<String> noProgram = broken && program.find()
                ? Optional.of(Optional.ofNullable(program.group(1)).orElseGet(() -> program.group(2)))
                : Optional.empty();
        noProgram.map(NodePackages::lastName).ifPresent(modules::add);
        modules.removeIf(name -> !npm.packages().contains(name) || folders.hasPackage(name));
        boolean none = (npm.needsInstall() && (noProgram.isPresent() || !modules.isEmpty()))
                || NOT_INSTALLED.matcher(output).find();
        if (none || !modules.isEmpty()) {
            String what = none
                    ? "The packages that package.json names are not installed"
                    : "package.json names " + String.join(", ", modules) + ", and "
                            + (modules.size() == 1 ? "it is" : "they are") + " not installed";
            String said = noProgram
                    .map(name -> " (" + name + ": not found)")
                    .orElse(none && !modules.isEmpty() ? " (without " + String.join(", ", modules) + ")" : "");
            return missing(
                    ran,
                    result,
                    what + ", so '" + ran.evidence().command() + "' could not run the tests" + said
                            + ". Run '" + install()
                            + "' and retry the task; Drover does not do so by itself, since it needs"
                            + " the network.");
        }
        if (noProgram.isPresent()) {
            return missing(
                    ran,
                    result,
                    "The test script of package.json starts '" + noProgram.get() + "', which is not installed, and"
                            + " package.json names no package of that name. Add the package that brings it to"
                            + " package.json and run '" + install() + "', or install the program, and retry the"
                            + " task.");
        }
        return result instanceof RunnerResult.NotRun notRun && npm.needsInstall() ? withHint(notRun) : result;
    }

    /** Nothing that was printed says so, but it may be why, and then it is the first thing to do. */
    private RunnerResult withHint(RunnerResult.NotRun result) {
        return new RunnerResult.NotRun(
                "None of the packages that package.json names is installed; if that is why, run '" + install()
                        + "' first. " + result.message(),
                result.report(),
                result.evidence());
    }

    private static RunnerResult missing(Ran ran, RunnerResult result, String message) {
        // A file that could not be loaded is no test that failed.
        TestReport report = result.report().passed() > 0 ? result.report() : TestReport.NONE;
        return new RunnerResult.MissingPackages(message, report, List.of(ran.evidence()));
    }

    private static String lastName(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** The command that installs them: with npm just what the lock file says, where there is one. */
    private String install() {
        String program = npm.manager().program();
        boolean locked = folders.holds("package-lock.json") || folders.holds("npm-shrinkwrap.json");
        return npm.manager() == PackageManager.NPM && locked ? "npm ci" : program + " install";
    }
}
