package org.socketworkbench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.Farewells;

/** Calls in an unnatural order: each gets the kernel's answer, and the next call works as if it had not been. */
class AnyCallAnyTimeTest {
    @AutoClose
    private final Bench bench = new Bench();
    private final Participant server = bench.server();
    private final Participant client = bench.client();

    @Test
    void acceptBeforeListenIsEinvalAndListenStillWorks() {
        int fd = bench.socket(server);
        done(server, new Call.Bind(fd, Bench.ANY_PORT));
        failed(Errno.EINVAL, server, new Call.Accept(fd));
        done(server, new Call.Listen(fd, 1));
        int calling = bench.connected(client, bench.nameOf(server, fd));
        conversation(calling, bench.accept(server, fd));
    }

    @Test
    void connectBeforeListenIsEconnrefusedAndConnectAfterItWorksOnTheSameSocket() {
        int listener = bench.socket(server);
        done(server, new Call.Bind(listener, Bench.ANY_PORT));
        SocketAddress address = bench.nameOf(server, listener);
        int calling = bench.socket(client);
        failed(Errno.ECONNREFUSED, client, new Call.Connect(calling, address));
        done(server, new Call.Listen(listener, 1));
        done(client, new Call.Connect(calling, address));
        conversation(calling, bench.accept(server, listener));
    }

    @Test
    void bindingTwiceIsEinvalAndTheFirstAddressStays() {
        int fd = bench.socket(server);
        done(server, new Call.Bind(fd, Bench.ANY_PORT));
        SocketAddress address = bench.nameOf(server, fd);
        failed(Errno.EINVAL, server, new Call.Bind(fd, Bench.ANY_PORT));
        done(server, new Call.Listen(fd, 1));
        assertEquals(address, bench.nameOf(server, fd));
    }

    @Test
    void sendAfterCloseIsEbadfAndANewSocketWorks() {
        int fd = bench.socket(client);
        done(client, new Call.Close(fd));
        failed(Errno.EBADF, client, new Call.Send(fd, Bytes.utf8("Hello"), 0));
        failed(Errno.EBADF, client, new Call.Close(fd));
        int listener = bench.listener(server, 1);
        int calling = bench.connected(client, bench.nameOf(server, listener));
        conversation(calling, bench.accept(server, listener));
    }

    @Test
    void recvOnAListenerIsEnotconnAndItStillAccepts() {
        int listener = bench.listener(server, 1);
        failed(Errno.ENOTCONN, server, new Call.Recv(listener, 100, 0));
        failed(Errno.EPIPE, server, new Call.Send(listener, Bytes.utf8("Hello"), 0));
        int calling = bench.connected(client, bench.nameOf(server, listener));
        conversation(calling, bench.accept(server, listener));
    }

    @Test
    void aSecondConnectIsEisconnAndTheConnectionStillWorks() {
        int listener = bench.listener(server, 2);
        int calling = bench.connected(client, bench.nameOf(server, listener));
        failed(Errno.EISCONN, client, new Call.Connect(calling, bench.nameOf(server, listener)));
        conversation(calling, bench.accept(server, listener));
    }

    @Test
    void anotherParticipantsDescriptorIsNoDescriptor() {
        int listener = bench.listener(server, 1);
        failed(Errno.EBADF, client, new Call.Close(listener));
        bench.connected(client, bench.nameOf(server, listener));
    }

    @Test
    void aDescriptorOfTheWorkbenchItselfIsNoDescriptor() {
        for (int fd = 0; fd < 5; fd++) {
            failed(Errno.EBADF, client, new Call.Close(fd));
        }
    }

    @Test
    void theThirdConnectToABacklogOfOneStaysInSynSent() {
        int listener = bench.listener(server, 1);
        SocketAddress address = bench.nameOf(server, listener);
        bench.connected(client, address);
        bench.connected(client, address);
        int third = bench.socket(client);
        int from = bench.block(client, new Call.Connect(third, address));
        Await.until("the table says SYN_SENT",
                () -> state(client, third).tcpState().equals(Optional.of(TcpState.SYN_SENT)));
        Await.until("two wait in the queue", () -> state(server, listener).row().orElseThrow().receiveQueue() == 2);
        client.interrupt();
        assertEquals(new Outcome.Failed(Errno.EINTR), bench.returned(client, from).outcome());
    }

    @Test
    void whereBothSidesReceiveFirstBothWaitForEver() {
        int listener = bench.listener(server, 1);
        int calling = bench.connected(client, bench.nameOf(server, listener));
        int called = bench.accept(server, listener);
        int serverFrom = bench.block(server, new Call.Recv(called, 100, 0));
        int clientFrom = bench.block(client, new Call.Recv(calling, 100, 0));
        assertTrue(bench.picture().participants().stream().allMatch(p -> p.pending().orElseThrow().blocked()));
        client.interrupt();
        assertEquals(new Outcome.Failed(Errno.EINTR), bench.returned(client, clientFrom).outcome());
        assertEquals(5, bench.send(client, calling, "Hello").value());
        assertEquals(new Outcome.Received(Bytes.utf8("Hello")), bench.returned(server, serverFrom).outcome());
    }

    @Test
    void aPeerThatClosedFirstHasItsPortInUseAndTheTableSaysByWhom() {
        int listener = bench.listener(server, 1);
        SocketAddress address = bench.nameOf(server, listener);
        int calling = bench.connected(client, address);
        SocketAddress caller = bench.nameOf(client, calling);
        done(server, new Call.Close(bench.accept(server, listener)));
        assertEquals(new Outcome.Received(Bytes.EMPTY), bench.recv(client, calling));
        Farewells.awaitAcknowledged(address, caller);
        done(client, new Call.Close(calling));
        done(server, new Call.Close(listener));
        int again = bench.socket(server);
        failed(Errno.EADDRINUSE, server, new Call.Bind(again, address));
        assertTrue(bench.picture().rows().stream().anyMatch(row -> row.local().equals(address) && !row.held()));
    }

    private void conversation(int calling, int called) {
        assertEquals(5, bench.send(client, calling, "Hello").value());
        assertEquals(new Outcome.Received(Bytes.utf8("Hello")), bench.recv(server, called));
    }

    private DescriptorState state(Participant who, int fd) {
        return bench.picture().participant(who.id()).orElseThrow().open(fd).orElseThrow();
    }

    private void done(Participant who, Call call) {
        assertInstanceOf(Outcome.Done.class, bench.call(who, call), call::toString);
    }

    private void failed(Errno errno, Participant who, Call call) {
        assertEquals(new Outcome.Failed(errno), bench.call(who, call));
    }
}
