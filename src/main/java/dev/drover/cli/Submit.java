package dev.drover.cli;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.Home;
import dev.drover.message.Json;
import dev.drover.message.Priority;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drops a request on the bus. */
@Command(name = "submit", description = "Drops a request on the bus.", mixinStandardHelpOptions = true)
final class Submit implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(paramLabel = "TEXT|FILE")
    private String what = "";

    @Option(names = "--priority")
    private Priority priority = Priority.NORMAL;

    @Option(names = "--workspace")
    private Optional<Path> workspace = Optional.empty();

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("user_request", what);
        workspace.ifPresent(
                w -> request.put("workspace", w.toAbsolutePath().normalize().toString()));
        Path file =
                where.lane(priority).resolve("submit-" + ProcessHandle.current().pid() + ".json");
        DurableFiles.publish(file, Json.prettyBytes(request));
        System.out.println(file);
        return 0;
    }
}
