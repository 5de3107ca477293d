package dev.drover.cli.bench;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that was found, as it is printed.
 *
 * @param loadBefore the machine's load average before anything was measured: what others did on it
 * @param results figures by the name of their measurement; one that failed has only {@code error}
 */
record Report(
        String version,
        Instant at,
        double seconds,
        boolean quick,
        Machine machine,
        double loadBefore,
        Baseline baseline,
        Map<String, Map<String, Object>> results,
        List<Verdict> targets) {

    /** The targets for people, one a line. */
    String table() {
        var out = new StringBuilder();
        out.append(line("what", "measured", "target", ""));
        for (Verdict v : targets) {
            String sign = v.bound() == Verdict.Bound.AT_MOST ? "≤ " : "≥ ";
            out.append(line(
                    v.what(),
                    number(v.measured()) + " " + v.unit(),
                    sign + number(v.target()) + " " + v.unit(),
                    v.met() ? "met" : "MISSED"));
        }
        results.forEach((name, figures) -> {
            if (figures.containsKey("error")) {
                out.append(name)
                        .append(" could not be measured: ")
                        .append(figures.get("error"))
                        .append('\n');
            }
        });
        return out.toString();
    }

    private static String line(String what, String measured, String target, String met) {
        return String.format(Locale.ROOT, "%-58s %16s %16s  %s%n", what, measured, target, met)
                        .stripTrailing()
                + "\n";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
