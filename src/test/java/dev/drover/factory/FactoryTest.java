package dev.drover.factory;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactoryTest {
    @TempDir
    Path folder;

    /** Holds up the spawn that it is told of. */
    private static final class SlowNews implements News {
        private final CountDownLatch told = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final AtomicBoolean interrupted = new AtomicBoolean();

        @Override
        public void changed(String agentId, String agentType, String change, long pid, String why) {
            told.countDown();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void ended() {}
    }

    private Factory factory(Home home, News news) {
        Settings settings = Settings.defaults();
        AgentDefinitions definitions = AgentDefinitions.load(home.agentDefinitions());
        return new Factory(
                home,
                () -> settings,
                () -> definitions,
                Map.of("PATH", System.getenv("PATH")),
                "test",
                news,
                new Registry(home),
                Clock.systemUTC(),
                System::nanoTime,
                new Random(1));
    }

    private Home home() throws IOException {
        Home home = new Home(folder.toRealPath());
        home.createFolders();
        Files.createDirectories(home.agentDefinitions());
        String definition = "/seed/council/agents/testing.md";
        try (InputStream in = Objects.requireNonNull(FactoryTest.class.getResourceAsStream(definition))) {
            Files.write(home.agentDefinitions().resolve("testing.md"), in.readAllBytes());
        }
        return home;
    }

    @Test
    void closing_waits_for_an_agent_that_is_just_being_started_and_leaves_it_unharmed() throws Exception {
        Home home = home();
        var news = new SlowNews();
        Factory factory = factory(home, news);
        try {
            factory.start();
            factory.demand(new Demand(Map.of("testing", 1), Map.of("testing", Set.of("t"))));
            assertTrue(news.told.await(60, TimeUnit.SECONDS));
            Thread closing = Thread.ofPlatform().start(factory::close);
            // That is to say, without an end: whoever waits for a while only is in another state.
            await("the close waits for it").until(() -> Set.of(Thread.State.BLOCKED, Thread.State.WAITING)
                    .contains(closing.getState()));
            news.letGo.countDown();
            closing.join();
            assertEquals(false, news.interrupted.get());
            List<Path> agents = Folders.list(home.claimed());
            assertEquals(1, agents.size());
            assertTrue(AgentIdentity.read(agents.getFirst())
                    .orElseThrow()
                    .process()
                    .isAlive());
        } finally {
            news.letGo.countDown();
            factory.stopAgents();
        }
    }

    @Test
    void the_end_of_agents_that_are_ended_is_told_before_the_factory_closes() throws Exception {
        List<String> changes = new CopyOnWriteArrayList<>();
        Factory factory = factory(home(), new News() {
            @Override
            public void changed(String agentId, String agentType, String change, long pid, String why) {
                changes.add(change);
            }

            @Override
            public void ended() {}
        });
        factory.start();
        factory.demand(new Demand(Map.of("testing", 1), Map.of("testing", Set.of("t"))));
        await("an agent").until(() -> changes.contains("spawned"));
        factory.stopAgents();
        factory.close();
        assertEquals(List.of("spawned", "retired"), changes);
    }
}
