package dev.drover.model;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The body of an answer, piece by piece as it comes. No more than two pieces are held, since the next one is asked for
 * when one is taken. One thread takes; those of the HTTP client bring.
 */
final class Chunks implements HttpResponse.BodySubscriber<Void> {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile Optional<Flow.Subscription> subscription = Optional.empty();
    private volatile boolean cancelled;

    private sealed interface Event {
        record Bytes(ByteBuffer bytes) implements Event {}

        record End() implements Event {}

        record Failure(Throwable cause) implements Event {}
    }

    /** An answer is one as soon as its head is there; whoever waits for the rest takes it piece by piece. */
    @Override
    public CompletionStage<Void> getBody() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription own) {
        subscription = Optional.of(own);
        if (cancelled) {
            own.cancel();
        } else {
            own.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        int length = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        buffers.forEach(all::put);
        events.add(new Event.Bytes(all));
    }

    @Override
    public void onError(Throwable cause) {
        events.add(new Event.Failure(cause));
    }

    @Override
    public void onComplete() {
        events.add(new Event.End());
    }

    /**
     * Waits for the next piece.
     *
     * @param nanos how long; nothing is waited for when it is not positive
     * @return empty at the end
     * @throws TimeoutException when none came in that time
     * @throws IOException when the connection broke
     */
    Optional<byte[]> next(long nanos) throws InterruptedException, TimeoutException, IOException {
        Event event = events.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        if (event == null) {
            throw new TimeoutException();
        }
        return switch (event) {
            case Event.Bytes piece -> {
                subscription.ifPresent(s -> s.request(1));
                yield Optional.of(piece.bytes().array());
            }
            case Event.End end -> {
                events.add(end);
                yield Optional.empty();
            }
            case Event.Failure failure -> throw new IOException(failure.cause());
        };
    }

    /** Lets the server know that nobody listens any more, now or as soon as its answer begins. */
    void cancel() {
        cancelled = true;
        subscription.ifPresent(Flow.Subscription::cancel);
    }
}
