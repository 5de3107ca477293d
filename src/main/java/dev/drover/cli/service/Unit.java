package dev.drover.cli.service;

import java.nio.file.Path;
import java.util.Map;

/** The systemd user unit of one home. How values are written is said in systemd.service(5) and systemd.syntax(7). */
record Unit(Path home, Path launcher) {
    /**
     * Ends the agents too when the service is stopped; when the daemon crashed they work on, and the daemon that is
     * started next finds them.
     */
    private static final String STOP = "test \"$SERVICE_RESULT\" != success || exec \"$0\" down --home \"$1\"";

    /** The line that says whose unit it is. */
    String belongsTo() {
        return "WorkingDirectory=" + plain(home.toString());
    }

    /**
     * The file's content.
     *
     * @param environment variables that the daemon needs besides what systemd gives it
     */
    String text(Map<String, String> environment) {
        var text = new StringBuilder();
        text.append("[Unit]\n");
        text.append("Description=Drover in ").append(plain(home.toString())).append('\n');
        text.append("\n[Service]\n");
        text.append("Type=exec\n");
        text.append(belongsTo()).append('\n');
        environment.forEach((name, value) ->
                text.append("Environment=").append(word(name + "=" + value)).append('\n'));
        String program = word(launcher.toString());
        text.append("ExecStart=" + program + " up --keep-agents --home " + argument(home.toString()) + "\n");
        text.append("ExecStop=/bin/sh -c " + argument(STOP) + " " + argument(launcher.toString()) + " "
                + argument(home.toString()) + "\n");
        text.append("KillMode=process\n");
        text.append("Restart=on-failure\n");
        text.append("RestartSec=2\n");
        text.append("TimeoutStopSec=90\n");
        // The JVM ends with this code on SIGTERM.
        text.append("SuccessExitStatus=143\n");
        text.append("\n[Install]\n");
        text.append("WantedBy=default.target\n");
        return text.toString();
    }

    /** One word after the program, where variables are replaced too. */
    private static String argument(String value) {
        return word(value).replace("$", "$$");
    }

    /** One word whatever it holds. */
    private static String word(String value) {
        return '"' + plain(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A value that takes the rest of its line. */
    private static String plain(String value) {
        return value.replace("%", "%%");
    }
}
