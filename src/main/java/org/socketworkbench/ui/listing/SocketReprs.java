package org.socketworkbench.ui.listing;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.socket.SocketAddress;

/**
 * The sockets among the values of a participant's variables. Python prints a socket with its addresses, and asks the
 * kernel for them; that would be calls, so what the picture knows is put there instead.
 */
final class SocketReprs {
    private static final Pattern OPEN_SOCKET =
            Pattern.compile("<socket\\.socket fd=(\\d{1,9}), family=\\d+, type=\\d+, proto=\\d+(?=>)");

    private final ParticipantState participant;

    SocketReprs(ParticipantState participant) {
        this.participant = participant;
    }

    /** The value with the addresses of its sockets, as far as they are known. */
    String completed(String value) {
        return OPEN_SOCKET.matcher(value).replaceAll(this::withAddresses);
    }

    private String withAddresses(MatchResult found) {
        Optional<DescriptorState> socket = participant.open(Integer.parseInt(found.group(1)));
        String local = socket.flatMap(DescriptorState::local).flatMap(SocketReprs::python)
                .map(address -> ", laddr=" + address).orElse("");
        String peer = socket.flatMap(DescriptorState::peer).flatMap(SocketReprs::python)
                .map(address -> ", raddr=" + address).orElse("");
        return Matcher.quoteReplacement(found.group() + local + peer);
    }

    /** An address as Python prints it; empty for the name of a UNIX socket that has none. */
    private static Optional<String> python(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet4 inet -> Optional.of("('" + inet.hostText() + "', " + inet.port() + ")");
            case SocketAddress.Inet6 inet -> Optional.of("('" + inet.hostText() + "', " + inet.port() + ", "
                    + Integer.toUnsignedString(Integer.reverseBytes(inet.flowInfo())) + ", "
                    + Integer.toUnsignedString(inet.scope()) + ")");
            case SocketAddress.Unix unix -> unix.isUnnamed() ? Optional.empty() : Optional.of("'" + unix + "'");
        };
    }
}
