package org.socketworkbench.model;

import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;

/**
 * Counts the bytes that wait in the buffers of the files around sockets. The program's calls, and the system calls that
 * these make, put bytes in and take them out.
 *
 * @see <a href="https://docs.python.org/3/library/io.html#io.BufferedReader">Python: io.BufferedReader,
 *      io.BufferedWriter</a>
 */
final class FileBuffers {
    private FileBuffers() {}

    static void returned(ParticipantState p, Call call, Outcome outcome) {
        if (!(call instanceof Call.OnDescriptor on) || p.open(on.fd()).isEmpty()) {
            return;
        }
        DescriptorState d = p.open(on.fd()).get();
        switch (call) {
            case Call.MakeFile c -> {
                d.unreadInFile = 0;
                d.unsentInFile = 0;
            }
            case Call.Recv c when isStepOf(p, Call.ReadLine.class) && outcome instanceof Outcome.Received some ->
                d.unreadInFile += some.data().length();
            case Call.ReadLine c -> d.unreadInFile = left(d.unreadInFile, outcome);
            // Bytes that do not fit into the buffer are sent directly, before the rest is put in.
            case Call.Send c when isStepOf(p, Call.FileWrite.class) && outcome instanceof Outcome.Done sent ->
                d.unsentInFile -= sent.value();
            case Call.Send c when isStepOf(p, Call.Flush.class) && outcome instanceof Outcome.Done sent ->
                d.unsentInFile -= sent.value();
            case Call.FileWrite c -> d.unsentInFile =
                    Math.max(0, d.unsentInFile + (outcome instanceof Outcome.Done ? c.data().length() : 0));
            default -> {}
        }
    }

    /** An error in the middle of a line loses the bytes that were read; only an interruption loses nothing. */
    private static long left(long unread, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Received line -> unread - line.data().length();
            case Outcome.Failed failed when failed.errno().equals(Errno.EINTR) -> unread;
            default -> 0;
        };
    }

    private static boolean isStepOf(ParticipantState p, Class<? extends Call.LibraryCall> made) {
        return p.latest().pending().filter(pending -> made.isInstance(pending.call())).isPresent();
    }
}
