package dev.drover.agent.specialist.review;

import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.List;
import java.util.regex.Pattern;

/** Calls that switch a protection off or run text as a program, where one line is enough to tell. */
final class RiskRule implements Rule {
    private static final List<LineCheck> CHECKS = List.of(
            new LineCheck(
                    "risk.tls-unchecked",
                    Severity.HIGH,
                    "The other side's certificate is not checked, so anyone on the way can read and change the traffic.",
                    file -> !file.isTest(),
                    false,
                    Pattern.compile(
                            "\\bverify\\s*=\\s*False\\b|\\brejectUnauthorized\\s*:\\s*false\\b"
                                    + "|\\bInsecureSkipVerify\\s*:\\s*true\\b|\\bNODE_TLS_REJECT_UNAUTHORIZED\\s*=\\s*[\"']?0\\b")),
            new LineCheck(
                    "risk.shell",
                    Severity.MEDIUM,
                    "A shell reads this command; with any input from outside in it, that input is run.",
                    file -> file.hasExtension("py") && !file.isTest(),
                    false,
                    Pattern.compile("\\bshell\\s*=\\s*True\\b|\\bos\\.system\\s*\\(\\s*[^\"')\\s]")),
            new LineCheck(
                    "risk.unsafe-load",
                    Severity.MEDIUM,
                    "Reading this format runs code that the data names; use the safe loader or another format.",
                    file -> file.hasExtension("py") && !file.isTest(),
                    false,
                    Pattern.compile("\\bpickle\\.loads?\\s*\\(|\\byaml\\.load\\s*\\((?!.*(?:Safe|Base)Loader)")),
            new LineCheck(
                    "risk.eval",
                    Severity.MEDIUM,
                    "Text is run as a program here; with any input from outside in it, that input is run.",
                    file -> file.hasExtension("js", "mjs", "cjs", "ts", "jsx", "tsx", "py") && !file.isTest(),
                    false,
                    Pattern.compile("(?<![\\w.])eval\\s*\\(\\s*[^\"'`)\\s]")));

    @Override
    public List<Finding> check(SourceFile file) {
        return LineCheck.run(CHECKS, file);
    }
}
