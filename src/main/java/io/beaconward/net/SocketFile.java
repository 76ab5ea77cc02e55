package io.beaconward.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a UNIX socket. One left behind by a process that is gone makes way; nothing else does. */
final class SocketFile {
    private static final Logger LOG = LoggerFactory.getLogger(SocketFile.class);

    /** inode(7): S_IFMT and S_IFSOCK. */
    private static final int TYPE = 0170000;

    private static final int SOCKET = 0140000;

    private static final String MODE = "rw-rw----";
    private static final String OURS =
            "the directory has to exist and we must be allowed to write in it (the systemd unit"
                    + " makes /run/beaconward)";

    private final Transport transport;
    private final Path path;

    SocketFile(Transport transport, Path path) {
        this.transport = transport;
        this.path = path;
    }

    BindFailure failure(String why, String advice) {
        return BindFailure.ofFile(transport, path, new IOException(why), advice);
    }

    BindFailure notBound(Throwable cause) {
        return BindFailure.ofFile(transport, path, cause, OURS);
    }

    /** Removes a socket that nobody listens on; fails where anything else lies in the way. */
    void makeRoom() throws BindFailure {
        try {
            int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & TYPE) != SOCKET)
                throw failure("there is a file that is no socket", "move it away, or choose another path");
            if (isAnswered())
                throw failure("another process listens there", "find it with `ss -lxp`, or choose another path");
            Files.delete(path);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is free", path);
        } catch (IOException e) {
            throw notBound(e);
        }
    }

    /** Only a refusal says that nobody is there: a socket of datagrams answers with another error. */
    private boolean isAnswered() {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            LOG.debug("{} answers: {}", path, e.getMessage());
            return true;
        }
    }

    /** Lets the group write to the socket, and nobody else. */
    void share() throws BindFailure {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(MODE));
        } catch (IOException e) {
            throw notBound(e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", path, e.getMessage());
        }
    }
}
