package dev.drover.agent.specialist.review.javacode;

import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.review.rule.Quality;
import dev.drover.agent.specialist.review.rule.Rule;
import dev.drover.agent.specialist.review.rule.SourceFile;
import dev.drover.agent.specialist.support.JavaSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Java file once and has every check walk over its tree. */
public final class JavaRule implements Rule {
    private static final Pattern LINE = Pattern.compile("^line (\\d{1,9}): ");

    private static final List<Function<Subject, JavaCheck>> SECURITY = List.of(
            QueryCheck::new,
            CommandCheck::new,
            RequestCheck::new,
            CryptoCheck::new,
            TrustCheck::new,
            LoadCheck::new,
            ConfigurationCheck::new);

    private static final List<Function<Subject, JavaCheck>> QUALITY =
            List.of(ExceptionCheck::new, MistakeCheck::new, ShapeCheck::new, LeftoverCheck::new);

    private final List<Function<Subject, JavaCheck>> checks;

    private JavaRule(List<Function<Subject, JavaCheck>> checks) {
        this.checks = checks;
    }

    /** What an attacker could use. */
    public static JavaRule security() {
        return new JavaRule(SECURITY);
    }

    /** All that it knows. */
    public static JavaRule all() {
        var all = new ArrayList<>(SECURITY);
        all.addAll(QUALITY);
        return new JavaRule(List.copyOf(all));
    }

    @Override
    public List<Hit> check(SourceFile file) {
        if (!file.path().endsWith(".java")) {
            return List.of();
        }
        try {
            JavaSource source = JavaSource.parse(file.path(), file.text());
            if (!source.errors().isEmpty()) {
                return List.of(unread(file, source.errors().getFirst()));
            }
            var hits = new ArrayList<Hit>();
            var subject = new Subject(file, source, hits);
            for (Function<Subject, JavaCheck> check : checks) {
                check.apply(subject).scan(source.unit(), null);
            }
            return hits;
        } catch (IOException e) {
            return List.of(unread(file, String.valueOf(e.getMessage())));
        }
    }

    private static Hit unread(SourceFile file, String why) {
        Matcher line = LINE.matcher(why);
        int number = line.find() ? Math.max(1, Integer.parseInt(line.group(1))) : 1;
        String first = why.lines().findFirst().orElse("");
        return Hit.at(file, number, Quality.SYNTAX).saying("(" + first + ")");
    }
}
