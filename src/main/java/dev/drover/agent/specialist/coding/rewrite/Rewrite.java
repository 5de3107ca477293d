package dev.drover.agent.specialist.coding.rewrite;

import dev.drover.agent.specialist.coding.rewrite.RewriteAnswer.Rewritten;
import dev.drover.message.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openrewrite.ExecutionContext;
import org.openrewrite.HttpSenderExecutionContextView;
import org.openrewrite.InMemoryExecutionContext;
import org.openrewrite.Recipe;
import org.openrewrite.RecipeException;
import org.openrewrite.Result;
import org.openrewrite.SourceFile;
import org.openrewrite.Validated;
import org.openrewrite.config.Environment;
import org.openrewrite.config.YamlResourceLoader;
import org.openrewrite.internal.InMemoryLargeSourceSet;

/** One run of a recipe over the sources of a job. */
final class Rewrite {
    private static final int CYCLES = 3;

    private final RewriteJob job;
    private final List<String> failures = new ArrayList<>();

    Rewrite(RewriteJob job) {
        this.job = job;
    }

    RewriteAnswer run() throws IOException {
        Recipe recipe;
        try {
            recipe = recipe();
        } catch (RuntimeException e) {
            return RewriteAnswer.refused("it cannot be read: " + cause(e));
        }
        List<String> wrong = recipe.validateAll().stream()
                .flatMap(v -> v.failures().stream())
                .map(Rewrite::said)
                .distinct()
                .toList();
        if (wrong.stream().anyMatch(said -> said.contains("refers to a recipe that doesn't exist"))) {
            return RewriteAnswer.refused(
                    "it, or one that it is composed of, is not among those that are here: " + String.join("; ", wrong));
        }
        if (!wrong.isEmpty()) {
            return RewriteAnswer.refused("it is not right: " + String.join("; ", wrong));
        }
        ExecutionContext context = offline();
        Sources sources = Sources.parse(job, context);
        // What a parser could not read is told of its file.
        failures.clear();
        List<Result> results = recipe.run(new InMemoryLargeSourceSet(sources.files()), context, CYCLES, 1)
                .getChangeset()
                .getAllResults();
        if (!failures.isEmpty()) {
            return RewriteAnswer.refused("it failed: " + failures.getFirst());
        }
        var rewritten = new ArrayList<Rewritten>();
        for (Result result : results) {
            rewritten.add(written(result, rewritten.size()));
        }
        return new RewriteAnswer(
                Optional.empty(), sources.files().size(), rewritten, sources.unread(), PomDependency.notes(context));
    }

    private Recipe recipe() {
        if (job.recipe().equals(RewriteJob.UPGRADE)) {
            return new PomDependency(
                    job.options().getOrDefault("group", ""),
                    job.options().getOrDefault("artifact", ""),
                    job.options().getOrDefault("version", ""));
        }
        var yaml = new YamlResourceLoader(
                new ByteArrayInputStream(job.recipes().getBytes(StandardCharsets.UTF_8)),
                URI.create("rewrite.yml"),
                new Properties(),
                Rewrite.class.getClassLoader());
        return Environment.builder().load(yaml).build().activateRecipes(job.recipe());
    }

    private static String said(Validated.Invalid<?> invalid) {
        return invalid.getProperty() + " " + invalid.getMessage();
    }

    private ExecutionContext offline() {
        ExecutionContext context = new InMemoryExecutionContext(e -> failures.add(cause(e)));
        HttpSenderExecutionContextView.view(context)
                .setHttpSender(request -> {
                    throw new RecipeException("recipes have no network here, and it asks for " + request.getUrl());
                })
                .setLargeFileHttpSender(request -> {
                    throw new RecipeException("recipes have no network here, and it asks for " + request.getUrl());
                });
        return context;
    }

    private static String cause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage())
                .lines()
                .limit(1)
                .collect(Collectors.joining());
    }

    private Rewritten written(Result result, int number) throws IOException {
        Optional<SourceFile> read = Optional.ofNullable(result.getBefore());
        Optional<String> before = read.map(Rewrite::name);
        Optional<String> hash = read.map(file -> Sha256.of(file.printAllAsBytes()));
        SourceFile after = result.getAfter();
        if (after == null) {
            return new Rewritten(before, hash, Optional.empty(), Optional.empty());
        }
        String content = "content-" + number;
        Files.write(Path.of(job.answers(), content), after.printAllAsBytes());
        return new Rewritten(before, hash, Optional.of(name(after)), Optional.of(content));
    }

    private static String name(SourceFile file) {
        return file.getSourcePath().toString().replace('\\', '/');
    }

    /** Names in a fixed order, each once. */
    static List<String> sorted(List<String> names) {
        return List.copyOf(new TreeSet<>(names));
    }
}
