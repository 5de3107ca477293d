package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.ResultStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTest {
    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;
    private String origin;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench).param("branch", "topic");
        bench.repository().write("a.txt", "a\n").commitAll();
        bench.git("branch", "topic");
        bench.git("tag", "-a", "-m", "x", "v1");
        origin = temp.resolve("origin.git").toString();
        bench.git("init", "-q", "--bare", origin);
        bench.git("remote", "add", "origin", origin);
    }

    @Test
    void one_branch_is_pushed_and_nothing_else() throws Exception {
        bench.git("config", "push.followTags", "true");
        Outcome outcome = tasks.run("push");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals("refs/heads/topic", atOrigin("for-each-ref", "--format=%(refname)"));
        assertEquals(bench.git("rev-parse", "topic"), atOrigin("rev-parse", "topic"));
        assertTrue(tasks.again().summary().contains("already"));
    }

    @Test
    void a_tag_is_pushed_when_it_is_named() throws Exception {
        tasks.withoutParams().param("tag", "v1");
        assertEquals(ResultStatus.COMPLETED, tasks.run("push").status());
        assertEquals("refs/tags/v1", atOrigin("for-each-ref", "--format=%(refname)"));
        bench.git("commit", "-q", "--allow-empty", "-m", "next");
        bench.git("tag", "-f", "-a", "-m", "moved", "v1");
        String before = atOrigin("rev-parse", "v1");
        assertEquals("push_rejected", tasks.run("push").error().orElseThrow().code());
        assertEquals(before, atOrigin("rev-parse", "v1"));
    }

    @Test
    void nothing_is_forced_whatever_the_repository_is_set_to() throws Exception {
        tasks.run("push");
        String there = bench.git("commit-tree", "-m", "someone else's", "-p", "topic", "topic^{tree}");
        bench.git("push", "-q", origin, there + ":refs/heads/topic");
        bench.git("config", "--add", "remote.origin.push", "+refs/heads/*:refs/heads/*");
        bench.write("a.txt", "2\n").commitAll();
        bench.git("branch", "-f", "topic", "main");
        Outcome outcome = tasks.run("push");
        assertEquals(ResultStatus.FAILED, outcome.status(), outcome.summary());
        assertEquals("push_rejected", outcome.error().orElseThrow().code());
        assertFalse(outcome.error().orElseThrow().retryable());
        assertTrue(outcome.summary().contains("Fetch it, merge it"), outcome.summary());
        bench.git("config", "remote.origin.mirror", "true");
        assertEquals(ResultStatus.FAILED, tasks.run("push").status());
        assertEquals(there, atOrigin("rev-parse", "topic"));
    }

    @Test
    void a_rule_at_the_other_end_is_told_in_its_words() throws Exception {
        script(Path.of(origin, "hooks", "pre-receive"), "echo 'topics are closed'; exit 1");
        Outcome outcome = tasks.run("push");
        assertEquals("push_rejected", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("topics are closed"), outcome.summary());
    }

    @Test
    void a_pre_push_hook_has_its_say() throws Exception {
        script(bench.workspace().resolve(".git/hooks/pre-push"), "echo 'not on a Friday' >&2; exit 1");
        Outcome outcome = tasks.run("push");
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertTrue(outcome.summary().contains("not on a Friday"), outcome.summary());
        assertEquals("", atOrigin("for-each-ref"));
    }

    @Test
    void only_remotes_that_the_repository_has_are_pushed_to() throws Exception {
        for (String remote : new String[] {"elsewhere", origin, "--mirror", "https://example.org/x.git"}) {
            Outcome outcome = tasks.param("remote", remote).run("push");
            assertEquals("no_remote", outcome.error().orElseThrow().code(), outcome.summary());
        }
        assertEquals("", atOrigin("for-each-ref"));
        assertEquals(
                "no_branch",
                tasks.param("remote", "origin")
                        .param("branch", "none")
                        .run("push")
                        .error()
                        .orElseThrow()
                        .code());
        assertEquals(
                "bad_branch_name",
                tasks.param("branch", "--all").run("push").error().orElseThrow().code());
    }

    @Test
    void where_a_password_is_needed_nobody_is_asked() throws Exception {
        Path witness = temp.resolve("asked");
        script(temp.resolve("ask"), "touch '" + witness + "'; echo secret");
        bench.git("config", "core.askPass", temp.resolve("ask").toString());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"x\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            bench.git(
                    "remote",
                    "set-url",
                    "origin",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/x.git");
            Outcome outcome = tasks.run("push");
            assertEquals(ResultStatus.BLOCKED, outcome.status(), outcome.summary());
            assertEquals("no_credentials", outcome.error().orElseThrow().code(), outcome.summary());
            assertFalse(Files.exists(witness));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_server_that_is_not_there_is_tried_again() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        bench.git("remote", "set-url", "origin", "http://127.0.0.1:" + port + "/x.git");
        Outcome outcome = tasks.run("push");
        assertEquals("remote_unreachable", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(outcome.error().orElseThrow().retryable());
    }

    @Test
    void ssh_is_told_to_ask_nothing_unless_the_user_has_a_command_of_his_own() throws Exception {
        var shell = new StandIns(bench.shell(), temp.resolve("bin"))
                .add("ssh", "echo 'Permission denied (publickey).' >&2; exit 255");
        tasks.shell(shell);
        bench.git("remote", "set-url", "origin", "git@example.org:ada/shop.git");
        Outcome outcome = tasks.run("push");
        assertEquals("no_credentials", outcome.error().orElseThrow().code(), outcome.summary());
        assertTrue(
                shell.arguments("ssh").contains("BatchMode=yes"),
                shell.arguments("ssh").toString());
        shell.add("my-ssh", "exit 255");
        bench.git("config", "core.sshCommand", "my-ssh -v");
        tasks.run("push");
        assertTrue(
                shell.arguments("my-ssh").contains("-v"),
                shell.arguments("my-ssh").toString());
    }

    private String atOrigin(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(java.util.List.of("-C", origin));
        command.addAll(java.util.List.of(arguments));
        return bench.git(command.toArray(String[]::new));
    }

    private static void script(Path file, String body) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
