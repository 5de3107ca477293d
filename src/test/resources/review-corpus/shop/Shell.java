package shop;

import java.io.IOException;
import java.util.List;

final class Shell {
    void archive(String folder) throws IOException {
        new ProcessBuilder("sh", "-c", "tar czf /var/backup.tgz " + folder).start();
        Runtime.getRuntime().exec("rm -r " + folder);
        Runtime.getRuntime().exec(new String[] {"/bin/bash", "-c", "ls " + folder});
        List<String> command = List.of("bash", "-lc", String.format("du -s %s", folder));
        new ProcessBuilder(command).start();
    }

    void given(String script) throws IOException {
        new ProcessBuilder("sh", "-c", script).start();
    }

    void sound(String folder) throws IOException {
        new ProcessBuilder("tar", "czf", "/var/backup.tgz", folder).start();
        new ProcessBuilder("sh", "-c", "exec tar czf /var/backup.tgz \"$1\"", "sh", folder).start();
    }
}
