package dev.drover.model;

import dev.drover.message.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Optional;

/** How requests reach a model server: over HTTP/1.1, straight to the address, and never on to another one. */
final class Http {
    private final HttpClient client;
    private final Endpoint endpoint;
    private final Optional<BearerKey> key;
    private final TimeLimits limits;

    Http(Endpoint endpoint, Optional<BearerKey> key, TimeLimits limits) {
        this.endpoint = endpoint;
        this.key = key;
        this.limits = limits;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limits.connect())
                .build();
    }

    Exchange get(String path) throws ModelException, InterruptedException {
        return send(request(path).GET().build());
    }

    Exchange post(String path, Object body) throws ModelException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.at(path));
        key.ifPresent(word -> request.header("Authorization", word.header()));
        return request;
    }

    private Exchange send(HttpRequest request) throws ModelException, InterruptedException {
        return new Exchange(client, endpoint, request, limits);
    }
}
