package org.socketworkbench.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/** The comments in a program: numbers, names from this project, and words; never text from outside. */
final class Remarks {
    private static final Messages TEXT = Messages.of(Remarks.class);

    private Remarks() {}

    /** The first line of a program, which says what it is. */
    static String header(HandProgram program) {
        return TEXT.text("code.header", program.name());
    }

    /** The second line of a program, which says how to start it. */
    static String command(String command) {
        return TEXT.text("code.command", command);
    }

    /** What is remarkable about a call, for its line; "" if nothing is. */
    static String of(Statement statement) {
        List<String> remarks = new ArrayList<>();
        if (statement.call() instanceof Call.Sending sending && Literals.isCut(sending.data())) {
            remarks.add(TEXT.text("code.cut", number(sending.data().length()),
                    number(Literals.said(sending.data()).length())));
        }
        statement.outcome().ifPresentOrElse(outcome -> outcome(statement.call(), outcome).ifPresent(remarks::add),
                () -> remarks.add(TEXT.text("code.waiting")));
        return String.join("; ", remarks);
    }

    private static Optional<String> outcome(Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(Errno errno) when errno.equals(Errno.EINTR) ->
                Optional.of(TEXT.text("code.interrupted", errno));
            case Outcome.Failed(Errno errno) -> Optional.of(TEXT.text("code.failed", errno));
            case Outcome.TimedOut timedOut -> Optional.of(TEXT.text("code.timed-out"));
            case Outcome.Done done when call instanceof Call.ConnectEx && done.value() != 0 ->
                Optional.of(TEXT.text("code.failed", new Errno((int) done.value())));
            case Outcome.Done done when call instanceof Call.Sending c && !(call instanceof Call.SendAll)
                    && done.value() < c.data().length() ->
                Optional.of(TEXT.text("code.partial", number(done.value()), number(c.data().length())));
            case Outcome.Received(Bytes data) when data.length() == 0 && call instanceof Call.Receiving c
                    && c.length() > 0 ->
                Optional.of(TEXT.text("code.end"));
            default -> Optional.empty();
        };
    }

    /** A call on a socket that the program has not made itself. */
    static String foreign(Statement statement) {
        return TEXT.text("code.foreign", statement.call().word());
    }

    /** Why a language leaves a call out, or makes it differently. */
    static String because(String key, Object... values) {
        return TEXT.text("code." + key, values);
    }

    /** An address without text from outside: for a path, only that it is a path. */
    static String address(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet ? inet.toString() : TEXT.text("code.path");
    }

    static String number(long number) {
        return Long.toString(number);
    }
}
