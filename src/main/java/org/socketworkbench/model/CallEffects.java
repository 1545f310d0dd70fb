package org.socketworkbench.model;

import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.FileFlags;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/** Records what a call changes about its own socket. {@link Traffic} finds out what the call does to other sockets. */
final class CallEffects {
    private final AddressBook book;

    CallEffects(AddressBook book) {
        this.book = book;
    }

    /** Records what the library remembers about a socket. The library call's system calls are recorded on their own. */
    void library(DescriptorState d, Call.LibraryCall call, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done)) {
            return;
        }
        switch (call) {
            case Call.SetTimeout c -> d.timeoutNanos = c.nanos();
            case Call.SetBlocking c -> d.timeoutNanos = c.blocking() ? Call.FOR_EVER : 0;
            case Call.MakeFile c -> d.file = true;
            case Call.Timed c -> {}
            case Call.ConnectEx c -> {}
            case Call.SendAll c -> {}
            case Call.GetTimeout c -> {}
            case Call.FileNo c -> {}
            case Call.ReadLine c -> {}
            case Call.FileWrite c -> {}
            case Call.Flush c -> {}
        }
    }

    /** Records what is under way: other calls may report it before this one has returned. */
    void entered(DescriptorState d, Call.OnSocket call) {
        switch (call) {
            // The kernel ignores any other address until the first attempt has ended.
            case Call.Connect c when d.stream == null || !d.stream.calling -> {
                d.called = c.address();
                d.hasAskedForPort = true;
            }
            case Call.SendTo c -> d.hasAskedForPort = true;
            case Call.SendMsg c when c.to().isPresent() -> d.hasAskedForPort = true;
            default -> {}
        }
    }

    /** @param nanos when the call returned, in nanoseconds since the log began */
    void changed(DescriptorState d, Call.OnSocket call, Outcome outcome, long nanos) {
        switch (outcome) {
            case Outcome.Failed failed -> d.reset |= failed.errno().equals(Errno.ECONNRESET)
                    && (call instanceof Call.Receiving || call instanceof Call.Sending);
            case Outcome.Received received ->
                received(d, nanos, (Call.Receiving) call, received.data(), Optional.empty());
            case Outcome.ReceivedFrom received ->
                received(d, nanos, (Call.Receiving) call, received.data(), received.sender());
            case Outcome.ReceivedMessage received ->
                received(d, nanos, (Call.Receiving) call, received.data(), received.sender());
            case Outcome.Named named -> {
                if (call instanceof Call.GetSockName) {
                    // A known name stays: "no name" may have been read before a bind whose return was traced first.
                    if (d.local == null || AddressBook.isName(named.address())) {
                        book.told(d, named.address());
                    }
                } else if (call instanceof Call.GetPeerName) {
                    d.phase = DescriptorState.Phase.CONNECTED;
                    d.peer = named.address();
                }
            }
            case Outcome.Done done -> succeeded(d, call, done.value());
            case Outcome.OptionRead read -> {}
            case Outcome.NumberRead read -> {}
            // No call on a single socket has such an outcome.
            case Outcome.Opened opened -> {}
            case Outcome.Accepted accepted -> {}
            case Outcome.PairOpened pair -> {}
            case Outcome.Polled polled -> {}
            case Outcome.EpollReady ready -> {}
            case Outcome.Selected selected -> {}
            case Outcome.TimeoutIs timeout -> {}
            case Outcome.TimedOut timedOut -> {}
        }
    }

    private static void received(DescriptorState d, long nanos, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        if (!call.takes()) {
            return; // The data is still there.
        }
        boolean datagram = d.type() == SocketType.SOCK_DGRAM;
        d.receivedBytes += data.length();
        if (data.length() > 0 || datagram) {
            d.arrived(new DescriptorState.Arrival(nanos, data, sender, call.length(),
                    (call.flags() & MessageFlags.MSG_TRUNC) != 0));
            d.lastTransfer = call.name();
        } else {
            // A result of 0 bytes after shutdown(SHUT_RD) says nothing about the peer.
            d.peerEnded |= call.length() > 0 && !d.endsReading();
        }
    }

    private void succeeded(DescriptorState d, Call.OnSocket call, long value) {
        switch (call) {
            case Call.Bind c -> {
                d.phase = DescriptorState.Phase.BOUND;
                if (AddressBook.isName(c.address())) {
                    book.told(d, c.address());
                }
                book.bound(d);
            }
            case Call.Listen c -> {
                d.phase = DescriptorState.Phase.LISTENING;
                d.backlog = c.backlog();
                book.bound(d);
            }
            case Call.Connect c -> {
                d.phase = DescriptorState.Phase.CONNECTED;
                d.peer = d.called;
                book.asked(d);
            }
            case Call.Sending c -> {
                d.sentBytes += value;
                d.lastTransfer = call.name();
                book.asked(d);
            }
            case Call.Shutdown c -> {
                d.sendingEnded |= c.how() != Call.Shutdown.How.SHUT_RD;
                d.readingEnded |= c.how() != Call.Shutdown.How.SHUT_WR;
            }
            case Call.SetSockOpt c -> optionSet(d, c.option(), c.value());
            case Call.SetNonBlocking c -> d.nonBlocking = c.on();
            case Call.Fcntl c -> {
                switch (c.command()) {
                    case F_SETFL -> d.nonBlocking = (c.argument() & FileFlags.O_NONBLOCK) != 0;
                    case F_GETFL -> d.nonBlocking = (value & FileFlags.O_NONBLOCK) != 0;
                    case F_GETFD, F_SETFD -> {}
                }
            }
            case Call.Ioctl c -> {}
            // An epoll descriptor is not a socket.
            case Call.EpollCtl c -> {}
            case Call.EpollWait c -> {}
            case Call.Opening c -> {}
            case Call.Receiving c -> {}
            case Call.GetSockOpt c -> {}
            case Call.GetSockName c -> {}
            case Call.GetPeerName c -> {}
            case Call.Close c -> {}
        }
    }

    private static void optionSet(DescriptorState d, SocketOption option, OptionValue value) {
        switch (value) {
            case OptionValue.Int(int on) when option.equals(SocketOption.SO_REUSEADDR) -> d.reuseAddress = on != 0;
            case OptionValue.Int(int on) when option.equals(SocketOption.IPV6_V6ONLY) -> d.v6Only = on != 0;
            case OptionValue.Linger linger when option.equals(SocketOption.SO_LINGER) -> d.linger = linger;
            default -> {}
        }
    }
}
