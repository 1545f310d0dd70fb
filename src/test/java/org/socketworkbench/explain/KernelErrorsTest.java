package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.testing.ThisSystem;

/**
 * Calls of all kinds on sockets of all kinds in all states, most of them wrong: whatever the kernel answers has its
 * words.
 */
class KernelErrorsTest {
    private static final Messages MESSAGES = Messages.of(Explainer.class);

    @TempDir
    private Path folder;
    private final Sockets.Caller kernel = ThisSystem.sockets().caller();
    private final List<Integer> open = new ArrayList<>();
    private final Map<String, Set<String>> callsByError = new TreeMap<>();

    /** How far a socket has come before the wrong call is made. */
    private enum State {
        NEW, BOUND, LISTENING, CALLING, CONNECTED, LEFT_ALONE, ENDED
    }

    @AfterEach
    void closeEverything() {
        open.forEach(fd -> kernel.make(new Call.Close(fd)));
        kernel.close();
    }

    @Test
    void everyErrorThatTheKernelGivesIsTold() throws IOException {
        Files.createFile(folder.resolve("file"));
        for (Family family : Family.values()) {
            for (SocketType type : SocketType.values()) {
                for (State state : State.values()) {
                    for (int i = 0; i < calls(0).size(); i++) {
                        int fd = bring(family, type, state);
                        Call.SystemCall call = calls(fd).get(i);
                        note(call, kernel.make(call));
                        open.forEach(one -> kernel.make(new Call.Close(one)));
                        open.clear();
                    }
                }
                for (int protocol : new int[] {1, 6, 17, 132, 255, 999, -1}) {
                    Call.Socket call = new Call.Socket(family, type, protocol);
                    note(call, kernel.make(call));
                }
            }
        }
        List<String> untold = new ArrayList<>();
        callsByError.forEach((errno, calls) -> calls.stream()
                .filter(call -> !MESSAGES.has("errno." + errno + ".meaning")
                        || !MESSAGES.has("errno." + errno + ".cause"))
                .forEach(call -> untold.add(errno + " " + call)));
        assertEquals(List.of(), untold);
        assertTrue(callsByError.size() > 20, "the kernel was asked: " + callsByError.keySet());
    }

    private void note(Call.SystemCall call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Failed(Errno errno) ->
                callsByError.computeIfAbsent(errno.symbol(), e -> new TreeSet<>()).add(call.word());
            case Outcome.Accepted accepted -> open.add(accepted.fd());
            case Outcome.Opened opened -> open.add(opened.fd());
            default -> {}
        }
    }

    private int socket(Family family, SocketType type) {
        int fd = (int) kernel.make(new Call.Socket(family, type, 0)).value();
        kernel.make(new Call.SetNonBlocking(fd, true));
        open.add(fd);
        return fd;
    }

    private SocketAddress free(Family family) {
        return switch (family) {
            case AF_INET -> SocketAddress.Inet4.loopback(0);
            case AF_INET6 -> SocketAddress.Inet6.loopback(0);
            // An abstract name of the kernel's choice.
            case AF_UNIX -> SocketAddress.Unix.UNNAMED;
        };
    }

    private int bring(Family family, SocketType type, State state) {
        int fd = socket(family, type);
        int other = socket(family, type);
        kernel.make(new Call.Bind(state == State.BOUND || state == State.LISTENING ? fd : other, free(family)));
        kernel.make(new Call.Listen(state == State.LISTENING ? fd : other, 5));
        if (state.compareTo(State.CALLING) < 0) {
            return fd;
        }
        SocketAddress address = ((Outcome.Named) kernel.make(new Call.GetSockName(other))).address();
        if (state == State.CALLING) {
            kernel.make(new Call.Close(other));
        }
        kernel.make(new Call.Connect(fd, address));
        if (state == State.LEFT_ALONE) {
            Outcome accepted = kernel.make(new Call.Accept(other));
            kernel.make(new Call.Send(fd, Bytes.utf8("unread"), 0));
            kernel.make(new Call.Close(accepted instanceof Outcome.Accepted connection ? connection.fd() : other));
        }
        if (state == State.ENDED) {
            kernel.make(new Call.Shutdown(fd, Call.Shutdown.How.SHUT_RDWR));
        }
        return fd;
    }

    private List<Call.SystemCall> calls(int fd) {
        List<Call.SystemCall> calls = new ArrayList<>();
        Bytes much = Bytes.owning(new byte[1 << 20]);
        for (SocketAddress address : List.of(SocketAddress.Inet4.loopback(9), SocketAddress.Inet6.loopback(9),
                Story.at("255.255.255.255", 9), Story.at("240.0.0.7", 9),
                SocketAddress.Inet6.of("fe80::1", 9).orElseThrow(),
                path("none"), path("nowhere/x"), path("file"), path("file/x"), path("x".repeat(200)),
                SocketAddress.Unix.UNNAMED)) {
            calls.add(new Call.Bind(fd, address));
            calls.add(new Call.Connect(fd, address));
            calls.add(new Call.SendTo(fd, Bytes.utf8("x"), 0, address));
            calls.add(new Call.SendTo(fd, much, 0, address));
        }
        for (int flags : new int[] {0, MessageFlags.MSG_OOB}) {
            calls.add(new Call.Send(fd, Bytes.utf8("x"), flags));
            calls.add(new Call.Send(fd, much, flags));
            calls.add(new Call.Recv(fd, 9, flags));
            calls.add(new Call.RecvFrom(fd, 9, flags));
        }
        for (SocketOption option : SocketOption.NAMED.values()) {
            calls.add(new Call.GetSockOpt(fd, option));
            calls.add(new Call.SetSockOpt(fd, option, 99_999));
        }
        calls.add(new Call.GetSockOpt(fd, new SocketOption(1, 9_999)));
        calls.add(new Call.Listen(fd, 5));
        calls.add(new Call.Accept(fd));
        calls.add(new Call.Shutdown(fd, Call.Shutdown.How.SHUT_WR));
        calls.add(new Call.GetPeerName(fd));
        calls.add(new Call.Unlink((SocketAddress.Unix) path("none")));
        calls.add(new Call.Unlink((SocketAddress.Unix) path("file/x")));
        calls.add(new Call.Unlink((SocketAddress.Unix) path("")));
        calls.add(new Call.Unlink((SocketAddress.Unix) path("x".repeat(300))));
        calls.add(new Call.Select(List.of(-1), List.of(), List.of(), 0));
        return calls;
    }

    private SocketAddress path(String name) {
        return SocketAddress.Unix.of(folder.resolve(name).toString());
    }
}
