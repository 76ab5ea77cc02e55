package io.beaconward.alert;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads the first {@link #LONGEST} bytes of a response's body; what follows is read and forgotten. */
final class Excerpt implements HttpResponse.BodySubscriber<String> {
    static final int LONGEST = 512;

    private final byte[] bytes = new byte[LONGEST];
    private int length;
    private final CompletableFuture<String> text = new CompletableFuture<>();

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int taken = Math.min(buffer.remaining(), LONGEST - length);
            buffer.get(bytes, length, taken);
            length += taken;
        }
    }

    @Override
    public void onError(Throwable cause) {
        text.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        text.complete(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
}
