package dev.drover.agent.specialist.review;

import dev.drover.agent.specialist.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A project full of planted defects: those in {@code review-corpus}, listed in its {@code planted.txt}, and those that
 * would make this repository itself suspicious, which are put together here.
 */
final class Corpus {
    static final String MIXED = "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9";
    private static final String HEX = "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0";
    private static final Path ROOT = Path.of("src/test/resources/review-corpus");
    private static final String LIST = "planted.txt";

    private Corpus() {}

    /** What is planted, each as {@code file:line rule}. */
    static List<String> plant(Bench bench) throws IOException {
        var planted = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = ROOT.relativize(file).toString();
                if (name.equals(LIST)) {
                    planted.addAll(Files.readAllLines(file));
                } else {
                    bench.write(name, Files.readString(file));
                }
            }
        }
        secrets().forEach((rule, line) -> planted.add("conf/" + rule + ".conf:2 secret." + rule));
        for (Map.Entry<String, String> secret : secrets().entrySet()) {
            bench.write("conf/" + secret.getKey() + ".conf", "# planted\n" + secret.getValue() + "\n");
        }
        bench.write("merge.txt", "a\n<<<<<" + "<< HEAD\nx\n====" + "===\ny\n>>>>" + ">>> topic\n");
        planted.add("merge.txt:2 conflict-marker");
        return planted;
    }

    /** A line for each kind of secret. */
    static Map<String, String> secrets() {
        var lines = new TreeMap<String, String>();
        lines.put("aws-access-key", "id: AK" + "IAQ4ZT7XKWBN5MJRPD");
        lines.put("aws-secret-key", "aws_secret" + "_access_key = " + MIXED.substring(0, 40));
        lines.put("azure-storage-key", "c: Account" + "Key=" + (MIXED + MIXED + MIXED).substring(0, 86) + "==");
        lines.put("github-token", "t: gh" + "p_" + MIXED.substring(0, 36));
        lines.put("gitlab-token", "t: gl" + "pat-" + MIXED.substring(0, 20));
        lines.put("slack-token", "t: xo" + "xb-2048163264-" + MIXED.substring(0, 24));
        lines.put(
                "slack-webhook",
                "u: https://hooks.slack" + ".com/services/T0A1B2C3D/B0A1B2C3D/" + MIXED.substring(0, 24));
        lines.put("stripe-key", "k: sk" + "_live_" + MIXED.substring(0, 24));
        lines.put("google-api-key", "k: AI" + "za" + MIXED.substring(0, 35));
        lines.put("google-oauth-secret", "s: GOC" + "SPX-" + MIXED.substring(0, 28));
        lines.put("npm-token", "t: np" + "m_" + MIXED.substring(0, 36));
        lines.put("pypi-token", "t: pypi-" + "AgE" + MIXED + MIXED);
        lines.put("rubygems-token", "t: ruby" + "gems_" + HEX.substring(0, 48));
        lines.put("docker-token", "t: dckr" + "_pat_" + MIXED.substring(0, 27));
        lines.put("openai-key", "k: sk-" + MIXED.substring(0, 20) + "T3Bl" + "bkFJ" + MIXED.substring(0, 20));
        lines.put("anthropic-key", "k: sk-" + "ant-api03-" + MIXED + MIXED + MIXED.substring(0, 8));
        lines.put("hugging-face-token", "t: h" + "f_" + "kQzVbNmLpOiUyTrEwQaSdFgHjKlZxCvBnM");
        lines.put("sendgrid-key", "k: S" + "G." + MIXED.substring(0, 22) + "." + (MIXED + MIXED).substring(3, 46));
        lines.put("mailgun-key", "k: ke" + "y-" + HEX.substring(0, 32));
        lines.put("twilio-key", "k: S" + "K" + HEX.substring(0, 32));
        lines.put("digitalocean-token", "t: dop" + "_v1_" + HEX);
        lines.put("shopify-token", "t: shp" + "at_" + HEX.substring(0, 32));
        lines.put("square-token", "t: sq0" + "atp-" + MIXED.substring(0, 22));
        lines.put("telegram-token", "t: 712345689:A" + "A" + MIXED.substring(0, 33));
        lines.put(
                "discord-webhook",
                "u: https://discord" + ".com/api/webhooks/712345689712345689/" + (MIXED + MIXED).substring(0, 68));
        lines.put("atlassian-token", "t: ATA" + "TT3" + MIXED + MIXED + MIXED.substring(0, 30));
        lines.put("vault-token", "t: hv" + "s." + MIXED.substring(0, 30));
        lines.put(
                "terraform-token",
                "t: " + MIXED.substring(0, 14) + ".atlas" + "v1." + (MIXED + MIXED).substring(0, 64));
        lines.put("databricks-token", "t: da" + "pi" + HEX.substring(0, 32));
        lines.put("grafana-token", "t: gl" + "sa_" + MIXED.substring(0, 32) + "_9f8e7d6c");
        lines.put("linear-key", "k: lin" + "_api_" + MIXED.substring(0, 40));
        lines.put("postman-key", "k: PM" + "AK-" + HEX.substring(0, 24) + "-" + HEX.substring(3, 37));
        lines.put("new-relic-key", "k: NR" + "AK-" + "Q4ZT7XKWBN5MJRPDQ4ZT7XKWBN5");
        lines.put("age-key", "k: AGE-SECRET" + "-KEY-1" + "Q4ZT7XKWBN5MJRPDY3LC8VHFS2Q4ZT7XKWBN5MJRPDY3LC8VHFS2Q4ZT7X");
        lines.put("assignment", "db_pass" + "word = \"tr0ub4dor&3x\"");
        lines.put("url-password", "url: postgres://shop:tr0ub4dor" + "&3x@db.shop.internal/orders");
        lines.put("authorization", "Authoriz" + "ation: Bearer " + MIXED);
        lines.put("high-entropy", "salt: \"" + MIXED + "\"");
        lines.put("private-key", "-----BEGIN RSA " + "PRIVATE KEY-----\n" + MIXED);
        lines.put("jwt", "t: " + jwt());
        return lines;
    }

    private static String jwt() {
        return base64("{\"alg\":\"HS256\"}") + "." + base64("{\"sub\":\"ada\"}") + "." + MIXED;
    }

    private static String base64(String text) {
        return java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
