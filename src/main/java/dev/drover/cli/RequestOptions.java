package dev.drover.cli;

import dev.drover.message.Priority;
import dev.drover.message.Strategy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What a person may say of a new request. */
final class RequestOptions {
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    @Parameters(
            paramLabel = "TEXT|FILE|-",
            arity = "1..*",
            description = "What is wanted in plain words, a file with one JSON request, or - to read either from "
                    + "standard input")
    private List<String> what = List.of();

    @Option(
            names = "--priority",
            converter = PriorityName.class,
            description = "critical, high, normal or low, or P0 to P3 (default: what the file says, else normal)")
    private Optional<Priority> priority = Optional.empty();

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "The folder to work in (default: what the file says, else a scratch folder)")
    private Optional<Path> workspace = Optional.empty();

    @Option(names = "--id", description = "Id of the request (default: what the file says, else a new one)")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--strategy",
            converter = StrategyName.class,
            description = "auto, parallel, sequential or pipeline (default: auto)")
    private Optional<Strategy> strategy = Optional.empty();

    @Option(names = "--pattern", description = "Name of the decomposition pattern to use (default: the one that fits)")
    private Optional<String> pattern = Optional.empty();

    /** The request as it is to be dropped. */
    Submission submission(InputStream in) throws IOException {
        RequestDraft draft = draft(in);
        id.ifPresent(value -> draft.set("request_id", value));
        workspace.ifPresent(draft::workspace);
        strategy.ifPresent(value -> draft.set("strategy", value.wire()));
        pattern.ifPresent(value -> draft.set("pattern", value));
        priority.ifPresent(value -> draft.set("priority", value.wire()));
        return draft.finish();
    }

    private RequestDraft draft(InputStream in) throws IOException {
        String text = String.join(" ", what);
        if (text.equals("-")) {
            return draft("standard input", in.readNBytes(MOST_BYTES), false);
        }
        Optional<Path> file = file(text);
        if (file.isPresent()) {
            try (InputStream content = Files.newInputStream(file.get())) {
                return draft(text, content.readNBytes(MOST_BYTES), true);
            }
        }
        return draft("the text", text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static RequestDraft draft(String name, byte[] given, boolean json) {
        return new RequestDraft(name, given, json, Clock.systemUTC().instant(), new java.security.SecureRandom());
    }

    private static Optional<Path> file(String text) {
        try {
            Path path = Path.of(text);
            if (Files.isRegularFile(path)) {
                return Optional.of(path);
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        if (text.endsWith(".json") && text.indexOf(' ') < 0) {
            throw new WrongRequest(
                    "there is no file " + text + "; name one that exists, or say in words what is wanted");
        }
        return Optional.empty();
    }

    private static final class PriorityName implements ITypeConverter<Priority> {
        @Override
        public Priority convert(String value) {
            return read(Priority::of, value);
        }
    }

    private static final class StrategyName implements ITypeConverter<Strategy> {
        @Override
        public Strategy convert(String value) {
            return read(Strategy::of, value.toLowerCase(Locale.ROOT));
        }
    }

    private static <T> T read(Function<String, T> parser, String value) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
