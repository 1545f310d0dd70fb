package org.socketworkbench.python;

import java.util.List;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/** Converts outcomes for the modules in {@code lib/}: an errno as a negative number, an expired timeout as None. */
final class Answers {
    private Answers() {}

    static @Nullable Object of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> done.value();
            case Outcome.Opened opened -> opened.fd();
            case Outcome.PairOpened pair -> array(pair.first().fd(), pair.second().fd());
            case Outcome.Failed failed -> -failed.errno().number();
            case Outcome.TimedOut timedOut -> null;
            case Outcome.Received received -> text(received.data());
            case Outcome.ReceivedFrom received ->
                array(text(received.data()), received.sender().map(Answers::of).orElse(null));
            case Outcome.ReceivedMessage received ->
                array(text(received.data()), list(received.control().stream()
                        .map(one -> array(one.level(), one.type(), Latin1.text(one.data()))).toList()),
                        received.flags(), received.sender().map(Answers::of).orElse(null));
            case Outcome.Accepted accepted -> array(accepted.fd(), of(accepted.peer()));
            case Outcome.Named named -> of(named.address());
            case Outcome.OptionRead read -> Latin1.text(read.option().toBytes());
            case Outcome.Polled polled ->
                list(polled.ready().stream().map(one -> array(one.fd(), one.events())).toList());
            case Outcome.EpollReady found -> list(
                    found.ready().stream().map(one -> array(one.fd(), Integer.toUnsignedLong(one.events()))).toList());
            case Outcome.Selected selected ->
                array(list(selected.read()), list(selected.write()), list(selected.except()));
            case Outcome.NumberRead read -> array(read.number());
            case Outcome.TimeoutIs is -> is.nanos();
        };
    }

    /** What MSG_TRUNC has counted and not handed over is zeros, so that the count is right. */
    private static String text(Bytes received) {
        return Latin1.text(received) + "\0".repeat(received.length() - received.kept());
    }

    /** The family's number, then the address's parts in Python's order. */
    private static ProxyArray of(SocketAddress address) {
        int family = address.family().number();
        return switch (address) {
            case SocketAddress.Inet4 inet -> array(family, inet.hostText(), inet.port());
            case SocketAddress.Inet6 inet ->
                array(family, inet.hostText(), inet.port(), Integer.reverseBytes(inet.flowInfo()), inet.scope());
            case SocketAddress.Unix unix -> array(family, Latin1.text(unix.path()));
        };
    }

    static ProxyArray array(@Nullable Object... parts) {
        return ProxyArray.fromArray(parts);
    }

    static ProxyArray list(List<?> parts) {
        return ProxyArray.fromArray(parts.toArray());
    }
}
