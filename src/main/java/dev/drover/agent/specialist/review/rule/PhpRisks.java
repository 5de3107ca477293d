package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.List;

/** Risky calls in PHP. */
final class PhpRisks {
    private static final String REQUEST = "\\$_(?:GET|POST|REQUEST|COOKIE|FILES)\\b";

    static final List<LineCheck> CHECKS = List.of(
            LineCheck.of(
                    Risk.SHELL,
                    Severity.HIGH,
                    In.program("php"),
                    "$_",
                    "(?<![\\w>:$])(?:system|exec|shell_exec|passthru|popen|proc_open)\\s*\\((?![^;]{0,200}escapeshell)[^;]{0,200}"
                            + REQUEST),
            LineCheck.of(
                    Risk.SHELL,
                    Severity.HIGH,
                    In.program("php"),
                    "$",
                    "(?<![\\w>:$])(?:system|exec|shell_exec|passthru|popen|proc_open)\\s*\\(\\s*(?:\"[^\"]{0,200}\\$\\w|[\"'][^\"']{0,200}[\"']\\s*\\.\\s*\\$)(?![^;]{0,200}escapeshell)"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("php"),
                    "$",
                    "(?:->(?:query|exec|prepare)|\\b(?:mysqli?_query|pg_query))\\s*\\((?:\\s*\\$\\w+\\s*,)?\\s*\"\\s{0,20}"
                            + Fragments.SQL + "[^\"]{0,300}\\$\\w"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("php"),
                    "$",
                    "(?:->(?:query|exec|prepare)|\\b(?:mysqli?_query|pg_query))\\s*\\((?:\\s*\\$\\w+\\s*,)?\\s*[\"']\\s{0,20}"
                            + Fragments.SQL + ".{0,300}[\"']\\s*\\.\\s*\\$"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("php"),
                    "$_",
                    "[\"']\\s{0,20}" + Fragments.SQL + ".{0,300}" + REQUEST),
            LineCheck.of(
                    Risk.EVAL,
                    Severity.HIGH,
                    In.program("php"),
                    "eval",
                    "(?<![\\w>:$])(?:eval|assert|create_function)\\s*\\([^;]{0,200}" + REQUEST),
            LineCheck.of(
                    Risk.EVAL,
                    Severity.MEDIUM,
                    In.program("php"),
                    "eval",
                    "(?<![\\w>:$])eval\\s*\\(\\s*[\"']?[^;]{0,100}\\$"),
            LineCheck.of(
                    Risk.UNSAFE_LOAD,
                    Severity.HIGH,
                    In.program("php"),
                    "unserialize",
                    "(?<![\\w>:$])unserialize\\s*\\([^;]{0,100}" + REQUEST),
            LineCheck.of(
                    Risk.UNSAFE_LOAD,
                    Severity.MEDIUM,
                    In.program("php"),
                    "unserialize",
                    "(?<![\\w>:$])unserialize\\s*\\(\\s*\\$(?![^;]{0,200}allowed_classes)"),
            LineCheck.of(
                    Risk.WEAK_HASH,
                    Severity.MEDIUM,
                    In.program("php"),
                    "(",
                    "(?<![\\w>:$])(?:md5|sha1)\\s*\\([^;]{0,60}(?i:passw|pwd)"),
            LineCheck.of(
                    Risk.WEAK_CIPHER,
                    Severity.HIGH,
                    In.program("php"),
                    "openssl_encrypt",
                    "\\bopenssl_encrypt\\s*\\([^;]{0,200}[\"'](?i:des|rc4|bf|aes-\\d{3}-ecb)"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.program("php"),
                    "CURLOPT_SSL_VERIFY",
                    "\\bCURLOPT_SSL_VERIFY(?:PEER|HOST)\\s*(?:,|=>)\\s*(?:false|0)\\b"),
            LineCheck.of(
                    Risk.PATH_TRAVERSAL,
                    Severity.HIGH,
                    In.program("php"),
                    "$_",
                    "(?<![\\w>:$])(?:include|require|include_once|require_once|fopen|file_get_contents|readfile|unlink|file_put_contents|file)\\b\\s*\\(?(?![^;]{0,100}basename)[^;]{0,150}"
                            + REQUEST),
            LineCheck.of(
                    Risk.HTML_INJECTION,
                    Severity.MEDIUM,
                    In.program("php"),
                    "$_",
                    "(?<![\\w>:$])(?:echo|print)\\b(?![^;]{0,100}(?:htmlspecialchars|htmlentities|intval|json_encode|\\(int\\)|strip_tags))[^;]{0,150}"
                            + REQUEST),
            LineCheck.of(
                    Risk.OPEN_REDIRECT,
                    Severity.MEDIUM,
                    In.program("php"),
                    "ocation",
                    "\\bheader\\s*\\(\\s*[\"']Location:\\s*[\"']\\s*\\.\\s*" + REQUEST));

    private PhpRisks() {}
}
