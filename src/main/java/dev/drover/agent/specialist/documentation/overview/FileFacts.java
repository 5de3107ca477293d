package dev.drover.agent.specialist.documentation.overview;

import dev.drover.agent.specialist.documentation.source.Languages;
import dev.drover.agent.specialist.documentation.source.TestPaths;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What one file contributes to the overview.
 *
 * @param firstLine its first line when that names an interpreter, else empty
 * @param about what a README says first about its folder, else empty
 */
record FileFacts(long lines, Optional<Beginning> beginning, String firstLine, List<Setting> settings, String about) {
    /** To be raised with every change to what is made of a file. */
    static final String VERSION = "1";

    FileFacts {
        settings = List.copyOf(settings);
    }

    static FileFacts of(String path, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        boolean tests = TestPaths.contain(path);
        String language =
                Languages.of(path).orElse(Languages.ofInterpreter(text).orElse(""));
        return new FileFacts(
                text.lines().count(),
                MainFile.in(path, text),
                text.startsWith("#!") ? text.lines().findFirst().orElse("") : "",
                tests ? List.of() : Settings.in(language, text),
                Folders.isReadme(path) ? Folders.about(text) : "");
    }
}
