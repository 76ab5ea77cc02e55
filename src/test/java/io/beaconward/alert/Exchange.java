package io.beaconward.alert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes the place of a receiver and the way to it: answers at once as told, 200 where nothing else was told. */
final class Exchange implements Delivery.Post {
    /** What came in: the notification's key and the body. */
    record Sent(String key, String body) {}

    final List<Sent> sent = new ArrayList<>();
    private final Deque<CompletableFuture<Answer>> answers = new ArrayDeque<>();

    Exchange answer(int status) {
        return answer(new Answer(status, Optional.empty(), ""));
    }

    Exchange answer(Answer answer) {
        answers.add(CompletableFuture.completedFuture(answer));
        return this;
    }

    Exchange fail(Exception failure) {
        answers.add(CompletableFuture.failedFuture(failure));
        return this;
    }

    /** Leaves the next letter without an answer for ever. */
    Exchange hang() {
        answers.add(new CompletableFuture<>());
        return this;
    }

    /** From now on all arrive. */
    void forget() {
        answers.clear();
    }

    List<String> keys() {
        return sent.stream().map(Sent::key).toList();
    }

    @Override
    public CompletableFuture<Answer> post(byte[] body, String key) {
        sent.add(new Sent(key, new String(body, StandardCharsets.UTF_8)));
        CompletableFuture<Answer> answer = answers.poll();
        return answer != null ? answer : CompletableFuture.completedFuture(new Answer(200, Optional.empty(), ""));
    }
}
