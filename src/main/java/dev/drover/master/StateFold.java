package dev.drover.master;

import dev.drover.master.core.Recorded;
import dev.drover.master.core.State;
import dev.drover.master.core.StateImage;

/** The state of the master. */
record StateFold(State state) implements Fold {
    @Override
    public String name() {
        return "state";
    }

    @Override
    public int version() {
        return StateImage.VERSION;
    }

    @Override
    public void apply(Recorded event) {
        state.apply(event);
    }

    @Override
    public Object image() {
        return state.image();
    }

    @Override
    public Runnable restore(FoldImage image) {
        StateImage read = image.as(StateImage.class);
        return () -> state.restore(read);
    }
}
