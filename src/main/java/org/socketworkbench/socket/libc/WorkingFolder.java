package org.socketworkbench.socket.libc;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/**
 * The working folder for relative paths of one thread's UNIX sockets. The whole process has one working folder, unless
 * a thread asks for its own: then the kernel gets the path as the program wrote it, and the folder's length does not
 * count. The thread is in the folder only during the call, because Java expects its own relative paths to begin where
 * it was started. If the kernel refuses, as in some containers, it gets the whole path.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/unshare.2.html">man 2 unshare</a>
 */
final class WorkingFolder {
    /** From {@code <linux/sched.h>}. */
    private static final int CLONE_FS = 0x200;
    private static final String STARTED_IN = System.getProperty("user.dir");

    private @Nullable Path folder;
    private boolean asked;
    private boolean own;

    void set(@Nullable Path folder) {
        this.folder = folder;
    }

    Outcome make(Call.SystemCall call, Function<Call.SystemCall, Outcome> maker) {
        if (folder == null || !isRelative(call)) {
            return maker.apply(call);
        }
        try (Arena arena = Arena.ofConfined()) {
            var errno = arena.allocate(LibC.ERRNO_LAYOUT);
            if (!asked) {
                asked = true;
                own = (int) LibC.UNSHARE.invokeExact(errno, CLONE_FS) == 0;
            }
            if (!own) {
                return maker.apply(whole(call));
            }
            if ((int) LibC.CHDIR.invokeExact(errno, arena.allocateFrom(folder.toString())) < 0) {
                return new Outcome.Failed(new Errno(LibC.errno(errno)));
            }
            try {
                return maker.apply(call);
            } finally {
                int ignored = (int) LibC.CHDIR.invokeExact(errno, arena.allocateFrom(STARTED_IN));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw LibC.defect(e);
        }
    }

    private static boolean isRelative(Call.SystemCall call) {
        return call instanceof Call.WithAddress c && c.address() instanceof SocketAddress.Unix unix && unix.isRelative()
                || call instanceof Call.Unlink unlink && unlink.address().isRelative();
    }

    private Call.SystemCall whole(Call.SystemCall call) {
        return switch (call) {
            case Call.Bind c -> new Call.Bind(c.fd(), whole(c.address()));
            case Call.Connect c -> new Call.Connect(c.fd(), whole(c.address()));
            case Call.SendTo c -> new Call.SendTo(c.fd(), c.data(), c.flags(), whole(c.address()));
            case Call.Unlink c -> new Call.Unlink(whole(c.address()));
            default -> call;
        };
    }

    private SocketAddress.Unix whole(SocketAddress address) {
        byte[] path = ((SocketAddress.Unix) address).path().toArray();
        byte[] before = Bytes.utf8(folder + "/").toArray();
        byte[] whole = new byte[before.length + path.length];
        System.arraycopy(before, 0, whole, 0, before.length);
        System.arraycopy(path, 0, whole, before.length, path.length);
        return new SocketAddress.Unix(Bytes.owning(whole));
    }
}
