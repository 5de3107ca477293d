package dev.drover.master;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.DeadLetter;
import dev.drover.bus.Home;
import dev.drover.bus.IntakeFile;
import dev.drover.master.core.Event;
import dev.drover.message.Failure;
import dev.drover.process.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Where files go that nobody goes on with: to the dead letter, or out of the way. All of it can be done twice. */
final class SetAside {
    private final Home home;
    private final DeadLetter deadLetter;
    private final IntakeFolder intake;
    private final ControlFolder controls;
    private final InstantSource clock;

    SetAside(Home home, DeadLetter deadLetter, IntakeFolder intake, InstantSource clock) {
        this.home = home;
        this.deadLetter = deadLetter;
        this.intake = intake;
        this.controls = new ControlFolder(home);
        this.clock = clock;
    }

    void refused(Event.RequestRefused e) throws IOException {
        // One that was refused for its id alone is named by its intake ULID.
        Path source = intake.find(e.where()).orElseGet(() -> home.root().resolve(e.where()));
        Path name = intake.originalName(source).orElseGet(() -> Path.of(e.file()));
        Path lane = IntakeFile.of(source).map(file -> home.lane(file.lane())).orElse(home.inbox());
        deadLetter.put(source, name, Optional.of(lane), e.error(), clock.instant());
        intake.forget(source);
    }

    /** A control message that is journaled; one that was refused goes to the dead letter. */
    void control(String name, Optional<Failure> refused) throws IOException {
        controls.clear(name, refused, deadLetter, clock.instant());
    }

    /** A claim that was taken back; {@code givenUp} says why its packet is not issued again. */
    void takenBack(AttemptFile attempt, Optional<Failure> givenUp) throws IOException {
        Path claim = home.takenBack().resolve(attempt.fileName());
        if (givenUp.isPresent()) {
            deadLetter.put(claim, claim.getFileName(), Optional.empty(), givenUp.get(), clock.instant());
        } else {
            KillPoint.reach("claim.clear");
            Files.deleteIfExists(claim);
            KillPoint.reach("claim.cleared");
        }
    }
}
