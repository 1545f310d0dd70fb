package org.socketworkbench.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/**
 * Two programs that talk for a while and make each call that failed once more; a second failure in a row ends them. Each
 * prints what it heard, a talk a line, and leaves its last socket open when it ends.
 */
final class PersistentPrograms {
    /** What the client says; the server says the same in upper case. Long enough that a lost piece shows. */
    static final List<String> TALKS = List.of("once upon a time, ".repeat(300), "and if they have not died, ".repeat(200));

    /** How many programs there are. */
    static final int COUNT = 2;

    private static final Call.Socket NEW_SOCKET = new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0);
    private static final int BUFFER = 4096;

    private PersistentPrograms() {}

    /** Puts the address of each of its listening sockets into the queue. */
    static Program server(BlockingQueue<SocketAddress> addresses) {
        return program("server", process -> {
            for (String talk : TALKS) {
                int listener = (int) insist(process, NEW_SOCKET).value();
                insist(process, new Call.SetSockOpt(listener, SocketOption.SO_REUSEADDR, 1));
                insist(process, new Call.GetSockOpt(listener, SocketOption.SO_ERROR));
                insist(process, new Call.Bind(listener, SocketAddress.Inet4.loopback(0)));
                insist(process, new Call.Listen(listener, 1));
                addresses.add(((Outcome.Named) insist(process, new Call.GetSockName(listener))).address());
                int connection = ((Outcome.Accepted) insist(process, new Call.Accept(listener))).fd();
                insist(process, new Call.GetPeerName(connection));
                String heard = hear(process, connection);
                process.print(heard);
                say(process, connection, heard.toUpperCase(Locale.ROOT));
                process.call(new Call.Close(connection));
                if (!talk.equals(TALKS.getLast())) {
                    process.call(new Call.Close(listener));
                }
            }
        });
    }

    /** Takes an address from the queue for each talk. */
    static Program client(BlockingQueue<SocketAddress> addresses) {
        return program("client", process -> {
            for (String talk : TALKS) {
                int socket = (int) insist(process, NEW_SOCKET).value();
                insist(process, new Call.Connect(socket, addresses.take()));
                say(process, socket, talk);
                process.print(hear(process, socket));
                if (!talk.equals(TALKS.getLast())) {
                    process.call(new Call.Close(socket));
                }
            }
        });
    }

    private static void say(Program.Process process, int fd, String text) throws Program.Ended {
        Bytes left = Bytes.utf8(text);
        while (left.length() > 0) {
            left = left.from((int) insist(process, new Call.Send(fd, left, 0)).value());
        }
        insist(process, new Call.Shutdown(fd, Call.Shutdown.How.SHUT_WR));
    }

    /** All until the end. */
    private static String hear(Program.Process process, int fd) throws Program.Ended {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        Bytes piece;
        do {
            piece = ((Outcome.Received) insist(process, new Call.Recv(fd, BUFFER, 0))).data();
            heard.writeBytes(piece.toArray());
        } while (piece.length() > 0);
        return heard.toString(StandardCharsets.UTF_8);
    }

    private static Outcome insist(Program.Process process, Call call) throws Program.Ended {
        Outcome outcome = process.attempt(call);
        return outcome instanceof Outcome.Failed ? process.call(call) : outcome;
    }

    private interface Body {
        void run(Program.Process process) throws Program.Ended, InterruptedException;
    }

    private static Program program(String key, Body body) {
        return new Program() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public void run(Process process) throws Ended {
                try {
                    body.run(process);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }
}
