package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.master.core.Input;
import dev.drover.message.Failure;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {
    @TempDir
    Path root;

    private final RequestCheck check = new RequestCheck(
            () -> {
                throw new IllegalStateException("a request that is refused is not planned");
            },
            id -> false,
            1 << 20,
            3);

    private Failure refused(String json) {
        Input input = check.decide(
                "bus/runs/.intake/x", "ulid", Priority.NORMAL, "r.json", json.getBytes(StandardCharsets.UTF_8));
        return assertInstanceOf(Input.Refused.class, input).error();
    }

    private String withFiles(String glob) throws IOException {
        Path workspace = Files.createDirectories(root.resolve("workspace/src"));
        Path parent = workspace.getParent();
        return "{\"workspace\":\"" + parent + "\",\"tasks\":[{\"task_id\":\"a\",\"agent_type\":\"coding\","
                + "\"action\":\"x\",\"files\":[\"" + glob + "\"]}]}";
    }

    @Nested
    class Rule_06_paths_and_places {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../x",
                    "/etc/passwd",
                    "src/../../x",
                    "link/x",
                    "nowhere/x",
                    "src/*/../../../etc/passwd",
                    "**/../../x",
                    "{../x,src}",
                    "{src,/etc/passwd}",
                    "src/*/.."
                })
        void a_file_that_leads_out_of_the_workspace_is_refused_by_its_place(String glob) throws IOException {
            Path workspace = Files.createDirectories(root.resolve("workspace"));
            Files.createSymbolicLink(workspace.resolve("link"), Files.createDirectories(root.resolve("outside")));
            Files.createSymbolicLink(workspace.resolve("nowhere"), root.resolve("not/there"));
            Failure error = refused(withFiles(glob));
            assertTrue(error.message().startsWith("/tasks/0/files/0"), error::message);
            assertTrue(error.message().contains("src/**"), "an example of a right value: " + error.message());
        }

        @Test
        void a_missing_field_is_refused_by_its_place() {
            String message =
                    refused("{\"tasks\":[{\"agent_type\":\"coding\"}]}").message();
            assertTrue(message.contains("/tasks/0"), message);
        }

        @Test
        void more_tasks_than_allowed_are_refused_by_their_place() {
            String task = "{\"task_id\":\"t%d\",\"agent_type\":\"coding\",\"action\":\"x\"}";
            String tasks =
                    task.formatted(1) + "," + task.formatted(2) + "," + task.formatted(3) + "," + task.formatted(4);
            Failure error = refused("{\"tasks\":[" + tasks + "]}");
            assertEquals("too_many_tasks", error.code());
            assertTrue(error.message().contains("/tasks"), error::message);
        }

        @Test
        void a_workspace_that_is_no_folder_is_refused_by_its_place() throws IOException {
            Path file = Files.writeString(root.resolve("file"), "x");
            for (String workspace :
                    new String[] {file.toString(), root.resolve("gone").toString()}) {
                String message = refused("{\"user_request\":\"x\",\"workspace\":\"" + workspace + "\"}")
                        .message();
                assertTrue(message.startsWith("/workspace"), message);
            }
        }

        @Test
        void a_workspace_with_a_character_that_no_path_has_is_refused() {
            refused("{\"user_request\":\"x\",\"workspace\":\"/tmp/\\u0000\"}");
        }
    }
}
