package dev.drover.daemon;

import dev.drover.council.AgentDefinitions;
import dev.drover.factory.Registry;
import dev.drover.master.Fold;
import dev.drover.master.FoldImage;
import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.message.ResultStatus;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The registry is made of the journal, like everything that only shows. */
record RegistryFold(Registry registry, Supplier<AgentDefinitions> definitions, DoubleSupplier learningRate)
        implements Fold {
    @Override
    public String name() {
        return "registry";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void apply(Recorded recorded) {
        switch (recorded.event()) {
            case Event.ResultReceived e ->
                registry.answered(
                        e.agentId(),
                        e.outcome().status() == ResultStatus.COMPLETED,
                        e.outcome().seconds(),
                        learningRate.getAsDouble());
            case Event.AgentChanged e ->
                registry.changed(
                        e.agentId(),
                        e.agentType(),
                        definitions.get().capabilitiesByType().getOrDefault(e.agentType(), Set.of()),
                        e.change(),
                        recorded.at());
            default -> {}
        }
    }

    @Override
    public Object image() {
        return registry.image();
    }

    @Override
    public Runnable restore(FoldImage image) {
        List<Registry.Entry> entries = List.of(image.as(Registry.Entry[].class));
        return () -> registry.restore(entries);
    }
}
