package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.SocketRow;

/**
 * What is known about one socket of a participant, from the calls made on it and from the kernel's table. Several of
 * its participant's descriptor numbers may refer to it.
 */
public final class DescriptorState implements Peer, Cloneable {

    /**
     * How far the calls have brought a socket, concluded from their outcomes. {@link #tcpState} is read from the
     * kernel.
     */
    public enum Phase {
        NEW, BOUND, LISTENING, CONNECTED, CLOSED
    }

    /** The numbers that refer to it, each with the real descriptor. The last one stays when the socket is closed. */
    private NavigableMap<Integer, Integer> numbers = new TreeMap<>();
    private final int firstFd;
    private final int owner;
    private final boolean accepted;
    private final long bornNanos;
    private final Family family;
    private final SocketType type;

    Phase phase = Phase.NEW;
    @Nullable SocketAddress local;
    @Nullable SocketAddress peer;
    /** The address that connect last tried to reach, whatever its outcome. */
    @Nullable SocketAddress called;
    int backlog;
    boolean reuseAddress;
    boolean v6Only;
    OptionValue.Linger linger = new OptionValue.Linger(false, 0);
    boolean readingEnded;
    boolean sendingEnded;
    boolean peerEnded;
    boolean reset;
    long sentBytes;
    long receivedBytes;
    @Nullable CallName lastTransfer;
    /** Whether a call was made that makes the kernel choose a port if there is none yet. */
    boolean hasAskedForPort;
    @Nullable SocketRow row;
    /** Whether the line was still there when the tables were last read. */
    boolean listed;
    /** The other end, if a participant has it and it is known. */
    @Nullable DescriptorState partner;
    boolean connecting;
    boolean nonBlocking;
    long timeoutNanos = Call.FOR_EVER;
    boolean file;
    long unreadInFile;
    long unsentInFile;
    /**
     * A stream's state as an end of a connection; null for datagrams, and once nothing more can happen to the
     * connection.
     */
    @Nullable StreamEnd stream;
    private List<Arrival> received = new ArrayList<>();

    /**
     * What one receiving call delivered.
     *
     * @param nanos     when it returned, in nanoseconds since the log began
     * @param sender    the sender's address, if the call reported it
     * @param room      how many bytes the call asked for
     * @param toldWhole whether the call asked for a datagram's full length (MSG_TRUNC), so that it is certain whether
     *                  it was cut
     */
    public record Arrival(long nanos, Bytes data, Optional<SocketAddress> sender, int room, boolean toldWhole) {}

    DescriptorState(Outcome.Opened opened, int owner, long bornNanos, Family family, SocketType type,
            boolean accepted) {
        numbers.put(opened.fd(), opened.real());
        firstFd = opened.fd();
        this.owner = owner;
        this.bornNanos = bornNanos;
        this.family = family;
        this.type = type;
        this.accepted = accepted;
        stream = type == SocketType.SOCK_STREAM ? new StreamEnd() : null;
    }

    /** Its state as an end of a connection. Only for a stream whose connection can still change. */
    StreamEnd asEnd() {
        return Objects.requireNonNull(stream, "not the end of a connection");
    }

    /** The address that it is connected to. Only for a connected socket. */
    SocketAddress connectedTo() {
        return Objects.requireNonNull(peer, "not connected");
    }

    /** Whether nothing that is known about it can change any more, so that copies of a picture can share it. */
    boolean isSettled() {
        return phase == Phase.CLOSED && stream == null && (partner == null || partner.phase == Phase.CLOSED);
    }

    /** A copy of its present state. It still refers to the same other sockets as the original. */
    DescriptorState copy() {
        try {
            DescriptorState copy = (DescriptorState) clone();
            copy.numbers = new TreeMap<>(numbers);
            copy.received = new ArrayList<>(received);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether it is the same socket, perhaps at another moment. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DescriptorState socket && socket.owner == owner && socket.firstFd == firstFd
                && socket.bornNanos == bornNanos && socket.accepted == accepted;
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner, firstFd, bornNanos);
    }

    public Family family() {
        return family;
    }

    public SocketType type() {
        return type;
    }

    /** Whether O_NONBLOCK is set on it: its calls return at once or are preceded by a poll. */
    public boolean isNonBlocking() {
        return nonBlocking;
    }

    /** How long its calls wait, in nanoseconds: {@link Call#FOR_EVER} without a limit, 0 not at all. */
    public long timeoutNanos() {
        return timeoutNanos;
    }

    /** Whether makefile has wrapped a file around it. */
    public boolean hasFile() {
        return file;
    }

    /** How many bytes its file has read from the kernel and not passed to the program yet. */
    public long unreadInFile() {
        return unreadInFile;
    }

    /** How many bytes its file has received from the program and not passed to the kernel yet. */
    public long unsentInFile() {
        return unsentInFile;
    }

