package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.List;

/** Risky calls in Python. */
final class PythonRisks {
    static final List<LineCheck> CHECKS = List.of(
            LineCheck.of(
                    Risk.SHELL,
                    Severity.HIGH,
                    In.program("py"),
                    "shell",
                    "\\b(?:run|call|check_call|check_output|Popen|getoutput)\\s*\\(\\s*(?:f[\"'][^\"']{0,300}\\{|[^()]{0,200}[\"']\\s*(?:%|\\+|\\.format\\()|[\\w.]{1,40}\\s*\\+).{0,600}\\bshell\\s*=\\s*True\\b"),
            LineCheck.ofCode(Risk.SHELL, Severity.MEDIUM, In.program("py"), "shell", "\\bshell\\s*=\\s*True\\b"),
            LineCheck.of(
                    Risk.SHELL,
                    Severity.HIGH,
                    In.program("py"),
                    "os.",
                    "\\bos\\.(?:system|popen)\\s*\\(\\s*(?:f[\"'][^\"']{0,300}\\{|[\"'][^\"']{0,300}[\"']\\s*(?:%|\\+|\\.format\\()|[\\w.]{1,40}\\s*\\+)"),
            LineCheck.ofCode(
                    Risk.SHELL,
                    Severity.MEDIUM,
                    In.program("py"),
                    "os.",
                    "\\bos\\.(?:system|popen)\\s*\\(\\s*[A-Za-z_]"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("py"),
                    "execute",
                    "\\.execute(?:many|script)?\\s*\\(\\s*(?:f\"\"\"?[^\"]{0,300}|f\"[^\"]{0,300}|f'[^']{0,300})\\b"
                            + Fragments.SQL + ".{0,300}?\\{"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("py"),
                    "execute",
                    "\\.execute(?:many|script)?\\s*\\(\\s*(?:\"[^\"]{0,300}\"|'[^']{0,300}')\\s*(?:%\\s*[\\w(]|\\+\\s*\\w|\\.format\\s*\\()"),
            LineCheck.of(Risk.EVAL, Severity.MEDIUM, In.program("py"), "eval", "(?<![\\w.])eval\\s*\\(\\s*[^\"'`)\\s]"),
            LineCheck.of(
                    Risk.EVAL,
                    Severity.MEDIUM,
                    In.program("py"),
                    "exec",
                    "(?<![\\w.])exec\\s*\\(\\s*(?:f[\"']|[a-z_]\\w{0,40}\\s*(?:\\+|%)|request\\.)"),
            LineCheck.ofCode(
                    Risk.UNSAFE_LOAD,
                    Severity.MEDIUM,
                    In.program("py"),
                    "pickle",
                    "\\b(?:c?[pP]ickle|dill|cloudpickle|jsonpickle)\\.(?:loads?|decode|Unpickler)\\s*\\("),
            LineCheck.ofCode(
                    Risk.UNSAFE_LOAD, Severity.MEDIUM, In.program("py"), "marshal", "\\bmarshal\\.loads?\\s*\\("),
            LineCheck.ofCode(
                    Risk.UNSAFE_LOAD,
                    Severity.MEDIUM,
                    In.program("py"),
                    "yaml",
                    "\\byaml\\.(?:load|load_all)\\s*\\((?!.{0,300}(?:Safe|Base)Loader)|\\byaml\\.(?:unsafe_load|full_load)"),
            LineCheck.ofCode(
                    Risk.WEAK_HASH,
                    Severity.MEDIUM,
                    In.program("py"),
                    "hashlib",
                    "(?i)password.{0,100}hashlib\\.(?:md5|sha1)\\s*\\(|hashlib\\.(?:md5|sha1)\\s*\\(.{0,60}passw"),
            LineCheck.ofCode(
                    Risk.WEAK_HASH,
                    Severity.LOW,
                    In.program("py"),
                    "hashlib",
                    "\\bhashlib\\.(?:md5|sha1)\\s*\\((?!.{0,200}usedforsecurity\\s*=\\s*False)"),
            LineCheck.ofCode(Risk.WEAK_CIPHER, Severity.HIGH, In.program("py"), "MODE_ECB", "\\bMODE_ECB\\b"),
            LineCheck.ofCode(
                    Risk.WEAK_CIPHER, Severity.HIGH, In.program("py"), ".new(", "\\b(?:DES|DES3|ARC4|ARC2)\\.new\\("),
            LineCheck.ofCode(
                    Risk.WEAK_RANDOM,
                    Severity.MEDIUM,
                    In.program("py"),
                    "random",
                    "(?i)\\b\\w{0,30}(?:token|secret|password|passwd|nonce|otp|session_?id)\\w{0,20}\\s*=.{0,80}\\brandom\\.(?:rand(?:int|range)?|choices?|random|getrandbits|sample)\\s*\\("),
            LineCheck.ofCode(
                    Risk.TLS_UNCHECKED, Severity.HIGH, In.program("py"), "verify", "\\bverify\\s*=\\s*False\\b"),
            LineCheck.ofCode(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.program("py"),
                    "_create_unverified_context",
                    "=\\s*ssl\\._create_unverified_context|\\(\\s*context\\s*=\\s*ssl\\._create_unverified_context|ssl\\._create_unverified_context\\s*\\("),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.MEDIUM,
                    In.program("py"),
                    "CERT_NONE",
                    "verify_mode\\s*=\\s*(?:ssl\\.)?CERT_NONE|cert_reqs\\s*=\\s*[\"']?(?:ssl\\.)?CERT_NONE"),
            LineCheck.ofCode(
                    Risk.PATH_TRAVERSAL,
                    Severity.HIGH,
                    In.program("py"),
                    "request.",
                    "\\b(?:open|send_file|os\\.path\\.join|Path|os\\.remove|os\\.unlink|shutil\\.\\w+)\\s*\\((?:[^()]|\\([^()]{0,100}\\)){0,200}\\brequest\\.(?:args|form|values|files|GET|POST|json|params|query_params|match_info)\\b(?!.{0,80}secure_filename)"),
            LineCheck.ofCode(
                    Risk.PATH_TRAVERSAL,
                    Severity.MEDIUM,
                    In.program("py"),
                    "extractall",
                    "\\b(?:tar|tf|tarball|archive)\\w{0,10}\\.extractall\\s*\\((?!.{0,200}filter\\s*=)"),
            LineCheck.of(
                    Risk.HTML_INJECTION,
                    Severity.MEDIUM,
                    In.program("py"),
                    "Markup",
                    "\\bMarkup\\s*\\(\\s*(?:f[\"']|[\"'][^\"']{0,300}[\"']\\s*(?:%|\\+|\\.format))"),
            LineCheck.of(
                    Risk.HTML_INJECTION,
                    Severity.MEDIUM,
                    In.program("py"),
                    "render_template_string",
                    "\\brender_template_string\\s*\\(\\s*(?:f[\"']|[^\"')]{0,100}(?:%|\\+)|[\"'][^\"']{0,300}[\"']\\s*(?:%|\\+|\\.format)|request\\.)"),
            LineCheck.of(
                    Risk.HTML_INJECTION,
                    Severity.MEDIUM,
                    In.program("py"),
                    "mark_safe",
                    "\\bmark_safe\\s*\\(\\s*(?:f[\"']|[^\"')]{0,100}(?:%|\\+))"),
            LineCheck.ofCode(
                    Risk.OPEN_REDIRECT,
                    Severity.MEDIUM,
                    In.program("py"),
                    "redirect",
                    "\\bredirect\\s*\\(\\s*request\\.(?:args|GET|form|values|POST)\\b"),
            LineCheck.of(
                    Risk.SERVER_REQUEST,
                    Severity.MEDIUM,
                    In.program("py"),
                    "request.",
                    "\\b(?:requests|httpx)\\.(?:get|post|put|head|request)\\s*\\(\\s*(?:f[\"'][^\"']{0,200}\\{\\s*)?request\\.(?:args|GET|form|values|POST|json)\\b"),
            LineCheck.of(
                    Risk.TOKEN_UNCHECKED,
                    Severity.HIGH,
                    In.program("py"),
                    "jwt.",
                    "\\bjwt\\.decode\\s*\\(.{0,300}(?:verify\\s*=\\s*False|[\"']verify_signature[\"']\\s*:\\s*False|algorithms?\\s*=\\s*\\[?\\s*[\"']none[\"'])"),
            LineCheck.ofCode(
                    Risk.TEMPORARY_FILE, Severity.MEDIUM, In.program("py"), "mktemp", "\\btempfile\\.mktemp\\s*\\("),
            LineCheck.ofCode(
                    Risk.DEBUG_ON,
                    Severity.MEDIUM,
                    In.program("py"),
                    "debug",
                    "\\.run\\s*\\(.{0,200}\\bdebug\\s*=\\s*True\\b"),
            LineCheck.ofCode(
                    Risk.WORLD_WRITABLE,
                    Severity.MEDIUM,
                    In.program("py"),
                    "chmod",
                    "\\bchmod\\s*\\(.{0,120}0o?[0-7]?77[2367]\\b"),
            LineCheck.ofCode(
                    Risk.SECRET_LOGGED,
                    Severity.MEDIUM,
                    In.program("py"),
                    "log",
                    "\\b(?:log|logger|logging)\\.(?:debug|info|warning|error)\\s*\\(.{0,200}(?:,|\\{|\\+|%)\\s*(?:\\w+\\.)?(?:password|passwd|api_key|secret_key|access_token|private_key)\\b\\s*[,)}]"),
            LineCheck.ofCode(
                    Quality.SWALLOWED_EXCEPTION,
                    Severity.MEDIUM,
                    In.program("py"),
                    "except",
                    "^\\s*except\\s*(?:BaseException\\s*)?:\\s*(?:pass|\\.\\.\\.)\\s*$"));

    private PythonRisks() {}
}
