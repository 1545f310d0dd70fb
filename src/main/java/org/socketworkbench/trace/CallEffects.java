package org.socketworkbench.trace;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;

/** What a call that has returned changes in what is known about its socket. For the thread of one {@link Picture}. */
final class CallEffects {
    private final Datagrams<DescriptorState> datagrams;

    CallEffects() {
        this(new Datagrams<>(DescriptorState::local));
    }

    private CallEffects(Datagrams<DescriptorState> datagrams) {
        this.datagrams = datagrams;
    }

    /** The same as it is now, about the copies that sockets lead to; what they send is from here on in it. */
    CallEffects copy(Map<DescriptorState, DescriptorState> sockets) {
        Map<Datagrams.Sent<DescriptorState>, Datagrams.Sent<DescriptorState>> sent = new IdentityHashMap<>();
        Datagrams<DescriptorState> copied = datagrams.copy(sockets::get, sent);
        for (DescriptorState socket : sockets.values()) {
            if (socket.sending != null) {
                // What was taken meanwhile waits nowhere any more.
                socket.sending = sent.computeIfAbsent(socket.sending, one -> one.by(sockets.get(one.sender())));
            }
        }
        return new CallEffects(copied);
    }

    /** The datagram that a call most likely takes; see {@link Picture#datagram}. */
    Optional<Datagrams.Sent<DescriptorState>> datagram(DescriptorState receiver, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        return datagrams.find(taken(receiver, call, data, sender));
    }

    private static Datagrams.Taken taken(DescriptorState d, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        return new Datagrams.Taken(Optional.ofNullable(d.local), sender.or(d::peer), data, call.length(),
                (call.flags() & MessageFlags.MSG_TRUNC) != 0);
    }

    /** What the library remembers of a socket; what its system calls changed, they have told themselves. */
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

    /** Takes note of what is under way: other calls may tell of it before this one has returned. */
    void entered(DescriptorState d, Call.OnSocket call, long nanos) {
        switch (call) {
            // The kernel looks at no other address before the first attempt has ended.
            case Call.Connect c when !d.connecting -> {
                d.called = c.address();
                d.calledNanos = nanos;
                d.hasAskedForPort = true;
            }
            case Call.SendTo c -> {
                d.hasAskedForPort = true;
                sending(d, c.data(), Optional.of(c.address()));
            }
            case Call.Send c -> sending(d, c.data(), d.peer());
            case Call.Write c -> sending(d, c.data(), d.peer());
            default -> {}
        }
    }

    private void sending(DescriptorState d, Bytes data, Optional<SocketAddress> to) {
        d.sending = to.filter(address -> d.type() == SocketType.SOCK_DGRAM)
                .map(address -> datagrams.sent(d, address, data)).orElse(null);
    }

    /** @param nanos when the call returned */
    void changed(DescriptorState d, Call.OnSocket call, Outcome outcome, long nanos) {
        switch (outcome) {
            case Outcome.Failed failed -> {
                if (call instanceof Call.Sending && d.sending != null) {
                    datagrams.forget(d.sending);
                }
                d.reset |= failed.errno().equals(Errno.ECONNRESET)
                        && (call instanceof Call.Receiving || call instanceof Call.Sending);
                if (call instanceof Call.Connect) {
                    d.connecting = failed.errno().equals(Errno.EINPROGRESS) || failed.errno().equals(Errno.EALREADY);
                }
            }
            case Outcome.Received received ->
                received(d, nanos, (Call.Receiving) call, received.data(), Optional.empty());
            case Outcome.ReceivedFrom received ->
                received(d, nanos, (Call.Receiving) call, received.data(), received.sender());
            case Outcome.Named named -> {
                if (call instanceof Call.GetSockName) {
                    d.local = named.address();
                } else if (call instanceof Call.GetPeerName) {
                    connected(d, named.address());
                }
            }
            case Outcome.OptionRead read -> {
                boolean settled = call instanceof Call.GetSockOpt(int fd, SocketOption option, int length)
                        && option.equals(SocketOption.SO_ERROR) && d.connecting;
                if (settled) {
                    d.connecting = false;
                    if (read.option().equals(new OptionValue.Int(0))) {
                        connected(d, d.called);
                    }
                }
            }
            case Outcome.Done done -> succeeded(d, call, done.value());
            // No call on one socket answers so.
            case Outcome.Opened opened -> {}
            case Outcome.Accepted accepted -> {}
            case Outcome.PairOpened pair -> {}
            case Outcome.Polled polled -> {}
            case Outcome.Selected selected -> {}
            case Outcome.TimeoutIs timeout -> {}
            case Outcome.TimedOut timedOut -> {}
        }
    }

    private static void connected(DescriptorState d, SocketAddress peer) {
        d.phase = DescriptorState.Phase.CONNECTED;
        d.peer = peer;
        d.connecting = false;
    }

    private void received(DescriptorState d, long nanos, Call.Receiving call, Bytes data,
            Optional<SocketAddress> sender) {
        if (!call.takes()) {
            return; // It is still there.
        }
        boolean datagram = d.type() == SocketType.SOCK_DGRAM;
        if (datagram) {
            datagrams.take(taken(d, call, data, sender)).map(delivery -> delivery.taken().sender())
                    .filter(by -> by.local == null)
                    .ifPresent(by -> by.local = sender.orElse(null)); // Now it is known what port the kernel gave it.
        }
        d.receivedBytes += data.length();
        if (data.length() > 0 || datagram) {
            d.arrived(new DescriptorState.Arrival(nanos, data, sender, call.length(),
                    (call.flags() & MessageFlags.MSG_TRUNC) != 0));
            d.lastTransfer = call.name();
        } else {
            d.peerEnded |= call.length() > 0;
        }
    }

    private void succeeded(DescriptorState d, Call.OnSocket call, long value) {
        switch (call) {
            case Call.Bind c -> {
                d.phase = DescriptorState.Phase.BOUND;
                boolean chosen = c.address() instanceof SocketAddress.Inet inet && inet.port() == 0
                        || c.address() instanceof SocketAddress.Unix unix && unix.isUnnamed();
                d.local = chosen ? d.local : c.address();
            }
            case Call.Listen c -> {
                d.phase = DescriptorState.Phase.LISTENING;
                d.backlog = c.backlog();
            }
            case Call.Connect c -> connected(d, d.called);
            case Call.Sending c -> {
                d.sentBytes += value;
                d.lastTransfer = call.name();
            }
            case Call.Shutdown c -> {
                d.sendingEnded |= c.how() != Call.Shutdown.How.SHUT_RD;
                d.readingEnded |= c.how() != Call.Shutdown.How.SHUT_WR;
            }
            case Call.SetSockOpt c -> optionSet(d, c.option(), c.value());
            case Call.SetNonBlocking c -> d.nonBlocking = c.on();
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
