package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.List;

/** Risky calls in JavaScript and TypeScript. */
final class ScriptRisks {
    private static final String REQUEST =
            "\\b(?:req|request|ctx)(?:\\.request)?\\.(?:query|params|body|headers|url)\\b";

    static final List<LineCheck> CHECKS = List.of(
            LineCheck.of(
                    Risk.SHELL,
                    Severity.HIGH,
                    In.script(),
                    "exec",
                    "(?<![\\w.])(?:child_process\\.|cp\\.|shell\\.)?exec(?:Sync)?\\s*\\(\\s*(?:`[^`]{0,300}\\$\\{|\"[^\"]{0,300}\"\\s*\\+|'[^']{0,300}'\\s*\\+|[\\w.]{1,40}\\s*\\+)"),
            LineCheck.of(
                    Risk.SHELL,
                    Severity.MEDIUM,
                    In.script(),
                    "shell",
                    "\\bspawn(?:Sync)?\\s*\\(\\s*(?:`[^`]{0,300}\\$\\{|[a-z]\\w{0,40}\\s*,).{0,300}\\bshell\\s*:\\s*true\\b"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.script(),
                    "",
                    "\\.(?:query|execute|raw|\\$queryRawUnsafe|\\$executeRawUnsafe|prepare)\\s*\\(\\s*`\\s{0,20}"
                            + Fragments.SQL + "[^`]{0,300}\\$\\{"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.script(),
                    "",
                    "\\.(?:query|execute|raw|\\$queryRawUnsafe|\\$executeRawUnsafe|prepare)\\s*\\(\\s*[\"']\\s{0,20}"
                            + Fragments.SQL + ".{0,300}[\"']\\s*\\+"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.script(),
                    "",
                    "\\b(?:sql|query)\\w{0,20}\\s*=\\s*[\"'`]\\s{0,20}" + Fragments.SQL
                            + ".{0,300}(?:[\"']\\s*\\+\\s*|\\$\\{\\s*)" + REQUEST),
            LineCheck.of(Risk.EVAL, Severity.MEDIUM, In.script(), "eval", "(?<![\\w.])eval\\s*\\(\\s*[^\"'`)\\s]"),
            LineCheck.of(
                    Risk.EVAL,
                    Severity.HIGH,
                    In.script(),
                    "",
                    "(?<![\\w.])(?:eval|Function|setTimeout|vm\\.runIn\\w{0,20})\\s*\\(\\s*" + REQUEST),
            LineCheck.of(
                    Risk.EVAL,
                    Severity.MEDIUM,
                    In.script(),
                    "Function",
                    "\\bnew\\s+Function\\s*\\(\\s*(?:[a-z]\\w{0,40}\\s*\\)|[^()]{0,200}\\+\\s*[a-z])"),
            LineCheck.of(
                    Risk.UNSAFE_LOAD,
                    Severity.HIGH,
                    In.script(),
                    "serialize",
                    "\\b(?:serialize|nodeSerialize)\\.unserialize\\s*\\("),
            LineCheck.of(
                    Risk.WEAK_HASH,
                    Severity.MEDIUM,
                    In.script(),
                    "createHash",
                    "(?i)passw.{0,100}createHash\\s*\\(\\s*[\"'](?:md5|sha1)[\"']|createHash\\s*\\(\\s*[\"'](?:md5|sha1)[\"']\\s*\\).{0,60}passw"),
            LineCheck.of(
                    Risk.WEAK_HASH,
                    Severity.LOW,
                    In.script(),
                    "createHash",
                    "\\bcreateHash\\s*\\(\\s*[\"'](?:md4|md5|sha1|sha-1)[\"']"),
            LineCheck.of(
                    Risk.WEAK_CIPHER,
                    Severity.HIGH,
                    In.script(),
                    "createCipher",
                    "\\bcreateCipher(?:iv)?\\s*\\(\\s*[\"'](?:des|rc4|bf|aes-\\d{3}-ecb)"),
            LineCheck.of(Risk.WEAK_CIPHER, Severity.MEDIUM, In.script(), "createCipher", "\\bcreateCipher\\s*\\("),
            LineCheck.of(
                    Risk.WEAK_RANDOM,
                    Severity.MEDIUM,
                    In.script(),
                    "Math.random",
                    "(?i)\\b\\w{0,30}(?:token|secret|passw|nonce|otp|session_?id|api_?key)\\w{0,20}\\s*[=:].{0,80}\\bMath\\.random\\s*\\("),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.script(),
                    "rejectUnauthorized",
                    "\\brejectUnauthorized[\"']?\\s*:\\s*false\\b"),
            LineCheck.of(
                    Risk.PATH_TRAVERSAL,
                    Severity.HIGH,
                    In.script(),
                    "",
                    "\\b(?:readFile|readFileSync|createReadStream|writeFile|writeFileSync|createWriteStream|unlink|unlinkSync|sendFile|download|readdir|readdirSync)\\s*\\([^;]{0,200}?"
                            + REQUEST + "(?!.{0,60}\\broot\\s*:)"),
            LineCheck.of(
                    Risk.PATH_TRAVERSAL,
                    Severity.HIGH,
                    In.script(),
                    "path.",
                    "\\bpath\\.(?:join|resolve)\\s*\\([^()]{0,150}" + REQUEST),
            LineCheck.of(
                    Risk.HTML_INJECTION,
                    Severity.MEDIUM,
                    In.script(),
                    "HTML",
                    "\\.(?:innerHTML|outerHTML)\\s*\\+?=\\s*(?:`[^`]{0,300}\\$\\{|[\"'][^\"']{0,300}[\"']\\s*\\+|[a-z][\\w.]{0,60}\\s*\\+|(?:location|document)\\.|"
                            + REQUEST + ")"),
            LineCheck.of(
                    Risk.HTML_INJECTION,
                    Severity.MEDIUM,
                    In.script(),
                    "document.write",
                    "\\bdocument\\.write(?:ln)?\\s*\\((?:[^()]{0,200}\\+\\s*)?(?:location|document\\.(?:URL|referrer|cookie)|window\\.)"),
            LineCheck.of(
                    Risk.HTML_INJECTION,
                    Severity.MEDIUM,
                    In.script(),
                    "send",
                    "\\bres\\.send\\s*\\(\\s*(?:`[^`]{0,200}<[^`]{0,200}\\$\\{\\s*|[\"'][^\"']{0,200}<[^\"']{0,200}[\"']\\s*\\+\\s*)"
                            + REQUEST),
            LineCheck.of(
                    Risk.OPEN_REDIRECT,
                    Severity.MEDIUM,
                    In.script(),
                    "redirect",
                    "\\.redirect\\s*\\(\\s*(?:\\d{3}\\s*,\\s*)?" + REQUEST + "(?!\\s*\\.replace)"),
            LineCheck.of(
                    Risk.SERVER_REQUEST,
                    Severity.MEDIUM,
                    In.script(),
                    "",
                    "\\b(?:fetch|axios(?:\\.\\w{3,6})?|got|request(?:\\.get)?|http\\.get|https\\.get)\\s*\\(\\s*"
                            + REQUEST),
            LineCheck.of(
                    Risk.TOKEN_UNCHECKED,
                    Severity.HIGH,
                    In.script(),
                    "lgorithm",
                    "\\balgorithms?[\"']?\\s*:\\s*\\[?\\s*[\"']none[\"']"),
            LineCheck.of(
                    Risk.SECRET_LOGGED,
                    Severity.MEDIUM,
                    In.script(),
                    "",
                    "\\b(?:console|log|logger)\\.(?:log|debug|info|warn|error)\\s*\\(.{0,200}(?:,|\\$\\{|\\+)\\s*(?:\\w+\\.){0,3}(?:password|passwd|apiKey|secretKey|accessToken|privateKey)\\b\\s*[,)}]"),
            LineCheck.of(
                            Quality.SWALLOWED_EXCEPTION,
                            Severity.LOW,
                            In.script(),
                            "catch",
                            "\\bcatch\\s*(?:\\(\\s*\\w{0,40}\\s*\\))?\\s*\\{\\s*\\}(?!.{0,3}//)")
                    .on(LineCheck.View.TEXT));

    private ScriptRisks() {}
}
