package dev.drover.agent.mind;

import dev.drover.agent.specialist.documentation.api.ApiIndex;
import dev.drover.agent.specialist.documentation.api.ApiMember;
import dev.drover.agent.specialist.documentation.api.ApiPackage;
import dev.drover.agent.specialist.documentation.api.ApiType;
import dev.drover.agent.specialist.review.WithoutSecrets;
import dev.drover.model.Part;
import java.util.List;
import java.util.stream.Stream;

/** An API index as a model is shown it: names, declarations and first sentences, and no constant that is a secret. */
final class ShownApi {
    private static final int MOST_PACKAGES = 60;
    private static final int LONGEST_LINE = 300;
    private static final int PACKAGE = 80;

    private ShownApi() {}

    /**
     * A part for each package.
     *
     * @param most characters of one
     */
    static List<Part> parts(List<ApiPackage> packages, int most) {
        return packages.stream()
                .limit(MOST_PACKAGES)
                .map(one -> new Part(
                        "Package " + one.name() + " (" + one.language() + ")",
                        withoutSecrets(text(one, most)),
                        PACKAGE))
                .toList();
    }

    private static String text(ApiPackage apiPackage, int most) {
        var out = new StringBuilder(line("", apiPackage.about()));
        for (ApiPackage.Placed placed : apiPackage.types()) {
            ApiType type = placed.type();
            if (out.length() > most) {
                return out + "[the rest of the package is left out]\n";
            }
            out.append(line(type.name() + ": " + type.signature(), type.about()));
            for (ApiMember member : ApiIndex.members(type)) {
                out.append(line("  " + ApiNames.nameOf(type, member) + ": " + member.signature(), member.about()));
            }
        }
        return out.toString();
    }

    private static String line(String declaration, String about) {
        String indent = declaration.startsWith("  ") ? "  " : "";
        String text = Words.line(declaration + (about.isEmpty() ? "" : " // " + about), LONGEST_LINE);
        return text.isEmpty() ? "" : indent + text + "\n";
    }

    private static String withoutSecrets(String text) {
        return String.join("\n", WithoutSecrets.lines("Api.java", text));
    }

    /** How many types and members have no first sentence. */
    static long withoutSentence(List<ApiPackage> packages) {
        return packages.stream()
                .flatMap(one -> one.types().stream())
                .map(ApiPackage.Placed::type)
                .flatMap(type -> Stream.concat(
                        type.name().isEmpty() ? Stream.empty() : Stream.of(type.about()),
                        ApiIndex.members(type).stream().map(ApiMember::about)))
                .filter(String::isBlank)
                .count();
    }
}