    /** Its number in its participant's descriptor table: the lowest one, or the last one if the socket is closed. */
    public int fd() {
        return numbers.firstKey();
    }

    /** The number that it had first. It never changes, whatever numbers refer to the socket later. */
    public int firstFd() {
        return firstFd;
    }

    /** All numbers that refer to it, lowest first; only the last one if the socket is closed. */
    public SequencedSet<Integer> fds() {
        return Collections.unmodifiableSequencedSet(numbers.navigableKeySet());
    }

    /** The descriptors that the workbench's own process has for it, one for each number; strace shows these. */
    Collection<Integer> reals() {
        return numbers.values();
    }

    /** Another number now refers to it too. */
    void duplicated(Outcome.Opened opened) {
        numbers.put(opened.fd(), opened.real());
    }

    /**
     * A number no longer refers to it. The socket is closed with its last number. Returns the number's real descriptor.
     */
    int closed(int fd) {
        int real = Objects.requireNonNull(numbers.get(fd), "not a number of this socket");
        if (numbers.size() > 1) {
            numbers.remove(fd);
        } else {
            phase = Phase.CLOSED;
        }
        return real;
    }

    /** The number of the participant that owns it. */
    public int owner() {
        return owner;
    }

    /** When it was created, in nanoseconds since the log began. */
    public long bornNanos() {
        return bornNanos;
    }

    /** Whether accept created it; otherwise socket or socketpair did. */
    public boolean isAccepted() {
        return accepted;
    }

    public boolean isOpen() {
        return phase != Phase.CLOSED;
    }

    public Phase phase() {
        return phase;
    }

    /** Whether it can carry data: it is connected, or needs no connection. */
    public boolean isSpokenOn() {
        return type == SocketType.SOCK_DGRAM || phase == Phase.CONNECTED;
    }

    /** Its own address, if a call or the kernel's table has reported it. */
    public Optional<SocketAddress> local() {
        return Optional.ofNullable(local);
    }

    /** Whether a connect or a datagram to this address reaches its own address. */
    public boolean isReachedAt(SocketAddress address) {
        return local != null && address.reaches(local) && !(v6Only && address.unmapped().family() == Family.AF_INET);
    }

    /** The address that it is connected to. */
    public Optional<SocketAddress> peer() {
        return Optional.ofNullable(peer);
    }

    /** The address that connect last tried to reach, whatever its outcome. */
    public Optional<SocketAddress> called() {
        return Optional.ofNullable(called);
    }

    /**
     * Whether the kernel continues a connect that has already returned, for example with EINPROGRESS, and whose result
     * is not known yet.
     */
    public boolean isConnecting() {
        return connecting;
    }

    /** The backlog that listen was given. */
    public int backlog() {
        return backlog;
    }

    public boolean reusesAddress() {
        return reuseAddress;
    }

    /** Whether IPV6_V6ONLY is set: it cannot be reached over IPv4. */
    public boolean isV6Only() {
        return v6Only;
    }

    /** The value that SO_LINGER was set to; off if it was not set. */
    public OptionValue.Linger linger() {
        return linger;
    }

    /** Whether this side has ended reading with shutdown. */
    public boolean readingEnded() {
        return readingEnded;
    }

    /**
     * Whether it has ended reading, or is in the call that does. A result of 0 bytes then says nothing about the peer.
     */
    boolean endsReading() {
        return readingEnded || stream != null && stream.readingEnds;
    }

    /** Whether this side has ended its own direction with shutdown. */
    public boolean sendingEnded() {
        return sendingEnded;
    }

    /** Whether recv has reported that the peer ended its direction. */
    public boolean peerEnded() {
        return peerEnded;
    }

    /** Whether a call has reported that the peer reset the connection. */
    public boolean isReset() {
        return reset;
    }

    public long sentBytes() {
        return sentBytes;
    }

    public long receivedBytes() {
        return receivedBytes;
    }

    /** The last call that moved bytes, if one did. */
    public Optional<CallName> lastTransfer() {
        return Optional.ofNullable(lastTransfer);
    }

    void arrived(Arrival arrival) {
        received.add(arrival);
    }

    /** What receiving calls delivered, as far as the trace keeps it, in order. */
    public List<Arrival> received() {
        return Collections.unmodifiableList(received);
    }

    /** The kernel's table that lists it, if one does. */
    public SocketRow.Transport transport() {
        return SocketRow.Transport.of(family, type);
    }

    /** Its line in the kernel's table, as it was last seen there. */
    public Optional<SocketRow> row() {
        return Optional.ofNullable(row);
    }

    /**
     * The state that was last read from the kernel; empty if none was read, and for datagrams. A stream that is no
     * longer in the tables is CLOSED: Linux does not list TCP sockets in that state.
     */
    public Optional<TcpState> tcpState() {
        return row().filter(r -> type == SocketType.SOCK_STREAM).map(r -> listed ? r.state() : TcpState.CLOSED);
    }
}
