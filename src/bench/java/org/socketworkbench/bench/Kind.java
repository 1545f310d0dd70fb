package org.socketworkbench.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Program;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.platform.linux.LinuxPlatform;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceLog;

/** A way of making socket calls in this JVM. */
public enum Kind {
    /** As a program on the workbench makes them: past the gate, on own descriptors only, each traced. */
    TRACED("the engine, traced") {
        @Override
        void open(Side near, Side far, int size) {
            TraceLog log = new TraceLog(TRACE_CAPACITY);
            Workbench workbench =
                    new Workbench(new LinuxPlatform().sockets(), log, (call, outcome) -> {},
                            Thread.ofPlatform().daemon()::start);
            CompletableFuture<SocketAddress> address = new CompletableFuture<>();
            start(workbench, far, process -> acceptWith(process::attempt, address, far, size));
            start(workbench, near, process -> connectWith(process::attempt, address, near, size));
        }

        private void start(Workbench workbench, Side side, EngineBody body) {
            Participant participant = workbench.add("participant", Role.CLIENT);
            participant.start(new Program() {
                @Override
                public String name() {
                    return "benchmark";
                }

                @Override
                public void run(Process process) {
                    side.run(() -> body.run(process));
                    participant.leave();
                }
            });
        }
    },
    /** The engine's lowest layer alone: foreign calls to the C library. */
    UNTRACED("the engine, untraced") {
        @Override
        void open(Side near, Side far, int size) {
            Sockets sockets = new LinuxPlatform().sockets();
            CompletableFuture<SocketAddress> address = new CompletableFuture<>();
            far.start(() -> {
                try (Sockets.Caller caller = sockets.caller()) {
                    acceptWith(caller::make, address, far, size);
                }
            });
            near.start(() -> {
                try (Sockets.Caller caller = sockets.caller()) {
                    connectWith(caller::make, address, near, size);
                }
            });
        }
    },
    /** {@code java.net.Socket}. */
    SOCKET("java.net.Socket") {
        @Override
        void open(Side near, Side far, int size) throws Exception {
            ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            far.start(() -> {
                try (listener; Socket socket = listener.accept()) {
                    far.serve(new StreamEnd(socket, size));
                }
            });
            near.start(() -> {
                try (Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
                    near.serve(new StreamEnd(socket, size));
                }
            });
        }
    },
    /** A blocking {@link SocketChannel} with a direct buffer. */
    CHANNEL("NIO, blocking SocketChannel") {
        @Override
        void open(Side near, Side far, int size) throws Exception {
            ServerSocketChannel listener =
                    ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            far.start(() -> {
                try (listener; SocketChannel channel = listener.accept()) {
                    far.serve(new ChannelEnd(channel, ByteBuffer.allocateDirect(size)));
                }
            });
            near.start(() -> {
                try (SocketChannel channel = SocketChannel.open(listener.getLocalAddress())) {
                    near.serve(new ChannelEnd(channel, ByteBuffer.allocateDirect(size)));
                }
            });
        }
    };

    private static final int TRACE_CAPACITY = 100_000_000;

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** What it is called in the table. */
    String text() {
        return text;
    }

    private interface EngineBody {
        void run(Program.Process process) throws Exception;
    }

    /**
     * Starts both sides, each on a thread of its own, with a connection between them and buffers of {@code size} bytes.
     */
    abstract void open(Side near, Side far, int size) throws Exception;

    private static void acceptWith(EngineEnd.Caller caller, CompletableFuture<SocketAddress> address, Side side,
            int size) throws Exception {
        int listener = socket(caller);
        caller.make(new Call.Bind(listener, SocketAddress.Inet4.loopback(0)));
        caller.make(new Call.Listen(listener, 1));
        address.complete(((Outcome.Named) caller.make(new Call.GetSockName(listener))).address());
        int connection = (int) caller.make(new Call.Accept(listener)).value();
        side.serve(new EngineEnd(caller, connection, size));
        caller.make(new Call.Close(connection));
        caller.make(new Call.Close(listener));
    }

    private static void connectWith(EngineEnd.Caller caller, CompletableFuture<SocketAddress> address, Side side,
            int size)
            throws Exception {
        int socket = socket(caller);
        caller.make(new Call.Connect(socket, address.get()));
        side.serve(new EngineEnd(caller, socket, size));
        caller.make(new Call.Close(socket));
    }

    private static int socket(EngineEnd.Caller caller) throws Exception {
        return (int) caller.make(new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0)).value();
    }
}
