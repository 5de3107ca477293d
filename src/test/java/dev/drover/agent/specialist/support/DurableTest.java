package dev.drover.agent.specialist.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {
    @TempDir
    private Path temp;

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor() + output;
    }

    /** Root may write in any folder, so it is somebody else who removes it. */
    @Test
    void folders_in_which_nothing_may_be_written_are_removed_with_all_that_is_in_them() throws Exception {
        Path classes = temp.resolve("classes");
        for (Class<?> one : List.of(Durable.class, RemoveRun.class)) {
            String name = one.getName().replace('.', '/') + ".class";
            Path copy = classes.resolve(name);
            Files.createDirectories(copy.getParent());
            try (var in = one.getClassLoader().getResourceAsStream(name)) {
                Files.copy(java.util.Objects.requireNonNull(in), copy);
            }
        }
        Path outside = Files.writeString(temp.resolve("outside"), "kept");
        Path folder = temp.resolve("home");
        assertEquals(
                "0",
                run(
                        "sh",
                        "-c",
                        "mkdir -p $1/go/pkg/mod/m $1/shut/in && echo x > $1/go/pkg/mod/m/f && ln -s $2 $1/go/link"
                                + " && chmod 555 $1/go/pkg/mod/m $1/go/pkg/mod && chmod 000 $1/shut"
                                + " && chmod 755 $3 && chmod -R a+rX $3/classes",
                        "sh",
                        folder.toString(),
                        outside.toString(),
                        temp.toString()));
        var command = new ArrayList<String>();
        if (run("id", "-u").strip().equals("00")) {
            assertEquals("0", run("chown", "-R", "65534", folder.toString()));
            assertEquals("0", run("chmod", "1777", temp.toString()));
            command.addAll(List.of("setpriv", "--reuid=65534", "--clear-groups"));
        }
        command.addAll(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                classes.toString(),
                RemoveRun.class.getName(),
                folder.toString()));
        assertEquals("0", run(command.toArray(String[]::new)));
        assertTrue(Files.notExists(folder, LinkOption.NOFOLLOW_LINKS));
        assertEquals("kept", Files.readString(outside));
    }
}
