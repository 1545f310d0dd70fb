package org.socketworkbench.testing;

import org.socketworkbench.engine.Program;
import org.socketworkbench.socket.ByteText;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/** Small programs in Java, for tests of what runs them: no interpreter has to start for these. */
public final class JavaPrograms {
    private static final int BUFFER = 1024;
    private static final int BACKLOG = 5;

    private JavaPrograms() {}

    /** A server for a single caller: answers one message in upper case and hangs up. */
    public static Program oneCallServer(SocketAddress address) {
        return program("one-call-server", process -> {
            int listener = fd(process.call(stream(address)));
            process.call(new Call.Bind(listener, address));
            process.call(new Call.Listen(listener, BACKLOG));
            Outcome.Accepted caller = (Outcome.Accepted) process.call(new Call.Accept(listener));
            process.print("call from " + caller.peer());
            Bytes message = recv(process, caller.fd());
            process.print("heard " + message);
            process.call(new Call.Send(caller.fd(), upper(message), 0));
            process.call(new Call.Close(caller.fd()));
            process.call(new Call.Close(listener));
        });
    }

    /** A client for a single call: says one thing, listens to the answer and hangs up. */
    public static Program oneCallClient(SocketAddress address, Bytes text) {
        return program("one-call-client", process -> {
            int socket = fd(process.call(stream(address)));
            process.call(new Call.Connect(socket, address));
            process.call(new Call.Send(socket, text, 0));
            process.print("the server answers " + recv(process, socket));
            process.call(new Call.Close(socket));
        });
    }

    /**
     * A server that answers one caller after the other, each until it hangs up; a caller that breaks off ends only its
     * call.
     */
    public static Program answerLoop(SocketAddress address) {
        return answerLoop(address, BACKLOG);
    }

    /** The same, with room for more callers in the queue. */
    public static Program answerLoop(SocketAddress address, int backlog) {
        return program("answer-loop", process -> {
            int listener = fd(process.call(stream(address)));
            process.call(new Call.SetSockOpt(listener, SocketOption.SO_REUSEADDR, 1));
            process.call(new Call.Bind(listener, address));
            process.call(new Call.Listen(listener, backlog));
            while (true) {
                Outcome.Accepted caller = (Outcome.Accepted) process.call(new Call.Accept(listener));
                process.print("call from " + caller.peer());
                answerUntilTheCallerHangsUp(process, caller.fd());
                process.call(new Call.Close(caller.fd()));
            }
        });
    }

    /** A client that sends what the user types, a line at a time, and shows each answer; an empty line is not sent. */
    public static Program promptLoop(SocketAddress address) {
        return program("prompt-loop", process -> {
            int socket = fd(process.call(stream(address)));
            process.call(new Call.Connect(socket, address));
            while (true) {
                String line = process.input(">>: ").orElse("").strip();
                if (line.isEmpty()) {
                    continue;
                }
                process.call(new Call.Send(socket, Bytes.utf8(line), 0));
                Bytes answer = recv(process, socket);
                if (answer.length() == 0) {
                    process.print("the server has hung up");
                    process.call(new Call.Close(socket));
                    return;
                }
                process.print(ByteText.text(answer));
            }
        });
    }

    private static void answerUntilTheCallerHangsUp(Program.Process process, int caller) throws Program.Ended {
        while (process.attempt(new Call.Recv(caller, BUFFER, 0)) instanceof Outcome.Received message
                && message.data().length() > 0
                && process.attempt(new Call.Send(caller, upper(message.data()), 0)) instanceof Outcome.Done) {
            // The conversation is in the condition: it goes on while both calls succeed and there is something to
            // answer.
        }
    }

    private static Bytes recv(Program.Process process, int fd) throws Program.Ended {
        return ((Outcome.Received) process.call(new Call.Recv(fd, BUFFER, 0))).data();
    }

    /** A new socket for a connection, of the family that the address is of. */
    private static Call.Socket stream(SocketAddress address) {
        return new Call.Socket(address.family(), SocketType.SOCK_STREAM, 0);
    }

    private static int fd(Outcome outcome) {
        return (int) outcome.value();
    }

    /** ASCII letters in upper case, all other bytes as they are. */
    private static Bytes upper(Bytes bytes) {
        byte[] upper = bytes.toArray();
        for (int i = 0; i < upper.length; i++) {
            upper[i] = upper[i] >= 'a' && upper[i] <= 'z' ? (byte) (upper[i] - ('a' - 'A')) : upper[i];
        }
        return Bytes.owning(upper);
    }

    private interface Body {
        void run(Program.Process process) throws Program.Ended;
    }

    private static Program program(String key, Body body) {
        return new Program() {
            @Override
            public String name() {
                return key;
            }

            @Override
            public void run(Process process) throws Ended {
                body.run(process);
            }
        };
    }
}
