package io.beaconward.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Carries one connection on to another address: byte by byte towards it, as it comes back from it. */
final class TricklingRelay implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final InetSocketAddress target;
    private volatile Socket near = new Socket();
    private volatile Socket far = new Socket();

    TricklingRelay(InetSocketAddress target) throws IOException {
        this.target = target;
        start("relay-there", this::accept);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void accept() {
        try {
            near = server.accept();
            far = new Socket(target.getAddress(), target.getPort());
            far.setTcpNoDelay(true);
            start("relay-back", () -> carry(far, near, 1 << 16));
            carry(near, far, 1);
        } catch (IOException e) {
            close();
        }
    }

    private void carry(Socket from, Socket to, int most) {
        byte[] piece = new byte[most];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) out.write(piece, 0, read);
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            near.close();
            far.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
