package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.List;

/** Risky calls in Go. */
final class GoRisks {
    private static final String REQUEST =
            "\\b(?:r|req|request|c|ctx)\\.(?:URL\\.(?:Query\\(\\)\\.Get\\(|Path\\b)|FormValue\\(|PostFormValue\\(|PathValue\\(|Param\\(|Query\\(|Header\\.Get\\()";

    static final List<LineCheck> CHECKS = List.of(
            LineCheck.of(
                    Risk.SHELL,
                    Severity.HIGH,
                    In.program("go"),
                    "exec.Command",
                    "\\bexec\\.Command(?:Context)?\\s*\\((?:[^\"]{0,40},)?\\s*\"(?:/bin/)?(?:ba|z|da)?sh\"\\s*,\\s*\"-\\w{0,3}c\"\\s*,\\s*(?:fmt\\.Sprintf\\(|[^,()]{0,200}\\+)"),
            LineCheck.of(
                    Risk.SHELL,
                    Severity.MEDIUM,
                    In.program("go"),
                    "exec.Command",
                    "\\bexec\\.Command(?:Context)?\\s*\\((?:[^\"]{0,40},)?\\s*\"(?:/bin/)?(?:ba|z|da)?sh\"\\s*,\\s*\"-\\w{0,3}c\"\\s*,\\s*[a-z]\\w{0,40}\\s*[,)]"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("go"),
                    "",
                    "\\.(?:Query|QueryRow|Exec|Prepare|Raw)(?:Context)?\\s*\\(\\s*(?:\\w{1,20}\\s*,\\s*)?fmt\\.Sprintf\\s*\\(\\s*[\"`]\\s{0,20}"
                            + Fragments.SQL + "[^)]{0,300}%[svq]"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("go"),
                    "",
                    "\\.(?:Query|QueryRow|Exec|Prepare|Raw)(?:Context)?\\s*\\(\\s*(?:\\w{1,20}\\s*,\\s*)?[\"`]\\s{0,20}"
                            + Fragments.SQL + ".{0,300}[\"`]\\s*\\+"),
            LineCheck.of(Risk.WEAK_HASH, Severity.LOW, In.program("go"), "md5.", "\\bmd5\\.(?:New|Sum)\\s*\\("),
            LineCheck.of(Risk.WEAK_HASH, Severity.LOW, In.program("go"), "sha1.", "\\bsha1\\.(?:New|Sum)\\s*\\("),
            LineCheck.of(
                    Risk.WEAK_CIPHER,
                    Severity.HIGH,
                    In.program("go"),
                    "des.New",
                    "\\bdes\\.New(?:TripleDES)?Cipher\\s*\\("),
            LineCheck.of(Risk.WEAK_CIPHER, Severity.HIGH, In.program("go"), "rc4.New", "\\brc4\\.NewCipher\\s*\\("),
            LineCheck.of(
                    Risk.WEAK_RANDOM,
                    Severity.MEDIUM,
                    In.program("go"),
                    "rand.",
                    "(?i)\\b\\w{0,30}(?:token|secret|passw|nonce|session_?id)\\w{0,20}\\s*:?=.{0,80}\\b(?:mrand|math_?rand)\\.\\w"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.program("go"),
                    "InsecureSkipVerify",
                    "\\bInsecureSkipVerify\\s*[:=]\\s*true\\b"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.program("go"),
                    "InsecureIgnoreHostKey",
                    "HostKeyCallback\\s*[:=]\\s*ssh\\.InsecureIgnoreHostKey\\s*\\("),
            LineCheck.of(
                    Risk.PATH_TRAVERSAL,
                    Severity.HIGH,
                    In.program("go"),
                    "",
                    "\\b(?:os\\.(?:Open|OpenFile|Create|ReadFile|WriteFile|Remove|RemoveAll)|ioutil\\.ReadFile|http\\.ServeFile|filepath\\.Join|path\\.Join)\\s*\\((?:[^()]|\\([^()]{0,100}\\)){0,200}?"
                            + REQUEST),
            LineCheck.of(
                    Risk.HTML_INJECTION,
                    Severity.MEDIUM,
                    In.program("go"),
                    "template.HTML",
                    "\\btemplate\\.HTML\\s*\\(\\s*(?:fmt\\.Sprintf\\(|\"[^\"]{0,100}\"\\s*\\+|[^()\"]{0,100}\\+|"
                            + REQUEST + ")"),
            LineCheck.of(
                    Risk.HTML_INJECTION,
                    Severity.MEDIUM,
                    In.program("go"),
                    "Fprintf",
                    "\\bfmt\\.Fprintf\\s*\\(\\s*w\\s*,\\s*[\"`][^\"`]{0,200}<[^\"`]{0,200}%[sv].{0,200}" + REQUEST),
            LineCheck.of(
                    Risk.OPEN_REDIRECT,
                    Severity.MEDIUM,
                    In.program("go"),
                    "http.Redirect",
                    "\\bhttp\\.Redirect\\s*\\(\\s*\\w+\\s*,\\s*\\w+\\s*,\\s*" + REQUEST + "(?<!URL\\.Path)"),
            LineCheck.of(
                    Risk.SERVER_REQUEST,
                    Severity.MEDIUM,
                    In.program("go"),
                    "http.",
                    "\\bhttp\\.(?:Get|Post|Head)\\s*\\(\\s*" + REQUEST),
            LineCheck.of(
                    Risk.WORLD_WRITABLE,
                    Severity.MEDIUM,
                    In.program("go"),
                    "0",
                    "\\bos\\.(?:Chmod|Mkdir|MkdirAll|WriteFile|OpenFile)\\s*\\(.{0,200},\\s*0o?[0-7]?[0-7]{2}[2367]\\s*\\)"),
            LineCheck.of(
                    Risk.SECRET_LOGGED,
                    Severity.MEDIUM,
                    In.program("go"),
                    "log.",
                    "\\blog\\.(?:Print\\w{0,3}|Fatal\\w?|Info\\w?|Debug\\w?)\\s*\\(.{0,200},\\s*(?:\\w+\\.)?(?i:password|passwd|apiKey|secretKey|accessToken|privateKey)\\b\\s*[,)]"));

    private GoRisks() {}
}
