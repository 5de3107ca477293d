package dev.drover.agent.specialist.documentation.missing;

import dev.drover.agent.specialist.documentation.api.ApiMember;
import dev.drover.agent.specialist.documentation.api.ApiPackage;
import dev.drover.agent.specialist.documentation.api.ApiType;
import dev.drover.message.Finding;
import dev.drover.message.Ids;
import dev.drover.message.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts what is public and what of it is documented; each that is not is a finding. */
final class Coverage {
    private final List<Finding> findings = new ArrayList<>();
    private long total;
    private long documented;

    void java(List<ApiPackage> packages) {
        for (ApiPackage apiPackage : packages) {
            if (!apiPackage.name().isEmpty()) {
                count(
                        apiPackage.about().isEmpty(),
                        () -> finding(
                                Severity.INFO,
                                "docs.package",
                                "The package " + apiPackage.name()
                                        + " says nowhere what it is for; a package-info.java would be the place.",
                                apiPackage.types().getFirst().path(),
                                Optional.empty()));
            }
            apiPackage.types().forEach(placed -> type(placed.path(), placed.type()));
        }
    }

    private void type(String path, ApiType type) {
        count(
                !type.documented(),
                () -> finding(
                        Severity.LOW,
                        "docs.type",
                        "The public type " + type.name() + " has no Javadoc.",
                        path,
                        Optional.of(type.line())));
        for (ApiMember member : type.members()) {
            // What overrides something is documented there.
            if (member.documented() || !member.inherits()) {
                count(
                        !member.documented(),
                        () -> finding(
                                Severity.INFO,
                                "docs.member",
                                type.name() + ": " + Ids.printable(member.signature()) + " has no Javadoc.",
                                path,
                                Optional.of(member.line())));
            }
        }
    }

    void python(Map<String, PythonFile> files) {
        files.forEach((path, file) -> file.parts().forEach(part -> {
            boolean large = part.kind().equals("module") || part.kind().equals("class");
            count(
                    !part.documented(),
                    () -> finding(
                            large ? Severity.LOW : Severity.INFO,
                            large ? "docs.type" : "docs.member",
                            "The " + part.kind() + " " + Ids.printable(part.name()) + " has no docstring.",
                            path,
                            Optional.of(part.line())));
        }));
    }

    private void count(boolean missing, Supplier<Finding> finding) {
        total++;
        if (missing) {
            findings.add(finding.get());
        } else {
            documented++;
        }
    }

    List<Finding> findings() {
        return findings;
    }

    long total() {
        return total;
    }

    long documented() {
        return documented;
    }

    /** Whole per cent, rounded down so that 100 means all; 100 also when there is nothing to document. */
    long percent() {
        return total == 0 ? 100 : documented * 100 / total;
    }

    private static Finding finding(
            Severity severity, String rule, String message, String path, Optional<Integer> line) {
        return new Finding(severity, rule, message, Optional.of(path), line);
    }
}
