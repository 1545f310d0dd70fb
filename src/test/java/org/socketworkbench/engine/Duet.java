package org.socketworkbench.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/**
 * Two programs that talk twice: the client says each of {@link #TALKS}, the server answers with the same in upper case.
 * Each prints what it heard, a talk a line.
 */
record Duet(PersistentProgram server, PersistentProgram client) {
    /** Long enough that a lost piece shows, or one that came twice. */
    static final List<String> TALKS =
            List.of("once upon a time, ".repeat(600), "and if they have not died, ".repeat(400));

    /**
     * Short enough to be read in one piece: of a line that an error cuts off, Python's readline loses what it has read.
     */
    private static final String GREETING = "good evening\n";
    private static final int BUFFER = 8192;
    private static final int LARGEST_DATAGRAM = 1 << 16;
    private static final long HALF_A_MINUTE = 30_000_000_000L;

    /** What the server answers. */
    static String answer(String talk) {
        return talk.toUpperCase(Locale.ROOT);
    }

    static List<Duet> all() {
        return List.of(overTcp(), overTcpWithTheLibrary(),
                withDatagrams("udp", Family.AF_INET, SocketAddress.Inet4.loopback(0)),
                // An address without a path makes the kernel choose an abstract name (man 7 unix, Autobind).
                withDatagrams("unix", Family.AF_UNIX, SocketAddress.Unix.UNNAMED));
    }

    /** By system calls alone, a connection a talk. */
    private static Duet overTcp() {
        BlockingQueue<SocketAddress> addresses = new LinkedBlockingQueue<>();
        return new Duet(new PersistentProgram("tcp server", calls -> {
            for (String talk : TALKS) {
                int listener = listener(calls, addresses);
                int connection = calls.accept(listener);
                calls.make(new Call.GetPeerName(connection));
                String heard = hear(calls, connection);
                calls.heard(heard);
                say(calls, connection, answer(heard));
                closeUnlessLast(calls, talk, connection, listener);
            }
        }), new PersistentProgram("tcp client", calls -> {
            for (String talk : TALKS) {
                int socket = calls.socket(Family.AF_INET, SocketType.SOCK_STREAM);
                calls.make(new Call.Connect(socket, addresses.take()));
                say(calls, socket, talk);
                calls.heard(hear(calls, socket));
                closeUnlessLast(calls, talk, socket);
            }
        }));
    }

    /** With timeouts, so that each call waits in poll, with sendall and with files. */
    private static Duet overTcpWithTheLibrary() {
        BlockingQueue<SocketAddress> addresses = new LinkedBlockingQueue<>();
        return new Duet(new PersistentProgram("library server", calls -> {
            int listener = listener(calls, addresses);
            calls.make(new Call.SetTimeout(listener, HALF_A_MINUTE));
            int connection = calls.accept(listener);
            calls.make(new Call.SetTimeout(connection, HALF_A_MINUTE));
            String greeting = text(((Outcome.Received) calls.make(new Call.ReadLine(connection))).data());
            write(calls, connection, answer(greeting));
            for (String talk : TALKS) {
                String heard = hear(calls, connection, talk.length());
                calls.heard(heard);
                write(calls, connection, answer(heard));
            }
        }), new PersistentProgram("library client", calls -> {
            int socket = calls.socket(Family.AF_INET, SocketType.SOCK_STREAM);
            calls.make(new Call.Connect(socket, addresses.take()));
            calls.make(new Call.SetTimeout(socket, HALF_A_MINUTE));
            calls.make(new Call.SendAll(socket, Bytes.utf8(GREETING), 0));
            hear(calls, socket, GREETING.length());
            for (String talk : TALKS) {
                calls.make(new Call.SendAll(socket, Bytes.utf8(talk), 0));
                calls.heard(hear(calls, socket, talk.length()));
            }
        }));
    }

    private static Duet withDatagrams(String name, Family family, SocketAddress any) {
        BlockingQueue<SocketAddress> addresses = new LinkedBlockingQueue<>();
        return new Duet(new PersistentProgram(name + " server", calls -> {
            int socket = calls.socket(family, SocketType.SOCK_DGRAM);
            calls.make(new Call.Bind(socket, any));
            addresses.add(calls.nameOf(socket));
            for (int i = 0; i < TALKS.size(); i++) {
                calls.make(new Call.Select(List.of(socket), List.of(), List.of(), Call.FOR_EVER));
                Outcome.ReceivedFrom came =
                        (Outcome.ReceivedFrom) calls.make(new Call.RecvFrom(socket, LARGEST_DATAGRAM, 0));
                String heard = text(came.data());
                calls.heard(heard);
                calls.make(new Call.SendTo(socket, Bytes.utf8(answer(heard)), 0, came.sender().orElseThrow()));
            }
        }), new PersistentProgram(name + " client", calls -> {
            int socket = calls.socket(family, SocketType.SOCK_DGRAM);
            calls.make(new Call.Bind(socket, any));
            SocketAddress server = addresses.take();
            for (String talk : TALKS) {
                calls.make(new Call.SendTo(socket, Bytes.utf8(talk), 0, server));
                calls.heard(text(
                        ((Outcome.ReceivedFrom) calls.make(new Call.RecvFrom(socket, LARGEST_DATAGRAM, 0))).data()));
            }
        }));
    }

    private static int listener(PersistentProgram.Calls calls, BlockingQueue<SocketAddress> addresses)
            throws Program.Ended {
        int listener = calls.socket(Family.AF_INET, SocketType.SOCK_STREAM);
        calls.make(new Call.SetSockOpt(listener, SocketOption.SO_REUSEADDR, 1));
        calls.make(new Call.GetSockOpt(listener, SocketOption.SO_ERROR));
        calls.make(new Call.Bind(listener, SocketAddress.Inet4.loopback(0)));
        calls.make(new Call.Listen(listener, 1));
        addresses.add(calls.nameOf(listener));
        return listener;
    }

    private static void say(PersistentProgram.Calls calls, int fd, String text) throws Program.Ended {
        Bytes left = Bytes.utf8(text);
        while (left.length() > 0) {
            left = left.from((int) calls.make(new Call.Send(fd, left, 0)).value());
        }
        calls.make(new Call.Shutdown(fd, Call.Shutdown.How.SHUT_WR));
    }

    /** Through the socket's file, whose buffer a talk does not fit into: the second write has to send the first. */
    private static void write(PersistentProgram.Calls calls, int fd, String text) throws Program.Ended {
        int half = text.length() / 2;
        calls.make(new Call.FileWrite(fd, Bytes.utf8(text.substring(0, half))));
        calls.make(new Call.FileWrite(fd, Bytes.utf8(text.substring(half))));
        calls.make(new Call.Flush(fd));
    }

    /** All until the end. */
    private static String hear(PersistentProgram.Calls calls, int fd) throws Program.Ended {
        return hear(calls, fd, Integer.MAX_VALUE);
    }

    private static String hear(PersistentProgram.Calls calls, int fd, int length) throws Program.Ended {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        Bytes piece;
        do {
            piece = ((Outcome.Received) calls.make(new Call.Recv(fd, BUFFER, 0))).data();
            heard.writeBytes(piece.toArray());
        } while (piece.length() > 0 && heard.size() < length);
        return heard.toString(StandardCharsets.UTF_8);
    }

    /** What is open in the end is for the participant to close. */
    private static void closeUnlessLast(PersistentProgram.Calls calls, String talk, int... descriptors)
            throws Program.Ended {
        if (!talk.equals(TALKS.getLast())) {
            for (int fd : descriptors) {
                calls.make(new Call.Close(fd));
            }
        }
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
