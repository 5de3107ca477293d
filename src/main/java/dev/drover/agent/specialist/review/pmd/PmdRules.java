package dev.drover.agent.specialist.review.pmd;

import dev.drover.message.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rules of PMD that run: mistakes that hardly anybody means and races. Of its several hundred rules most are about
 * style or need to know the types of a whole project; what another rule of the review finds is left out as well.
 */
public final class PmdRules {
    /** Of the rules and of PMD; part of the key of what is kept. */
    public static final String VERSION = "7.27.0/2";

    private static final Map<String, Severity> ERROR_PRONE = Map.ofEntries(
            Map.entry("BrokenNullCheck", Severity.MEDIUM),
            Map.entry("CheckSkipResult", Severity.LOW),
            Map.entry("ComparisonWithNaN", Severity.MEDIUM),
            Map.entry("EqualsNull", Severity.MEDIUM),
            Map.entry("IdempotentOperations", Severity.MEDIUM),
            Map.entry("InvalidLogMessageFormat", Severity.LOW),
            Map.entry("MisplacedNullCheck", Severity.MEDIUM),
            Map.entry("StringBufferInstantiationWithChar", Severity.MEDIUM),
            Map.entry("SuspiciousHashcodeMethodName", Severity.MEDIUM),
            Map.entry("SuspiciousOctalEscape", Severity.LOW),
            Map.entry("UnconditionalIfStatement", Severity.LOW),
            Map.entry("UselessOperationOnImmutable", Severity.LOW));

    private static final Map<String, Severity> MULTITHREADING = Map.of(
            "DontCallThreadRun", Severity.MEDIUM,
            "DoubleCheckedLocking", Severity.MEDIUM,
            "UnsynchronizedStaticFormatter", Severity.MEDIUM);

    private static final Map<String, Severity> SECURITY =
            Map.of("HardCodedCryptoKey", Severity.HIGH, "InsecureCryptoIv", Severity.MEDIUM);

    private PmdRules() {}

    /** All of them, by their names in PMD. */
    public static Map<String, Severity> severities() {
        var all = new TreeMap<>(ERROR_PRONE);
        all.putAll(MULTITHREADING);
        all.putAll(SECURITY);
        return all;
    }

    /** How PMD's loader names them. */
    static List<String> references() {
        return Stream.of(
                        references("errorprone", ERROR_PRONE),
                        references("multithreading", MULTITHREADING),
                        references("security", SECURITY))
                .flatMap(s -> s)
                .toList();
    }

    private static Stream<String> references(String category, Map<String, Severity> rules) {
        return rules.keySet().stream().sorted().map(rule -> "category/java/" + category + ".xml/" + rule);
    }
}
