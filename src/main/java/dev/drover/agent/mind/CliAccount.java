package dev.drover.agent.mind;

import dev.drover.agent.backend.CliRun;
import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.council.SpendingEntry;
import dev.drover.message.Artifact;
import dev.drover.message.DroverException;
import dev.drover.message.Evidence;
import dev.drover.model.Chat;
import dev.drover.model.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the runs of a coding CLI took, and what it said in them. Confined to one thread. */
final class CliAccount implements Account {
    private static final String FILE = "says.md";

    private final Assignment assignment;
    private final Mind mind;
    private final String name;
    private final StringBuilder said = new StringBuilder();
    private final List<Evidence> evidence = new ArrayList<>();
    private int runs;
    private boolean wasTold;
    private long inputTokens;
    private long outputTokens;
    private long microDollars;

    CliAccount(Assignment assignment, Mind mind, String name) {
        this.assignment = assignment;
        this.mind = mind;
        this.name = name;
    }

    @Override
    public String given() {
        return wasTold ? Part.given(mind.knowledge()) : "";
    }

    /**
     * One more run.
     *
     * @param prompt what it was told; empty when it could not be started. Where it does not say what it took, because it
     *     never does or was killed, at least that was read
     */
    void add(CliRun run, Optional<String> prompt) throws IOException {
        runs++;
        wasTold |= prompt.isPresent();
        boolean saysUsage = run.inputTokens() + run.outputTokens() > 0;
        long input = saysUsage ? run.inputTokens() : Chat.estimatedTokens(prompt.orElse(""));
        long output = saysUsage ? run.outputTokens() : Chat.estimatedTokens(run.message());
        inputTokens += input;
        outputTokens += output;
        microDollars += run.microDollars().orElse(0);
        evidence.add(run.evidence());
        said.append("## Run ").append(runs).append("\n\n").append(run.message()).append('\n');
        run.error().ifPresent(error -> said.append("\nError: ").append(error).append('\n'));
        try {
            book(run, input, output);
        } catch (DroverException e) {
            // It may be over at the next attempt, which finds what was written as a patch.
            throw new IOException(e.getMessage(), e);
        }
    }

    private void book(CliRun run, long input, long output) {
        mind.access()
                .spending()
                .add(new SpendingEntry(
                        mind.access().clock().instant(),
                        assignment.packet().requestId(),
                        assignment.packet().taskId(),
                        assignment.agentId(),
                        name,
                        input,
                        output,
                        run.microDollars().orElse(0)));
    }

    /** The runs themselves, as commands. */
    List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    @Override
    public String who() {
        return name;
    }

    @Override
    public int questions() {
        return runs;
    }

    @Override
    public Map<String, Long> usage() {
        Map<String, Long> usage = new LinkedHashMap<>();
        usage.put("cli.runs", (long) runs);
        usage.put("cli.input_tokens", inputTokens);
        usage.put("cli.output_tokens", outputTokens);
        if (microDollars > 0) {
            usage.put("cli.micro_dollars", microDollars);
        }
        return usage;
    }

    @Override
    public Optional<Artifact> artifact() throws IOException {
        if (runs == 0) {
            return Optional.empty();
        }
        byte[] bytes = said.toString().getBytes(StandardCharsets.UTF_8);
        Files.write(assignment.artifacts().resolve(FILE), bytes);
        return Optional.of(new Artifact(
                FILE, assignment.artifactsName() + "/" + FILE, Optional.of(SafeFiles.sha256(bytes)), Optional.of((long)
                        bytes.length)));
    }
}
