package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.support.SafeFiles;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the places that runners print into files of the workspace; what is not one of its files has no place. */
final class Places {
    /** {@code path:line} or {@code path:line:column}, as stack traces of many languages print it. */
    private static final Pattern PATH_LINE =
            Pattern.compile("((?:file://)?[^\\s:()'\"]{1,500}\\.[A-Za-z0-9]{1,8}):(\\d{1,8})(?::\\d{1,8})?");

    private final Path workspace;

    Places(Path workspace) {
        this.workspace = workspace;
    }

    Optional<FailedTest.Place> of(String file, int line) {
        try {
            Path path = file.startsWith("file://") ? Path.of(URI.create(file)) : workspace.resolve(file);
            Path normal = path.normalize();
            boolean inside = normal.startsWith(workspace) && SafeFiles.isRegular(normal) && line > 0;
            String name = workspace.relativize(normal).toString();
            return inside && !name.startsWith("node_modules/")
                    ? Optional.of(new FailedTest.Place(name, line))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first place in the text that is a file of the workspace. */
    Optional<FailedTest.Place> first(String text) {
        Matcher matcher = PATH_LINE.matcher(text);
        while (matcher.find()) {
            Optional<FailedTest.Place> place = of(matcher.group(1), Integer.parseInt(matcher.group(2)));
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }
}
