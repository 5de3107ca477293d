package dev.drover.agent.specialist.review.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static final String MIXED = "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7d";

    /** In two parts, so that the source of this test holds none of them. */
    static Stream<Arguments> tokens() {
        return Stream.of(
                Arguments.of("aws-access-key", "AK" + "IAQ4ZT7XKWBN5MJRPD"),
                Arguments.of("aws-secret-key", "aws_secret" + "_access_key = " + MIXED),
                Arguments.of("github-token", "gh" + "o_" + MIXED.substring(0, 36)),
                Arguments.of(
                        "github-token",
                        "github" + "_pat_" + MIXED.substring(0, 22) + "_" + MIXED + MIXED.substring(0, 19)),
                Arguments.of("gitlab-token", "gl" + "pat-" + MIXED.substring(0, 20)),
                Arguments.of("slack-token", "xo" + "xb-2048163264-" + MIXED.substring(0, 24)),
                Arguments.of("stripe-key", "sk" + "_live_" + MIXED.substring(0, 24)),
                Arguments.of("google-api-key", "AI" + "za" + MIXED.substring(0, 35)),
                Arguments.of("npm-token", "np" + "m_" + MIXED.substring(0, 36)),
                Arguments.of("jwt", jwt("{\"sub\":\"ada\"}")),
                Arguments.of("assignment", "db_pass" + "word = \"tr0ub4dor&3x\""),
                Arguments.of("assignment", "  \"apiKey\"" + ": \"9f8e7d6c5b4a39281706\","),
                Arguments.of("assignment", "const jwtSec" + "ret = 'kQzVbNmLpOiUyTrEwQaSdFgHj';"));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void a_secret_is_found_once(String rule, String text) {
        assertEquals(List.of("secret." + rule), check("a.txt", "x: " + text));
    }

    @Test
    void an_env_file_needs_no_quotes() {
        assertEquals(List.of("secret.assignment"), check(".env", "export DB_PASS" + "WORD=tr0ub4dor&3x"));
        assertEquals(List.of(), check("a.md", "DB_PASS" + "WORD=tr0ub4dor&3x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = \"changeme123\"",
                "password = \"example-password-1\"",
                "api_key = \"xxxxxxxx1234\"",
                "api_key = \"${API_KEY}\"",
                "api_key = \"{{ vault.key1 }}\"",
                "secret: \"<your-secret-1>\"",
                "password = os.environ[\"DB_PASSWORD1\"]",
                "const token = process.env.TOKEN_1;",
                "String password = System.getenv(\"DB_PASS_1\");",
                "token = \"access_token\"",
                "secretName: \"my-app-secret-2\"",
                "password: \"Enter your password\"",
                "tokenUrl = \"https://example.org/token1\"",
                "token = \"https://auth.host.org/oauth2\"",
                "private static final String API_KEY = \"x-api-key-2\";",
                "password = \"aaaaaaa1\"",
                "token = parse(\"a1b2c3d4e5f6\")",
                "AKIAIOSFODNN7EXAMPLE",
                "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "sk_test_aB3dE5fG7hJ9kL1mN3pQ5rS7",
                "a.b.c eyJub3Qi.eyJqd3Qi.abc"
            })
    void what_only_stands_for_a_secret_is_none(String line) {
        assertEquals(List.of(), check("a.yml", line));
    }

    @Test
    void the_token_of_the_jwt_documentation_is_none() {
        assertEquals(List.of(), check("a.md", jwt("{\"sub\":\"1234567890\",\"name\":\"John Doe\"}")));
    }

    @Test
    void a_key_needs_content() {
        String begin = "-----BEGIN RSA " + "PRIVATE KEY-----";
        assertEquals(List.of("secret.private-key"), check("k.pem", begin, "MIIEpAIBAAKCAQEA75Bc7d9eF1gH3jK5"));
        assertEquals(
                List.of("secret.private-key"), check("k.py", "k = '" + begin + "\\nMIIEpAIBAAKCAQEA75Bc7d9eF1gH'"));
        assertEquals(List.of(), check("k.py", "if text.startswith('" + begin + "'):", "    return True"));
        assertEquals(List.of(), check("k.md", begin, "...", "-----END RSA PRIVATE KEY-----"));
    }

    @Test
    void conflict_markers_count_only_together_and_in_order() {
        String[] conflict = {"a", "<<<<<<< HEAD", "x", "=======", "y", ">>>>>>> topic"};
        assertEquals(List.of("conflict-marker"), check("a.java", conflict));
        assertEquals(List.of(), check("a.rst", "Heading", "=======", "text"));
        assertEquals(List.of(), check("a.txt", ">>>>>>> a", "=======", "<<<<<<< b"));
        assertEquals(List.of(), check("a.sh", "cat <<<<<<< x", "=======", "# >>>>>>> y"));
    }

    @Test
    void leftovers_are_found_in_the_files_they_belong_to() {
        assertEquals(List.of("leftover.todo"), check("a.java", "int a; // TODO name it"));
        assertEquals(List.of("leftover.todo"), check("a.py", "# FIXME slow"));
        assertEquals(List.of(), check("a.java", "String TODO = \"x\";"));
        assertEquals(List.of("leftover.console-log"), check("src/a.ts", "  console.log(x);"));
        assertEquals(List.of(), check("src/a.ts", "  // console.log(x);"));
        assertEquals(List.of(), check("bin/a.js", "console.log(x);"));
        assertEquals(List.of(), check("a.test.js", "console.log(x);"));
        assertEquals(List.of("leftover.debugger"), check("a.js", "  debugger;"));
        assertEquals(List.of(), check("a.js", "let debugger_on = 1;"));
        assertEquals(List.of("leftover.system-out"), check("src/main/java/A.java", "System.out.println(1);"));
        assertEquals(List.of(), check("src/test/java/A.java", "System.out.println(1);"));
        assertEquals(List.of("leftover.debugger"), check("a.py", "    pdb.set_trace()"));
        assertEquals(List.of("leftover.debugger"), check("a.py", "    breakpoint()"));
        assertEquals(List.of(), check("a.py", "    self.breakpoint()"));
        assertEquals(List.of("leftover.debugger"), check("a.rb", "binding.pry"));
        assertEquals(List.of("leftover.focused-test"), check("a.spec.ts", "describe.only('x', () => {"));
        assertEquals(List.of("leftover.focused-test"), check("test/a.js", "fdescribe('x', () => {"));
        assertEquals(List.of(), check("src/a.js", "query.only('x')"));
    }

    @Test
    void risks_are_found_outside_of_tests() {
        assertEquals(List.of("risk.shell"), check("a.py", "subprocess.run(cmd, shell=True)"));
        assertEquals(List.of(), check("tests/a.py", "subprocess.run(cmd, shell=True)"));
        assertEquals(List.of("risk.unsafe-load"), check("a.py", "yaml.load(text)"));
        assertEquals(List.of(), check("a.py", "yaml.load(text, Loader=yaml.SafeLoader)"));
        assertEquals(List.of("risk.eval"), check("a.js", "eval(input)"));
        assertEquals(List.of(), check("a.py", "model.eval()"));
        assertEquals(List.of("risk.tls-unchecked"), check("a.js", "{ rejectUnauthorized: false }"));
    }

    private static List<String> check(String path, String... lines) {
        var file = new SourceFile(path, String.join("\n", lines));
        List<Rule> rules = List.of(
                new SecretRule(), new PrivateKeyRule(), new ConflictMarkerRule(), new RiskRule(), new LeftoverRule());
        return rules.stream()
                .flatMap(rule -> rule.check(file).stream())
                .map(Hit::rule)
                .toList();
    }

    private static String jwt(String payload) {
        return encoded("{\"alg\":\"HS256\"}") + "." + encoded(payload) + "." + MIXED;
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
