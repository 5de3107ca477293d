package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;
import java.util.List;

/** Risky calls in further languages. */
final class OtherRisks {
    static final List<LineCheck> CHECKS = List.of(
            LineCheck.of(
                    Risk.BUFFER_OVERFLOW,
                    Severity.HIGH,
                    In.program("c", "cc", "cpp", "cxx"),
                    "gets",
                    "(?<![\\w.>])gets\\s*\\(\\s*\\w"),
            LineCheck.of(
                    Risk.BUFFER_OVERFLOW,
                    Severity.LOW,
                    In.program("c", "cc", "cpp", "cxx"),
                    "(",
                    "(?<![\\w.>:])(?:strcpy|strcat|sprintf|vsprintf)\\s*\\(\\s*\\w"),
            LineCheck.of(
                    Risk.SHELL,
                    Severity.MEDIUM,
                    In.program("c", "cc", "cpp", "cxx"),
                    "system",
                    "(?<![\\w.>:])(?:system|popen)\\s*\\(\\s*[a-z_]\\w*\\s*[,)]"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("cs"),
                    "",
                    "\\b(?:SqlCommand|CommandText|ExecuteSqlRaw|FromSqlRaw)\\b\\s*[(=]\\s*\\$@?\"\\s{0,20}"
                            + Fragments.SQL + "[^\"]{0,300}\\{"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("cs"),
                    "",
                    "\\b(?:SqlCommand|CommandText|ExecuteSqlRaw|FromSqlRaw)\\b\\s*[(=]\\s*@?\"\\s{0,20}" + Fragments.SQL
                            + "[^\"]{0,300}\"\\s*\\+"),
            LineCheck.of(
                    Risk.SQL,
                    Severity.HIGH,
                    In.program("kt", "kts", "groovy"),
                    "$",
                    "\\.(?:rawQuery|execSQL|prepareStatement|createQuery|executeQuery)\\s*\\(\\s*\"{1,3}\\s{0,20}"
                            + Fragments.SQL + "[^\"]{0,300}\\$\\{?\\w"),
            LineCheck.of(
                    Risk.UNSAFE_LOAD,
                    Severity.HIGH,
                    In.program("cs"),
                    "BinaryFormatter",
                    "\\bnew\\s+BinaryFormatter\\s*\\("),
            LineCheck.of(
                    Risk.UNSAFE_LOAD,
                    Severity.HIGH,
                    In.program("cs"),
                    "TypeNameHandling",
                    "\\bTypeNameHandling\\.(?:All|Auto|Objects)\\b"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.program("cs"),
                    "ValidationCallback",
                    "Certificate(?:Custom)?ValidationCallback\\s*\\+?=\\s*(?:delegate|\\([^)]{0,80}\\))\\s*(?:=>|\\{\\s*return)\\s*true"),
            LineCheck.of(
                    Risk.TLS_UNCHECKED,
                    Severity.HIGH,
                    In.program("rs"),
                    "danger_accept_invalid_certs",
                    "\\bdanger_accept_invalid_certs\\s*\\(\\s*true\\s*\\)"),
            LineCheck.of(Risk.WEAK_HASH, Severity.LOW, In.program("cs"), ".Create", "\\b(?:MD5|SHA1)\\.Create\\s*\\("),
            LineCheck.of(
                    Risk.WEAK_HASH,
                    Severity.LOW,
                    In.program("kt", "kts", "groovy", "scala"),
                    "getInstance",
                    "\\bMessageDigest\\.getInstance\\s*\\(\\s*\"(?:MD5|SHA-?1)\""));

    private OtherRisks() {}
}
