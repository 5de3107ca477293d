package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.List;

/** Risky calls in Ruby. */
final class RubyRisks {
    private static final String REQUEST = "\\bparams\\b";

    static final List<LineCheck> CHECKS = List.of(
            LineCheck.of(
                    Risk.SHELL,
                    Severity.HIGH,
                    In.program("rb", "erb", "rake"),
                    "#{",
                    "(?<![\\w.])(?:system|exec|spawn|IO\\.popen|Open3\\.\\w+)\\s*\\(?\\s*\"[^\"]{0,200}#\\{[^}]{0,60}"
                            + REQUEST),
            LineCheck.of(
                    Risk.SHELL,
                    Severity.MEDIUM,
                    In.program("rb", "erb", "rake"),
                    "#{",
                    "(?<![\\w.])(?:system|exec|spawn|IO\\.popen|Open3\\.\\w+)\\s*\\(?\\s*\"[^\"]{0,200}#\\{"),
            LineCheck.of(
                    Risk.SHELL,
                    Severity.HIGH,
                    In.program("rb", "erb", "rake"),
                    "`",
                    "`[^`]{0,200}#\\{[^}]{0,60}" + REQUEST),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("rb", "erb", "rake"),
                    "#{",
                    "(?:\\.(?:where|find_by_sql|execute|exec_query|select_all|order|having|joins|update_all|delete_all))\\s*\\(?\\s*\"[^\"]{0,300}#\\{(?![^}]{0,60}(?:quote|table_name|sanitize))"),
            LineCheck.of(
                    Risk.EVAL,
                    Severity.HIGH,
                    In.program("rb", "erb", "rake"),
                    "eval",
                    "(?<![\\w.])(?:eval|instance_eval|class_eval)\\s*\\(?\\s*" + REQUEST),
            LineCheck.of(
                    Risk.UNSAFE_LOAD,
                    Severity.MEDIUM,
                    In.program("rb", "erb", "rake"),
                    "load",
                    "\\b(?:Marshal|YAML)\\.(?:load|unsafe_load)\\s*\\(?\\s*(?!File\\.read\\(__)[a-z@]"),
            LineCheck.of(
                    Risk.WEAK_HASH,
                    Severity.LOW,
                    In.program("rb", "erb", "rake"),
                    "Digest",
                    "\\bDigest::(?:MD5|SHA1)\\b"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.program("rb", "erb", "rake"),
                    "VERIFY_NONE",
                    "\\bOpenSSL::SSL::VERIFY_NONE\\b"),
            LineCheck.of(
                    Risk.PATH_TRAVERSAL,
                    Severity.HIGH,
                    In.program("rb", "erb", "rake"),
                    "params",
                    "\\b(?:File\\.(?:read|open|new|join|delete|write)|IO\\.read|send_file|Dir\\.glob|FileUtils\\.\\w+)\\s*\\(?(?![^;]{0,100}basename)[^;#]{0,150}"
                            + REQUEST),
            LineCheck.of(
                    Risk.HTML_INJECTION,
                    Severity.MEDIUM,
                    In.program("rb", "erb", "rake"),
                    "params",
                    "\\b(?:raw|render\\s+inline:)\\s*\\(?[^;]{0,60}" + REQUEST + "|" + REQUEST
                            + "[^;]{0,60}\\.html_safe\\b"),
            LineCheck.of(
                    Risk.OPEN_REDIRECT,
                    Severity.MEDIUM,
                    In.program("rb", "erb", "rake"),
                    "redirect_to",
                    "\\bredirect_to\\s*\\(?\\s*" + REQUEST));

    private RubyRisks() {}
}
