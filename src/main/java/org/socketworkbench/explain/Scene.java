package org.socketworkbench.explain;

import java.util.List;
import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.SocketAddress;

/**
 * A call and what was known when it was made.
 *
 * @param who  who made it, if known
 * @param word how a program writes the name of the call that was really made
 */
record Scene(Picture picture, Optional<ParticipantState> who, Call call, String word) {
    /** Stands for the port of an address that has none. */
    static final int NO_PORT = -1;

    Scene(Picture picture, Optional<ParticipantState> who, Call call) {
        this(picture, who, call, call.word());
    }

    /** The socket that the call is made on. */
    Optional<DescriptorState> socket() {
        return call instanceof Call.OnDescriptor c ? who.flatMap(p -> p.open(c.fd())) : Optional.empty();
    }

    /** The numbers that stand for the socket of a close besides the one that it closes. */
    List<Integer> otherNumbers(Call.Close close) {
        return socket().stream().flatMap(socket -> socket.fds().stream()).filter(fd -> fd != close.fd()).toList();
    }

    /** The same moment as if another call had been made. */
    Scene of(Call other) {
        return new Scene(picture, who, other);
    }

    /** The same moment with the system call that a library call makes on its behalf, as far as that can fail. */
    Scene ofSystemCall() {
        return !(call instanceof Call.LibraryCall library) ? this : of(switch (library) {
            case Call.Timed c -> c.call();
            case Call.ConnectEx c -> new Call.Connect(c.fd(), c.address());
            case Call.SendAll c -> new Call.Send(c.fd(), c.data(), c.flags());
            case Call.SetBlocking c -> new Call.SetNonBlocking(c.fd(), !c.blocking());
            case Call.SetTimeout c -> new Call.SetNonBlocking(c.fd(), c.nanos() >= 0);
            case Call.ReadLine c -> new Call.Recv(c.fd(), Call.MAX_LENGTH, 0);
            case Call.FileWrite c -> new Call.Send(c.fd(), c.data(), 0);
            case Call.Flush c -> new Call.Send(c.fd(), Bytes.EMPTY, 0);
            case Call.GetTimeout c -> c;
            case Call.FileNo c -> c;
            case Call.MakeFile c -> c;
        });
    }

    /**
     * The same moment with the call that does with one buffer what this one does with several: both fail alike, and
     * bring about the same.
     */
    Scene ofOneBuffer() {
        return switch (call) {
            case Call.ReadV c -> withOneBuffer(new Call.Read(c.fd(), c.length()));
            case Call.WriteV c -> withOneBuffer(new Call.Write(c.fd(), c.data()));
            case Call.SendMsg c ->
                withOneBuffer(c.to().<Call>map(to -> new Call.SendTo(c.fd(), c.data(), c.flags(), to))
                        .orElseGet(() -> new Call.Send(c.fd(), c.data(), c.flags())));
            case Call.RecvMsg c -> withOneBuffer(new Call.RecvFrom(c.fd(), c.length(), c.flags()));
            default -> this;
        };
    }

    private Scene withOneBuffer(Call same) {
        return new Scene(picture, who, same, word);
    }

    /** The library call that makes this system call. */
    Optional<Call.LibraryCall> parent() {
        return who.flatMap(ParticipantState::pending)
                .filter(pending -> call instanceof Call.SystemCall && pending.call() instanceof Call.LibraryCall)
                .map(pending -> (Call.LibraryCall) pending.call());
    }

    /**
     * Whether a connect_ex returns this because it timed out: then EAGAIN comes from the library, not from the kernel.
     */
    boolean hasTimedOut(Errno errno) {
        return errno.equals(Errno.EAGAIN) && who.stream().flatMap(p -> p.steps().stream())
                .anyMatch(step -> step.call() instanceof Call.Poll);
    }

    /** What the call's socket carries; TCP, the most common kind, if there is no socket. */
    Kind kind() {
        return switch (call) {
            case Call.Socket made -> Kind.of(made.family(), made.type());
            case Call.SocketPair made -> Kind.of(made.family(), made.type());
            default -> socket().map(d -> Kind.of(d.family(), d.type())).orElse(Kind.TCP);
        };
    }

    /** Whom a connect reaches: the target of the first connect as long as that is in progress. */
    SocketAddress called(Call.Connect connect) {
        return socket().filter(DescriptorState::isConnecting).flatMap(DescriptorState::called)
                .orElse(connect.address());
    }

    /** The phase of that socket after its calls; CLOSED if there is no socket. */
    DescriptorState.Phase phase() {
        return socket().map(DescriptorState::phase).orElse(DescriptorState.Phase.CLOSED);
    }

    /** The participants' socket at the other end of the connection. */
    Optional<DescriptorState> otherEnd() {
        return socket().flatMap(picture::otherEnd);
    }

    /** The name of a socket's owner. */
    String owner(DescriptorState socket) {
        return picture.participant(socket.owner()).orElseThrow().name();
    }

    /** The participants' socket that a datagram to this address reaches, as far as the calls and the table tell. */
    Optional<DescriptorState> receiverAt(SocketAddress address) {
        return picture.receiverFor(address);
    }

    /**
     * The number of bytes that the peer has sent and recv has not returned yet, as far as the calls tell; 0 otherwise.
     */
    long unread() {
        return otherEnd().map(picture::arrived).orElse(0L);
    }

    /** Whether only programs on this machine can call the address, or be called at it. */
    static boolean isLoopback(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet a -> a.isLoopback();
            case SocketAddress.Unix a -> true;
        };
    }

    /** Whether this is the wildcard address, which stands for all addresses of this machine. */
    static boolean isAny(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet && inet.isAny();
    }

    /** The port, or {@link #NO_PORT} if the address has none. */
    static int port(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet ? inet.port() : NO_PORT;
    }

    /** The host alone; for an address without a host, its text. */
    static String host(SocketAddress address) {
        return address instanceof SocketAddress.Inet inet ? inet.hostText() : address.toString();
    }

    /**
     * Whether two addresses conflict: the same port, and the same host or one of them the wildcard; or the same path.
     */
    static boolean clash(SocketAddress one, SocketAddress other) {
        return one.reaches(other) || other.reaches(one);
    }
}
