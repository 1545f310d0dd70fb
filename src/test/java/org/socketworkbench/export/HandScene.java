package org.socketworkbench.export;

import java.nio.file.Path;
import java.util.List;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.Bench;

/**
 * Calls that a server and a client make by hand on a bench: a natural course, and errors that come out the same every
 * time.
 */
enum HandScene {
    /** IPv4: connections, options, half-close, errors. */
    STREAM {
        @Override
        void play(Bench bench, Participant server, Participant client, int port, Path folder) {
            SocketAddress address = SocketAddress.Inet4.loopback(port);
            int listener = socket(bench, server, Family.AF_INET, SocketType.SOCK_STREAM);
            bench.call(server, new Call.Accept(listener));
            bench.call(server, new Call.SetSockOpt(listener, SocketOption.SO_REUSEADDR, 1));
            bench.call(server, new Call.Bind(listener, address));
            bench.call(server, new Call.Listen(listener, 5));
            int calling = socket(bench, client, Family.AF_INET, SocketType.SOCK_STREAM);
            bench.call(client, new Call.Recv(calling, 10, 0));
            bench.call(client, new Call.Connect(calling, address));
            bench.call(client, new Call.Connect(calling, address));
            bench.call(client, new Call.SetSockOpt(calling, SocketOption.TCP_NODELAY, 1));
            bench.call(client, new Call.GetPeerName(calling));
            int called = bench.accept(server, listener);
            bench.call(client, new Call.Send(calling, GREETING, 0));
            bench.call(client, new Call.Shutdown(calling, Call.Shutdown.How.SHUT_WR));
            bench.call(client, new Call.Send(calling, Bytes.utf8("more"), 0));
            bench.call(server, new Call.Recv(called, 1024, 0));
            bench.call(server, new Call.Recv(called, 1024, 0));
            bench.call(server, new Call.SendAll(called, Bytes.utf8("HELLO"), 0));
            bench.call(server, new Call.GetSockOpt(called, SocketOption.SO_TYPE));
            bench.call(server, new Call.GetSockName(called));
            bench.call(client, new Call.Recv(calling, 1024, 0));
            bench.call(client, new Call.SetSockOpt(calling, SocketOption.SO_KEEPALIVE, 1));
            bench.call(client, new Call.Close(calling));
            bench.call(server, new Call.Close(called));
            bench.call(server, new Call.Listen(listener, 2));
            bench.call(server, new Call.Close(listener));
        }
    },
    /** IPv6 datagrams: answers to a sender, timeouts, waiting for several. */
    DATAGRAM {
        @Override
        void play(Bench bench, Participant server, Participant client, int port, Path folder) {
            SocketAddress address = SocketAddress.Inet6.loopback(port);
            int waiting = socket(bench, server, Family.AF_INET6, SocketType.SOCK_DGRAM);
            bench.call(server, new Call.Bind(waiting, address));
            bench.call(server, new Call.SetTimeout(waiting, 50_000_000));
            bench.call(server, new Call.RecvFrom(waiting, 100, 0));
            bench.call(server, new Call.Poll(List.of(new PollEntry(waiting, PollEntry.POLLOUT)), 1000));
            int calling = socket(bench, client, Family.AF_INET6, SocketType.SOCK_DGRAM);
            bench.call(client, new Call.SetBlocking(calling, false));
            bench.call(client, new Call.RecvFrom(calling, 10, 0));
            bench.call(client, new Call.SendTo(calling, Bytes.utf8("How are you?"), 0, address));
            bench.call(client, new Call.SetBlocking(calling, true));
            bench.call(server, new Call.SetTimeout(waiting, 60_000_000_000L));
            bench.call(server, new Call.RecvFrom(waiting, 100, 0));
            SocketAddress sender = bench.nameOf(client, calling);
            SocketAddress told = SocketAddress.Inet6.loopback(((SocketAddress.Inet) sender).port());
            bench.call(server, new Call.SendTo(waiting, Bytes.utf8("fine"), 0, told));
            bench.call(client, new Call.Select(List.of(calling), List.of(), List.of(), 60_000_000));
            bench.call(client, new Call.RecvFrom(calling, 2, 0));
            bench.call(client, new Call.Close(calling));
            bench.call(server, new Call.SetBlocking(waiting, false));
            bench.call(server, new Call.Recv(waiting, 10, 0));
            bench.call(server, new Call.Close(waiting));
        }
    },
    /** A UNIX socket: its file, connect_ex and buffered files. */
    UNIX {
        @Override
        void play(Bench bench, Participant server, Participant client, int port, Path folder) {
            SocketAddress.Unix address = SocketAddress.Unix.of(folder.resolve("phone").toString());
            int listener = socket(bench, server, Family.AF_UNIX, SocketType.SOCK_STREAM);
            bench.call(server, new Call.Unlink(address));
            bench.call(server, new Call.Bind(listener, address));
            bench.call(server, new Call.Listen(listener, 1));
            int calling = socket(bench, client, Family.AF_UNIX, SocketType.SOCK_STREAM);
            bench.call(client, new Call.ConnectEx(calling, address));
            int called = bench.accept(server, listener);
            bench.call(client, new Call.MakeFile(calling));
            bench.call(client, new Call.FileWrite(calling, Bytes.utf8("one\n")));
            bench.call(client, new Call.Flush(calling));
            bench.call(server, new Call.MakeFile(called));
            bench.call(server, new Call.ReadLine(called));
            bench.call(server, new Call.Send(called, Bytes.utf8("two\n"), 0));
            bench.call(client, new Call.ReadLine(calling));
            bench.call(client, new Call.Close(calling));
            bench.call(server, new Call.ReadLine(called));
            bench.call(server, new Call.Close(called));
            bench.call(server, new Call.Close(listener));
            bench.call(server, new Call.Unlink(address));
        }
    };

    /** Bytes that mean something to a compiler or a terminal. */
    static final Bytes GREETING = Bytes.utf8("Hello??/ \"you\" \\ \t\u00e9\0001*/");

    /** @param folder where a path can be */
    abstract void play(Bench bench, Participant server, Participant client, int port, Path folder);

    private static int socket(Bench bench, Participant who, Family family, SocketType type) {
        Outcome made = bench.call(who, new Call.Socket(family, type, 0));
        return (int) made.value();
    }
}
