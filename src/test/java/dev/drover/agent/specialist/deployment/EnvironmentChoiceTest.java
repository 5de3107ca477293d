package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.blocked;
import static dev.drover.agent.specialist.deployment.Yard.completed;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is ever deployed where nobody plainly asked for it. */
class EnvironmentChoiceTest {
    @TempDir
    Path temp;

    private Yard two(String more) throws Exception {
        return new Yard(temp).file("version: 1\n" + more + """
                build: {artifacts: [page.txt]}
                environments:
                  staging: {target: {local: {folder: $ROOT/staging}}}
                  production: {target: {local: {folder: $ROOT/production}}}
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "Deploy to staging,staging",
        "Please deploy this to Production!,production",
        "ship it to prod,production",
        "deploy it (staging),staging",
        "Release the new version to production,production",
        "Deploy the fix for the login to production,production",
        "Run the tests and deploy the app on staging,staging",
        "Roll out to the production environment,production",
        "'Fix the login, then deploy staging',staging",
    })
    void the_words_of_the_request_name_it(String words, String environment) throws Exception {
        Yard yard = two("");
        completed(yard.says("deploy", words));
        assertTrue(yard.isDeployed(environment));
        assertFalse(yard.isDeployed(environment.equals("staging") ? "production" : "staging"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Deploy, but do not touch production",
                "Don't deploy to production yet",
                "Deploy to staging, never to production",
                "Move what is in staging to production",
                "Deploy to the uat environment",
                "Deploy to dev",
            })
    void words_that_can_be_misread_are_left_to_a_person_even_where_there_is_a_default(String words) throws Exception {
        Yard yard = two("default_environment: staging\n");
        String refusal = blocked(yard.says("deploy", words), "environment_unclear");
        assertTrue(refusal.contains("There are: production, staging"), refusal);
        assertFalse(yard.isDeployed("staging") || yard.isDeployed("production"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fix the timeout we see in production, run the tests and deploy",
                "Production is slow. Fix it and deploy.",
                "Deploy the fix for the timeout in production",
                "Deploy what we have in production",
                "Deploy; production has to stay as it is",
                "Fix the production login and deploy to staging",
                "Make it as fast as in production, then ship it",
            })
    void an_environment_that_is_only_spoken_of_is_not_deployed_to(String words) throws Exception {
        Yard yard = two("default_environment: staging\n");
        String refusal = blocked(yard.says("deploy", words), "environment_unclear");
        assertTrue(refusal.contains("There are: production, staging"), refusal);
        assertFalse(yard.isDeployed("staging") || yard.isDeployed("production"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Deploy to mars",
                "Deploy the new version to preprod",
                "Please ship it to Staging-2",
                "Deploy to the live servers",
                "Roll back mars",
                "Run the tests, then deploy it to canary",
            })
    void a_name_that_the_file_does_not_have_is_not_replaced_by_the_default(String words) throws Exception {
        Yard yard = two("default_environment: staging\n");
        String refusal = blocked(yard.says("deploy", words), "environment_unclear");
        assertTrue(refusal.contains("which is no environment in"), refusal);
        assertFalse(yard.isDeployed("staging") || yard.isDeployed("production"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Deploy it",
                "Roll back to the previous version",
                "Roll back the release",
                "Deploy v1.2.0",
                "Ship the app"
            })
    void what_is_no_place_leaves_it_to_the_default(String words) throws Exception {
        Yard yard = two("default_environment: staging\n");
        completed(yard.says("deploy", words));
        assertTrue(yard.isDeployed("staging"));
    }

    @Test
    void one_that_is_spoken_of_and_would_be_taken_anyway_is_taken() throws Exception {
        Yard yard = two("default_environment: staging\n");
        completed(yard.says("deploy", "Fix the timeout we see in staging, run the tests and deploy"));
        assertTrue(yard.isDeployed("staging"));
    }

    @Test
    void without_a_name_the_default_is_meant_and_without_a_default_nothing_is_guessed() throws Exception {
        blocked(two("").says("deploy", "Deploy it"), "environment_unclear");
        Yard yard = two("default_environment: staging\n");
        completed(yard.says("deploy", "Deploy it"));
        assertTrue(yard.isDeployed("staging"));
    }

    @Test
    void a_param_says_it_whatever_the_words_are() throws Exception {
        Yard yard = two("default_environment: staging\n");
        completed(yard.does("deploy", Map.of("environment", "production")));
        assertTrue(yard.isDeployed("production"));
        blocked(yard.does("deploy", Map.of("environment", "../../etc")), "environment_unclear");
    }
}
