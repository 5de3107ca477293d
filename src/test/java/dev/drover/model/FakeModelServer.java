package dev.drover.model;

import dev.drover.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A model server that answers what it was told to, byte for byte, over real connections: each request takes the next
 * script. What is sent is chunked, so an answer that is cut off can be told from one that has ended.
 */
public final class FakeModelServer implements AutoCloseable {
    private static final long LONG = 60;

    private final ServerSocket socket;
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Function<Asked, Script> otherwise = request -> {
        throw new IllegalStateException("no script is left");
    };

    /** What is sent for one request. */
    public interface Script {
        void answer(Connection to) throws IOException, InterruptedException;
    }

    /** A request as it came. */
    public record Asked(String line, Map<String, String> headers, String body) {
        public JsonNode json() {
            return Json.tree(body);
        }
    }

    public FakeModelServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("fake model server").start(this::accept);
    }

    public Endpoint endpoint(Endpoint.Protocol protocol) {
        String path = protocol == Endpoint.Protocol.OPENAI ? "/v1" : "";
        return Endpoint.of(protocol, "http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    public FakeModelServer then(Script script) {
        scripts.add(script);
        return this;
    }

    /** What is answered when no script is left. */
    public FakeModelServer otherwise(Function<Asked, Script> answers) {
        otherwise = answers;
        return this;
    }

    /** Answers with success and these lines. */
    public FakeModelServer thenLines(String... lines) {
        return then(to -> {
            to.head(200);
            for (String line : lines) {
                to.send(line + "\n");
            }
            to.end();
        });
    }

    public FakeModelServer thenStatus(int status, String body, String... headers) {
        return then(to -> {
            to.head(status, headers);
            to.send(body);
            to.end();
        });
    }

    public Asked request() throws InterruptedException {
        Asked next = asked.poll(LONG, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nobody asked");
        }
        return next;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Asked request = read(connection.getInputStream());
            asked.add(request);
            Script next = scripts.poll();
            Script script = next == null ? otherwise.apply(request) : next;
            script.answer(new Connection(connection));
        } catch (IOException | InterruptedException e) {
            // The client has gone, or the test is over.
            return;
        }
    }

    private static Asked read(InputStream in) throws IOException {
        String first = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Asked(first, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        List<Integer> bytes = new ArrayList<>();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            bytes.add(b);
        }
        var text = new StringBuilder();
        bytes.stream().filter(b -> b != '\r').forEach(b -> text.append((char) b.intValue()));
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }

    /** The way back to one client. */
    public static final class Connection {
        private final Socket socket;
        private final OutputStream out;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        public void head(int status, String... headers) throws IOException {
            var head = new StringBuilder(
                    "HTTP/1.1 " + status + " S\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            out.write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        public void send(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0) {
                out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.write(bytes);
                out.write("\r\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }

        /** Sends what need not be HTTP. */
        void raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        public void end() throws IOException {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** Waits until the client closes the connection. */
        public void awaitGone(CountDownLatch gone) throws IOException {
            try {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } finally {
                // Whoever goes with something unread resets the connection.
                gone.countDown();
            }
        }
    }
}
