package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.List;

/** Risky lines in shell scripts, pipelines and what describes machines. */
final class OperationsRisks {
    static final List<LineCheck> CHECKS = List.of(
            LineCheck.of(
                    Risk.EVAL,
                    Severity.MEDIUM,
                    In.shell(),
                    "eval",
                    "(?:^|[;&|]\\s*|\\bthen\\s+|\\bdo\\s+)\\s*eval\\s+(?!\"?\\$\\()[\"']?[^#]{0,200}\\$(?:[1-9@*]|\\{?[A-Za-z_])"),
            LineCheck.of(
                    Risk.SHELL,
                    Severity.MEDIUM,
                    In.shell(),
                    "-c",
                    "\\b(?:ba|z|da)?sh\\s+-\\w{0,3}c\\s+\"[^\"]{0,200}\\$(?:[1-9@*]|\\{[1-9])"),
            LineCheck.of(
                    Risk.DELETE_UNCHECKED,
                    Severity.MEDIUM,
                    In.shell(),
                    "rm ",
                    "\\brm\\s+(?:-[a-zA-Z]+\\s+){1,3}[\"']?\\$(?:\\{\\w+\\}|\\w+)[\"']?/(?:[\"'\\s*]|$)"),
            LineCheck.of(
                    Risk.PIPE_TO_SHELL,
                    Severity.MEDIUM,
                    In.operations(),
                    "|",
                    "\\b(?:curl|wget)\\b[^|#]{0,300}\\|\\s*(?:sudo\\s+(?:-\\w+\\s+)?)?(?:ba|z|da)?sh\\b"),
            LineCheck.of(
                    Risk.WORLD_WRITABLE,
                    Severity.MEDIUM,
                    In.operations(),
                    "chmod",
                    "\\bchmod\\s+(?:-R\\s+)?(?:0?777|[ao]?\\+\\w{0,2}w\\w{0,2}\\b(?<!u\\+w))\\s"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.operations(),
                    "curl",
                    "(?:^|[\\s;&|(])curl\\s(?:[^|;#]{0,200}\\s)?(?:-[a-zA-Z]{0,5}k[a-zA-Z]{0,5}|--insecure)(?:\\s|$)"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.operations(),
                    "--no-check-certificate",
                    "\\bwget\\s[^|;#]{0,200}--no-check-certificate"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.code(),
                    "NODE_TLS_REJECT_UNAUTHORIZED",
                    "\\bNODE_TLS_REJECT_UNAUTHORIZED[\"'\\]]{0,2}\\s*[=:]\\s*[\"']?0\\b"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.code(),
                    "sslVerify",
                    "\\bhttp\\.sslVerify[ =]\\s*[\"']?false\\b"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.MEDIUM,
                    In.code(),
                    "StrictHostKeyChecking",
                    "\\bStrictHostKeyChecking[ =]no\\b"),
            LineCheck.of(Risk.TEMPORARY_FILE, Severity.MEDIUM, In.shell(), "/tmp/", ">\\s*[\"']?/tmp/[\\w.-]*\\$\\$"),
            LineCheck.of(
                    Risk.WORKFLOW_INJECTION,
                    Severity.HIGH,
                    In::workflow,
                    "github.",
                    "\\$\\{\\{\\s*github\\.(?:head_ref|event\\.(?:issue\\.(?:title|body)|pull_request\\.(?:title|body|head\\.ref|head\\.label)|comment\\.body|review\\.body|discussion\\.(?:title|body)|head_commit\\.message))\\b"));

    private OperationsRisks() {}
}
