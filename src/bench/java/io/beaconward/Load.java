package io.beaconward;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;

/** Sends messages to an appliance on this machine, for a time that is given; each call ends by itself. */
final class Load {
    private static final int UDP_SOCKETS = 4;
    private static final int BATCH = 16;
    private static final int WRITE = 1 << 16;
    private static final long REST_NANOS = 20_000; // a sender that spins would take a processor from the appliance

    private final List<ByteBuffer> messages;
    private final byte[] stream;

    Load(List<ByteBuffer> messages) {
        this.messages = messages;
        int size =
                messages.stream().mapToInt(message -> message.remaining() + 1).sum();
        ByteBuffer all = ByteBuffer.allocate(size);
        for (ByteBuffer message : messages) all.put(message.duplicate()).put((byte) '\n');
        this.stream = all.array();
    }

    /**
     * Sends datagrams from several ports.
     *
     * @param rate a second, all together; as many as one thread can where that is fewer
     * @return how many were sent
     */
    long udp(InetSocketAddress to, int rate, double seconds) throws IOException {
        List<DatagramChannel> channels = new ArrayList<>();
        try {
            for (int i = 0; i < UDP_SOCKETS; i++)
                channels.add(DatagramChannel.open().connect(to));
            return paced(channels, rate, seconds);
        } finally {
            for (DatagramChannel channel : channels) channel.close();
        }
    }

    private long paced(List<DatagramChannel> channels, int rate, double seconds) throws IOException {
        long sent = 0;
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        for (long now = start; now < end; now = System.nanoTime()) {
            if (sent >= (now - start) / 1e9 * rate) {
                LockSupport.parkNanos(REST_NANOS);
                continue;
            }
            for (int i = 0; i < BATCH; i++) {
                DatagramChannel channel = channels.get((int) (sent % UDP_SOCKETS));
                channel.write(messages.get((int) (sent % messages.size())).duplicate());
                sent++;
            }
        }
        return sent;
    }

    /**
     * Sends lines over connections at once, as fast as they are taken.
     *
     * @param sockets plain ones, or such that speak TLS
     * @return how many lines were sent
     */
    long stream(SocketFactory sockets, InetSocketAddress to, int connections, double seconds) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Long>> each = new ArrayList<>();
            for (int i = 0; i < connections; i++) each.add(() -> connection(sockets, to, seconds));
            long sent = 0;
            for (Future<Long> one : senders.invokeAll(each)) sent += one.get();
            return sent;
        } catch (ExecutionException e) {
            throw new IOException("a connection broke", e.getCause());
        } finally {
            senders.shutdown();
            senders.awaitTermination(1, TimeUnit.SECONDS);
        }
    }

    private long connection(SocketFactory sockets, InetSocketAddress to, double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long rounds = 0;
        try (Socket socket = sockets.createSocket(to.getAddress(), to.getPort())) {
            OutputStream out = socket.getOutputStream();
            for (; System.nanoTime() < end; rounds++) {
                for (int at = 0; at < stream.length; at += WRITE)
                    out.write(stream, at, Math.min(WRITE, stream.length - at));
            }
        }
        return rounds * messages.size();
    }
}
