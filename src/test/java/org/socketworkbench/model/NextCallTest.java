package org.socketworkbench.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.model.NextCall.Why;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

/** Followed on the real kernel. */
class NextCallTest {
    private static final int MANY = 40;

    @AutoClose
    private final Bench bench = new Bench();
    private final List<Participant> cast = new ArrayList<>();
    private SocketType type = SocketType.SOCK_STREAM;

    @BeforeEach
    void oneServerAndOneClient() {
        cast.add(bench.server());
        cast.add(bench.client());
    }

    @Test
    void itLeadsThroughAWholePhoneCall() {
        assertEquals(List.of("server socket", "server bind", "server listen", "server accept", "client socket",
                "client connect", "client send", "server recv", "server send", "client recv", "client close",
                "server recv", "server close", "server close"), followed());
    }

    @Test
    void itLeadsThroughAnExchangeOfDatagrams() {
        type = SocketType.SOCK_DGRAM;
        assertEquals(List.of("server socket", "server bind", "server recvfrom", "client socket", "client sendto",
                "server sendto", "client recvfrom", "client close", "server close"), followed());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void everyClientIsServed(int clients) {
        for (int i = 1; i < clients; i++) {
            cast.add(bench.workbench.add("client " + i, Role.CLIENT));
        }
        List<String> all = followed();
        assertEquals(clients, all.stream().filter(call -> call.endsWith("connect")).count(), all.toString());
        assertEquals(clients, all.stream().filter("server accept"::equals).count(), all.toString());
        assertTrue(cast.stream().allMatch(who -> who.descriptors().isEmpty()), all.toString());
    }

    @Test
    void whoSendsToSomebodyWhoHasHungUpIsToldToClose() {
        followUntil(Why.SPEAK_FIRST);
        bench.call(server(), new Call.Close(4));
        bench.call(client(), new Call.Send(3, Bytes.utf8("Hello"), 0));
        // The reset is on its way; each send finds the connection broken once it has come.
        Await.until("the connection is found broken",
                () -> bench.call(client(), new Call.Send(3, Bytes.utf8("Hello"), 0))
                        .equals(new Outcome.Failed(Errno.EPIPE)));
        assertEquals(new NextCall(client().id(), CallName.CLOSE, 3, Why.BROKEN, false), next());
    }

    @Test
    void aRefusedCallerWaitsUntilTheServerListens() {
        bench.call(client(), Bench.NEW_SOCKET);
        assertEquals("server socket", told(next()));
        bench.call(server(), Bench.NEW_SOCKET);
        bench.call(server(), new Call.Bind(3, Bench.ANY_PORT));
        Outcome.Named own = (Outcome.Named) bench.call(server(), new Call.GetSockName(3));
        bench.call(client(), new Call.Connect(3, own.address()));
        assertEquals("server listen", told(next()));
        bench.call(server(), new Call.Listen(3, 1));
        bench.block(server(), new Call.Accept(3));
        NextCall again = next();
        assertEquals("client connect", told(again));
        assertTrue(again.failed());
    }

    @Test
    void whoIsWaitedForInRecvIsToldToSend() {
        followUntil(Why.SPEAK_FIRST);
        bench.call(client(), new Call.Send(3, Bytes.utf8("Hello"), 0));
        bench.call(server(), new Call.Recv(4, 10, 0));
        bench.block(server(), new Call.Recv(4, 10, 0));
        bench.block(client(), new Call.Recv(3, 10, 0));
        assertEquals(Optional.empty(), NextCall.of(bench.picture()));
        server().interrupt();
        Await.until("the server is told to send", () -> NextCall.of(bench.picture()).map(NextCallTest::toldShortly)
                .equals(Optional.of("send OTHER_LISTENS")));
    }

    private Participant server() {
        return cast.getFirst();
    }

    private Participant client() {
        return cast.get(1);
    }

    private NextCall next() {
        return NextCall.of(bench.picture()).orElseThrow();
    }

    private String told(NextCall next) {
        return cast.get(next.participant()).name() + " " + next.call().text();
    }

    private static String toldShortly(NextCall next) {
        return next.call().text() + " " + next.why();
    }

    /** Makes what is suggested until nothing is. */
    private List<String> followed() {
        List<String> made = new ArrayList<>();
        for (Optional<NextCall> next = settled(); next.isPresent(); next = settled()) {
            made.add(told(next.get()));
            assertTrue(made.size() < MANY, made.toString());
            make(next.get());
        }
        return made.stream().map(name -> name.replace(" 1", "")).toList();
    }

    private void followUntil(Why why) {
        while (next().why() != why) {
            make(next());
            settled();
        }
    }

    private void make(NextCall next) {
        Participant who = cast.get(next.participant());
        int from = bench.log.size();
        who.make(call(next));
        Await.until("it returns or waits", () -> bench.log.range(from, bench.log.size()).stream()
                .anyMatch(e -> e instanceof TraceEvent.OfParticipant of
                        && of.participant() == who.id()
                        && !(of instanceof TraceEvent.CallEntered)));
    }

    /** The suggestion when nobody is in a call that does not wait. */
    private Optional<NextCall> settled() {
        Await.until("all have returned or wait", () -> bench.picture().participants().stream()
                .allMatch(who -> who.pending().isEmpty() || who.pending().get().blocked() && !canGoOn(who)));
        return NextCall.of(bench.picture());
    }

    /** Whether its blocked call is about to return. */
    private boolean canGoOn(ParticipantState who) {
        Call call = who.pending().orElseThrow().call();
        Picture now = bench.picture();
        return switch (call) {
            case Call.Accept accept -> !now.callers(who.open(accept.fd()).orElseThrow()).isEmpty();
            case Call.RecvFrom recv -> now.descriptors().filter(one -> one.owner() != who.id())
                    .mapToLong(DescriptorState::sentBytes).sum() > now.descriptors()
                            .filter(one -> one.owner() == who.id()).mapToLong(DescriptorState::receivedBytes).sum();
            default -> false;
        };
    }

    private Call call(NextCall next) {
        SocketAddress there = bench.picture().descriptors().filter(one -> one.owner() == 0).findFirst()
                .flatMap(DescriptorState::local).orElse(Bench.ANY_PORT);
        Bytes hello = Bytes.utf8("Hello");
        return switch (next.call()) {
            case SOCKET -> new Call.Socket(Family.AF_INET, type, 0);
            case BIND -> new Call.Bind(next.fd(), Bench.ANY_PORT);
            case LISTEN -> new Call.Listen(next.fd(), 5);
            case ACCEPT -> new Call.Accept(next.fd());
            case CONNECT -> new Call.Connect(next.fd(), there);
            case SEND -> new Call.Send(next.fd(), hello, 0);
            case SENDTO -> new Call.SendTo(next.fd(), hello, 0,
                    next.participant() == 0 ? lastSender(next) : there);
            case RECV -> new Call.Recv(next.fd(), 100, 0);
            case RECVFROM -> new Call.RecvFrom(next.fd(), 100, 0);
            case CLOSE -> new Call.Close(next.fd());
            default -> throw new AssertionError(next.toString());
        };
    }

    private SocketAddress lastSender(NextCall next) {
        return bench.picture().participant(0).orElseThrow().open(next.fd()).orElseThrow().received().getLast().sender()
                .orElseThrow();
    }
}
