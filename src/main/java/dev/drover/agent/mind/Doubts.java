package dev.drover.agent.mind;

import dev.drover.agent.specialist.documentation.source.TestPaths;
import dev.drover.message.Finding;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a person is to look at in what a mind has written, although the checks have accepted it. */
final class Doubts {
    /** What deployments, CI and git run by themselves. */
    private static final Pattern RUN_BY_OTHERS = Pattern.compile(
            "(?:.*/)?(?:\\.(?:drover|github|gitlab|gitea|forgejo|circleci|buildkite|woodpecker|husky|githooks)/.*"
                    + "|\\.(?:gitlab-ci|travis|drone|woodpecker|appveyor|pre-commit-config|lefthook)\\.ya?ml"
                    + "|(?:azure-pipelines|bitbucket-pipelines|appveyor|lefthook|cloudbuild|buildspec)\\.ya?ml"
                    + "|Jenkinsfile|\\.gitattributes|\\.gitmodules)");

    private static final Set<String> SETTINGS_OF_CHECKS = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "package.json",
            "pyproject.toml",
            "setup.cfg",
            "tox.ini",
            "pytest.ini",
            "conftest.py",
            "Makefile",
            "makefile",
            "GNUmakefile",
            "CMakeLists.txt",
            "Cargo.toml",
            "go.mod");

    private Doubts() {}

    /**
     * One finding a file at most. Those of high severity keep what is pushed or deployed after it from being so.
     *
     * @param paths of the files that were written
     * @param isTesting whether writing tests was the task
     */
    static List<Finding> about(Set<String> paths, boolean isTesting) {
        var findings = new ArrayList<Finding>();
        for (String path : paths.stream().sorted().toList()) {
            about(path, isTesting).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> about(String path, boolean isTesting) {
        if (RUN_BY_OTHERS.matcher(path).matches()) {
            return Optional.of(finding(
                    Severity.HIGH,
                    "model.changed-automation",
                    "A mind changed what a deployment, CI or git runs by itself; read it before it is.",
                    path));
        }
        if (SETTINGS_OF_CHECKS.contains(path.substring(path.lastIndexOf('/') + 1))) {
            return Optional.of(finding(Severity.MEDIUM, "model.changed-build", doubt("what they are"), path));
        }
        return TestPaths.contain(path) && !isTesting
                ? Optional.of(finding(Severity.LOW, "model.changed-test", doubt("a test"), path))
                : Optional.empty();
    }

    /** Whoever has to pass a check and writes that check too may have made it easier. */
    private static String doubt(String what) {
        return "The model that had to pass the checks changed " + what
                + " as well; look whether they still mean what they meant.";
    }

    private static Finding finding(Severity severity, String rule, String message, String path) {
        return new Finding(severity, rule, message, Optional.of(path), Optional.empty());
    }
}
