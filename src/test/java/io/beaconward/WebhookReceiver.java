package io.beaconward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real receiver of webhooks on loopback. */
final class WebhookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    /** A body, and when its request came, {@link System#nanoTime}. */
    record Received(JsonNode body, long nanos) {}

    WebhookReceiver() throws IOException {
        this(0);
    }

    WebhookReceiver(int port) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            long nanos = System.nanoTime();
            try (exchange) {
                JsonNode body = mapper.readTree(exchange.getRequestBody());
                try {
                    exchange.sendResponseHeaders(204, -1);
                } finally {
                    received.add(new Received(body, nanos)); // answered by now, so that a close takes no answer away
                }
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The next body. */
    JsonNode next() throws InterruptedException {
        return nextReceived().body();
    }

    Received nextReceived() throws InterruptedException {
        Received next = received.poll(30, TimeUnit.SECONDS);
        if (next == null) throw new AssertionError("nothing was posted");
        return next;
    }

    int waiting() {
        return received.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
