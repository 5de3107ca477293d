package dev.drover.agent.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.message.Finding;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubtsTest {
    private static List<String> about(String path) {
        return Doubts.about(Set.of(path), false).stream().map(Finding::rule).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".github/workflows/ci.yml",
                "sub/.gitlab-ci.yml",
                ".gitlab/ci/build.yml",
                ".travis.yml",
                "azure-pipelines.yml",
                "bitbucket-pipelines.yml",
                ".drone.yml",
                ".woodpecker.yaml",
                ".woodpecker/build.yaml",
                ".buildkite/pipeline.yml",
                "appveyor.yml",
                "lefthook.yml",
                ".forgejo/workflows/ci.yaml",
                ".drover/deploy.yaml",
                "Jenkinsfile",
                ".gitattributes"
            })
    void what_others_run_by_themselves_is_to_be_read_first(String path) {
        assertEquals(List.of("model.changed-automation"), about(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/travis.yml.md", "docs/pipelines.yml", "lefthook.py", "Jenkinsfile.txt"})
    void what_only_sounds_like_it_is_not(String path) {
        assertEquals(List.of(), about(path));
    }

    @Test
    void what_a_check_is_made_of_is_named() {
        assertEquals(List.of("model.changed-build"), about("app/package.json"));
    }
}
