package org.socketworkbench.trace;

import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** What waits in the buffers of the files around sockets: the program's calls put bytes in and take them out, and so do the calls that these make. */
final class FileBuffers {
    private FileBuffers() {}

    static void entered(ParticipantState p, Call call) {
        if (call instanceof Call.Write write) {
            // They are in the buffer whatever comes of its emptying.
            p.open(write.fd()).ifPresent(d -> d.unsentInFile += write.data().length());
        }
    }

    static void returned(ParticipantState p, Call call, Outcome outcome) {
        if (!(call instanceof Call.OnDescriptor on) || p.open(on.fd()).isEmpty()) {
            return;
        }
        DescriptorState d = p.open(on.fd()).get();
        switch (outcome) {
            case Outcome.Done done when call instanceof Call.MakeFile -> {
                d.unreadInFile = 0;
                d.unsentInFile = 0;
            }
            case Outcome.Received line when call instanceof Call.ReadLine -> d.unreadInFile -= line.data().length();
            case Outcome.Received some when call instanceof Call.Recv && isStepOf(p, Call.ReadLine.class) ->
                d.unreadInFile += some.data().length();
            case Outcome.Done sent when call instanceof Call.Send
                    && (isStepOf(p, Call.Write.class) || isStepOf(p, Call.Flush.class)) -> d.unsentInFile -= sent.value();
            default -> { }
        }
    }

    private static boolean isStepOf(ParticipantState p, Class<? extends Call.LibraryCall> made) {
        return p.pending().filter(pending -> made.isInstance(pending.call())).isPresent();
    }
}
