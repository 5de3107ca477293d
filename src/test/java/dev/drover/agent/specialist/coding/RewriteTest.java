package dev.drover.agent.specialist.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.ResultStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewriteTest {
    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        bench.shell().hide("mvn");
        bench.write("src/main/java/shop/Cart.java", """
                        package shop;

                        import java.util.List;

                        /** A cart. */
                        public class Cart {
                            public int sum(List<Integer> prices) { return   prices.stream().mapToInt(p -> p).sum(); }
                        }
                        """).write("src/main/java/shop/Main.java", """
                        package shop;

                        import java.util.List;

                        public class Main {
                            public static void main(String[] args) {
                                System.out.println(new Cart().sum(List.of(1, 2))); // a Cart
                            }
                        }
                        """);
    }

    @Test
    void a_type_is_renamed_with_its_file_and_all_that_use_it_and_it_still_compiles() throws Exception {
        Outcome outcome = rewrite(
                List.of("mkdir -p ../out && javac -d ../out $(find src -name '*.java') && java -cp ../out shop.Main"),
                Map.of("recipe", "change_type", "from", "shop.Cart", "to", "shop.Basket"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertFalse(Files.exists(bench.workspace().resolve("src/main/java/shop/Cart.java")));
        assertTrue(bench.read("src/main/java/shop/Basket.java")
                .contains("public class Basket {\n    public int sum(List<Integer> prices) { return   prices"));
        assertTrue(bench.read("src/main/java/shop/Main.java").contains("new Basket().sum(List.of(1, 2))); // a Cart"));
        assertTrue(outcome.summary().startsWith("The recipe change_type changed 3 files"), outcome.summary());
        assertTrue(outcome.summary().contains("uses of types from libraries were not seen"), outcome.summary());
        assertEquals(2, outcome.evidence().size());
    }

    @Test
    void what_a_recipe_changed_and_is_not_accepted_is_undone() throws Exception {
        Outcome outcome = rewrite(
                List.of("false"), Map.of("recipe", "change_method_name", "method", "shop.Cart sum(..)", "to", "total"));
        assertEquals(ResultStatus.FAILED, outcome.status(), outcome.summary());
        assertTrue(bench.read("src/main/java/shop/Main.java").contains(".sum("));
        assertTrue(Files.readString(bench.artifacts().resolve("edits.patch"))
                .contains("+        System.out.println(new Cart().total("));
    }

    @Test
    void a_package_is_moved_with_its_folder() throws Exception {
        Outcome outcome = rewrite(List.of(), Map.of("recipe", "change_package", "from", "shop", "to", "store.core"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(bench.read("src/main/java/store/core/Cart.java").startsWith("package store.core;"));
    }

    @Test
    void a_dependency_gets_another_version_where_it_stands_or_in_its_property() throws Exception {
        bench.write("pom.xml", """
                <project>
                  <properties>
                    <jackson.version>3.0.0</jackson.version><!-- keep   this -->
                  </properties>
                  <dependencies>
                    <dependency><groupId>g</groupId><artifactId>a</artifactId><version>${jackson.version}</version></dependency>
                    <dependency><groupId>g</groupId><artifactId>b</artifactId><version>${jackson.version}</version></dependency>
                    <dependency><groupId>x</groupId><artifactId>a</artifactId><version>1</version></dependency>
                  </dependencies>
                </project>
                """)
                .write(
                        "sub/pom.xml",
                        "<project><dependencies><dependency>\r\n<groupId>g</groupId><artifactId>a</artifactId><version>2</version></dependency></dependencies></project>");
        Outcome outcome = rewrite(
                List.of(), Map.of("recipe", "upgrade_dependency", "group", "g", "artifact", "a", "version", "3.1.0"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(
                bench.read("pom.xml").contains("<jackson.version>3.1.0</jackson.version><!-- keep   this -->"),
                bench.read("pom.xml") + outcome.summary());
        assertTrue(bench.read("pom.xml").contains("<artifactId>a</artifactId><version>1</version>"));
        assertTrue(bench.read("sub/pom.xml")
                .contains("<dependency>\r\n<groupId>g</groupId><artifactId>a</artifactId><version>3.1.0</version>"));
        assertTrue(
                outcome.summary().contains("The property jackson.version gives the version of b too"),
                outcome.summary());
    }

    @Test
    void a_property_gets_another_value_in_yaml_and_properties_files() throws Exception {
        bench.write("application.yml", "server:\n  port: 80   # the port\n")
                .write("app.properties", "# c\nserver.port = 80\n");
        Outcome outcome =
                rewrite(List.of(), Map.of("recipe", "change_property", "key", "server.port", "value", "8080"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("server:\n  port: 8080   # the port\n", bench.read("application.yml"));
        assertEquals("# c\nserver.port = 8080\n", bench.read("app.properties"));
    }

    @Test
    void a_recipe_that_the_workspace_declares_is_run_by_its_name() throws Exception {
        bench.write("rewrite.yml", """
                ---
                type: specs.openrewrite.org/v1beta/recipe
                name: com.acme.Modernise
                displayName: Modernise
                description: Two steps.
                recipeList:
                  - org.openrewrite.java.ChangeType:
                      oldFullyQualifiedTypeName: shop.Cart
                      newFullyQualifiedTypeName: shop.Basket
                  - org.openrewrite.java.ChangeMethodName:
                      methodPattern: shop.Basket sum(..)
                      newMethodName: total
                """);
        Outcome outcome = rewrite(List.of(), Map.of("recipe", "com.acme.Modernise"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(bench.read("src/main/java/shop/Main.java").contains("new Basket().total("));
    }

    @Test
    void a_recipe_of_a_library_that_is_not_here_or_with_wrong_options_is_refused() throws Exception {
        Outcome unknown =
                rewrite(List.of(), Map.of("recipe", "org.openrewrite.java.testing.junit5.JUnit4to5Migration"));
        assertEquals("edit_refused", unknown.error().orElseThrow().code(), unknown.summary());
        assertTrue(unknown.summary().contains("JUnit4to5Migration"), unknown.summary());
        Outcome lacking = rewrite(
                List.of(),
                Map.of("recipe", "org.openrewrite.java.ChangeType", "option.oldFullyQualifiedTypeName", "a.B"));
        assertEquals("edit_refused", lacking.error().orElseThrow().code(), lacking.summary());
        Outcome none = rewrite(List.of(), Map.of());
        assertTrue(none.summary().contains("has to be change_type"), none.summary());
        assertTrue(rewrite(List.of(), Map.of("recipe", "change_type", "from", "x"))
                .summary()
                .contains("needs the param to"));
    }

    @Test
    void a_recipe_that_finds_nothing_says_so() throws Exception {
        Outcome outcome = rewrite(List.of(), Map.of("recipe", "change_type", "from", "no.Where", "to", "any.Where"));
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertTrue(
                outcome.summary().startsWith("Nothing matched: the recipe change_type found nothing"),
                outcome.summary());
    }

    @Test
    void files_with_errors_stay_and_are_named_and_those_outside_the_task_stop_it() throws Exception {
        bench.write("src/main/java/shop/Broken.java", "package shop; class Broken { Cart c = ; ]");
        bench.write("bad.xml", "<a><b></a>");
        Outcome outcome = rewrite(List.of(), Map.of("recipe", "change_type", "from", "shop.Cart", "to", "shop.Basket"));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(outcome.summary().contains("could not be read"), outcome.summary());
        Outcome outside = new CodingSpecialist()
                .perform(bench.assignment(
                        "coding",
                        "rewrite",
                        Map.of("recipe", "change_type", "from", "shop.Basket", "to", "shop.Bag"),
                        List.of(),
                        List.of("src/main/java/shop/Main.java")));
        assertEquals("edit_refused", outside.error().orElseThrow().code());
        assertTrue(outside.summary().contains("is outside the files of the task"), outside.summary());
    }

    private Outcome rewrite(List<String> acceptance, Map<String, String> params) throws Exception {
        return new CodingSpecialist()
                .perform(bench.assignment("coding", "rewrite", params, List.of(), List.of(), List.of(), acceptance));
    }
}
