package org.socketworkbench.cli;

import java.util.List;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** Describes in one line why a program failed: the call, its result, and the cause in words. */
final class FailureText {
    private static final Messages MESSAGES = Messages.of(FailureText.class);

    private FailureText() {}

    static String of(TraceLog log, TraceEvent.Note failed) {
        for (int number = log.size() - 1; number >= 0; number--) {
            if (log.get(number) instanceof TraceEvent.CallReturned e && e.participant() == failed.participant()
                    && e.outcome() instanceof Outcome.Failed outcome) {
                return MESSAGES.text("failed", CText.of(e.call(), outcome),
                        cause(e.participant(), e.call(), outcome.errno(), before(log, number)));
            }
        }
        return failed.text();
    }

    private static Picture before(TraceLog log, int end) {
        Picture picture = new Picture();
        for (int number = 0; number < end; number++) {
            picture.apply(number, log.get(number));
        }
        return picture;
    }

    /** Where it helps, the advice here is another command line option. */
    private static String cause(int participant, Call call, Errno errno, Picture before) {
        if (call instanceof Call.Bind bind && bind.address() instanceof SocketAddress.Inet4 address) {
            String port = Integer.toString(address.port());
            if (errno.equals(Errno.EADDRINUSE)) {
                return MESSAGES.text(isLeftOver(address.port(), before) ? "failed.time-wait" : "failed.in-use", port);
            }
            if (errno.equals(Errno.EACCES)) {
                return MESSAGES.text("failed.privileged", port);
            }
        }
        return new Explainer().inOneLine(participant, call, errno, before);
    }

    /** Whether the kernel's tables show that only ended connections are left on a port. */
    private static boolean isLeftOver(int port, Picture picture) {
        List<SocketRow> rows = picture.rows().stream()
                .filter(row -> row.transport() == SocketRow.Transport.TCP
                        && row.local() instanceof SocketAddress.Inet local && local.port() == port)
                .toList();
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.state() == TcpState.TIME_WAIT);
    }
}
