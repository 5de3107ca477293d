package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.Paint;
import dev.drover.cli.view.Table;
import dev.drover.cli.view.Table.Cell;
import dev.drover.council.LoadedSettings;
import dev.drover.council.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is set, and by what. */
@Command(
        name = "settings",
        description =
                "Shows every setting with its value, its default, where the value comes from, and the variable that "
                        + "would override it.",
        mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() {
        Home where = home.find();
        LoadedSettings loaded = Settings.load(where.settings(), System.getenv());
        if (json) {
            output.json(loaded.values().stream().map(SettingsCommand::json).toList());
            return Exit.DONE;
        }
        var table = new Table("setting", "value", "default", "comes from", "variable");
        for (LoadedSettings.Value value : loaded.values()) {
            boolean isDefault = value.source() instanceof LoadedSettings.Source.Default;
            table.row(
                    Cell.of(value.key()),
                    new Cell(value.value(), isDefault ? Paint.PLAIN : Paint.BOLD),
                    Cell.of(value.defaultValue()),
                    Cell.of(value.source().text()),
                    Cell.of(value.environment()));
        }
        List<String> lines = new ArrayList<>(table.lines(output.style()));
        lines.add("");
        lines.add("file: " + where.settings() + "; a daemon has the environment that it was started in");
        output.lines(lines);
        return Exit.DONE;
    }

    private static Map<String, Object> json(LoadedSettings.Value value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", value.key());
        json.put("value", value.value());
        json.put("default", value.defaultValue());
        json.put("source", value.source().text());
        json.put("environment", value.environment());
        json.put("description", value.description());
        return json;
    }
}
