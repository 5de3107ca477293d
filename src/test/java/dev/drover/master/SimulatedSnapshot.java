package dev.drover.master;

import dev.drover.master.core.Recorded;
import dev.drover.master.core.State;
import dev.drover.master.core.StateImage;
import dev.drover.message.Json;
import java.util.List;

/** What a daemon wrote down of its state after some line of the journal. */
record SimulatedSnapshot(int line, String json) {
    static SimulatedSnapshot of(int line, State state) {
        return new SimulatedSnapshot(line, Json.mapper().writeValueAsString(state.image()));
    }

    /** The state that a daemon comes to which starts from here. */
    State restart(List<Recorded> journal) {
        var state = new State();
        state.restore(Json.mapper().readValue(json, StateImage.class));
        journal.subList(line, journal.size()).forEach(state::apply);
        return state;
    }
}
