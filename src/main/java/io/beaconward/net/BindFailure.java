package io.beaconward.net;

import io.beaconward.bytes.Address;
import io.netty.channel.unix.Errors;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** An address could not be listened on. The message says which, why, and what to do. */
public final class BindFailure extends Exception {
    private static final int EACCES = 13;
    private static final int EADDRINUSE = 98;
    private static final int EADDRNOTAVAIL = 99;

    BindFailure(Transport transport, InetSocketAddress address, Throwable cause) {
        super(message(transport, address, cause), cause);
    }

    private BindFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A UNIX socket's one. */
    static BindFailure ofFile(Transport transport, Path file, Throwable cause, String advice) {
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new BindFailure(
                "Cannot listen on " + transport.setting() + " " + file + ": " + why + ". What to do: " + advice, cause);
    }

    private static String message(Transport transport, InetSocketAddress address, Throwable cause) {
        // Only epoll tells the error's number; elsewhere all advice there is has to do.
        int number = cause instanceof Errors.NativeIoException e ? -e.expectedErr() : 0;
        String advice = switch (number) {
            case EADDRINUSE -> inUse(transport);
            case EACCES -> notAllowed();
            case EADDRNOTAVAIL -> notOurs();
            default -> inUse(transport) + "; or " + notAllowed() + "; or " + notOurs();
        };
        return "Cannot listen on " + transport.setting() + " " + text(address) + ": " + cause.getMessage()
                + ". What to do: " + advice;
    }

    private static String inUse(Transport transport) {
        String flags = transport == Transport.UDP ? "-lunp" : "-ltnp";
        return "if another process has the port, find it with `ss " + flags + "` and stop it, or choose another port";
    }

    private static String notAllowed() {
        return "ports below 1024 need the capability CAP_NET_BIND_SERVICE (the systemd unit grants it), or choose a higher port";
    }

    private static String notOurs() {
        return "the address has to be one of this machine's (see `ip address`)";
    }

    /** As the settings write it: {@code 127.0.0.1:5514}, {@code [::1]:5514}. */
    static String text(InetSocketAddress address) {
        if (address.isUnresolved()) return address.getHostString() + ":" + address.getPort();
        Address ip = new Address();
        ip.set(address.getAddress().getAddress());
        return ip.isV4() ? ip + ":" + address.getPort() : "[" + ip + "]:" + address.getPort();
    }
}
