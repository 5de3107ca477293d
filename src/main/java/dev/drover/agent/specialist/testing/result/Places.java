package dev.drover.agent.specialist.testing.result;

import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Shortened;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns the places that runners print into files of the workspace; what is not one of its files has no place.
 *
 * @param workspace what places are relative to
 * @param folder where the runner worked, which what it prints is mostly relative to
 */
public record Places(Path workspace, Path folder) {
    /** {@code path:line} or {@code path:line:column}, as stack traces of many languages print it. */
    private static final Pattern PATH_LINE =
            Pattern.compile("((?:file://)?[^\\s:()'\"]{1,500}\\.[A-Za-z0-9]{1,8}):(\\d{1,8})(?::\\d{1,8})?");

    /** A frame of a Python traceback. */
    private static final String FRAME = "File \"([^\"\\n]{1,500})\", line (\\d{1,8})";

    private static final Pattern ANY = Pattern.compile(PATH_LINE.pattern() + "|" + FRAME);

    /** What is in there is not the project's own. */
    private static final List<String> INSTALLED = List.of("/node_modules/", "/site-packages/", "/.tox/", "/vendor/");

    private static final int MAX_TEXT = 16 << 10;

    public Places(Path workspace) {
        this(workspace, workspace);
    }

    public Optional<Place> of(String file, int line) {
        for (Path base : folder.equals(workspace) ? List.of(folder) : List.of(folder, workspace)) {
            Optional<Place> place = of(base, file, line);
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    private Optional<Place> of(Path base, String file, int line) {
        try {
            Path path = file.startsWith("file://") ? Path.of(URI.create(file)) : base.resolve(file);
            Path normal = path.normalize();
            boolean inside = normal.startsWith(workspace) && SafeFiles.isRegular(normal) && line > 0;
            String name = workspace.relativize(normal).toString();
            return inside && INSTALLED.stream().noneMatch(("/" + name)::contains)
                    ? Optional.of(new Place(name, line))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first place in the text that is a file of the workspace. */
    public Optional<Place> first(String text) {
        Matcher matcher = PATH_LINE.matcher(Shortened.of(text, MAX_TEXT));
        while (matcher.find()) {
            Optional<Place> place = of(matcher.group(1), Integer.parseInt(matcher.group(2)));
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    /** All places in the text that are files of the workspace, those of Python's tracebacks too. */
    public Stream<Place> all(String text) {
        return ANY.matcher(Shortened.of(text, MAX_TEXT)).results().flatMap(match -> {
            boolean frame = match.group(1) == null;
            return of(match.group(frame ? 3 : 1), Integer.parseInt(match.group(frame ? 4 : 2))).stream();
        });
    }
}
