package org.socketworkbench.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;

/** Writes the arguments of socket calls in C; the declarations that they need are added to the program. */
final class CArguments {
    private final CSource source;
    private final Map<SocketAddress, String> addresses = new HashMap<>();

    CArguments(CSource source) {
        this.source = source;
    }

    /** An address and its length, two arguments. */
    String address(Statement s, Call.WithAddress call) {
        return String.join(", ", address(s, call.address()));
    }

    /** A pointer to an address, and its length. */
    List<String> address(Statement s, SocketAddress address) {
        return s.address().map(sender -> List.of(pointer(sender), lengthOf(sender)))
                .orElseGet(() -> List.of(pointer(variable(address)), size(address, variable(address))));
    }

    /** The variable that holds the length of a received address. */
    String lengthOf(String address) {
        return address.equals("peer") ? "length" : address + "_length";
    }

    private static String pointer(String variable) {
        return "(struct sockaddr *)&" + variable;
    }

    private String variable(SocketAddress address) {
        String known = addresses.get(address);
        if (known != null) {
            return known;
        }
        String name = "address" + (addresses.isEmpty() ? "" : addresses.size() + 1);
        addresses.put(address, name);
        source.body().add(declaration(address, name));
        return name;
    }

    private String declaration(SocketAddress address, String name) {
        return switch (address) {
            case SocketAddress.Inet4 a ->
                "struct sockaddr_in " + name + " = " + source.use(CHelper.IPV4) + "(\"" + a.hostText()
                        + "\", " + a.port() + ");";
            case SocketAddress.Inet6 a -> "struct sockaddr_in6 " + name + " = " + source.use(CHelper.IPV6) + "(\""
                    + PythonText.hostAlone(a) + "\", " + a.port() + ", " + Integer.toUnsignedString(a.flowInfo()) + ", "
                    + Integer.toUnsignedString(a.scope()) + ");";
            case SocketAddress.Unix a -> {
                source.include("<sys/un.h>");
                yield "struct sockaddr_un " + name + " = {.sun_family = AF_UNIX, .sun_path = " + Literals.c(fitting(a))
                        + "};" + (fits(a) ? "" : "  // " + Remarks.because("c.path"));
            }
        };
    }

    private static boolean fits(SocketAddress.Unix address) {
        return address.path().length() <= SocketAddress.Unix.MAX_PATH;
    }

    private static Bytes fitting(SocketAddress.Unix address) {
        return Bytes.owning(address.path().keeping(SocketAddress.Unix.MAX_PATH).toArray());
    }

    /** The actual size: for a path including the terminating zero, which an abstract name does not have. */
    private String size(SocketAddress address, String variable) {
        if (!(address instanceof SocketAddress.Unix unix)) {
            return "sizeof " + variable;
        }
        source.include("<stddef.h>");
        int bytes = fitting(unix).length() + (unix.isUnnamed() || unix.isAbstract() ? 0 : 1);
        return "offsetof(struct sockaddr_un, sun_path) + " + bytes;
    }

    String option(SocketOption option) {
        switch (option.level()) {
            case SocketOption.IPPROTO_TCP -> source.include("<netinet/in.h>", "<netinet/tcp.h>");
            case SocketOption.IPPROTO_IP, SocketOption.IPPROTO_IPV6 -> source.include("<netinet/in.h>");
            default -> {}
        }
        return option.levelName() + ", " + option.name();
    }

    /** A pointer to an option's value and its size, two arguments. */
    String value(OptionValue value) {
        return switch (value) {
            case OptionValue.Int v -> "&(int){" + v.value() + "}, sizeof(int)";
            case OptionValue.Linger v ->
                "&(struct linger){.l_onoff = " + (v.on() ? 1 : 0) + ", .l_linger = " + v.seconds()
                        + "}, sizeof(struct linger)";
            case OptionValue.Time v -> time(v) + ", sizeof(struct timeval)";
            case OptionValue.Raw v -> Literals.c(v.bytes()) + ", " + v.bytes().kept();
        };
    }

    String time(OptionValue.Time time) {
        source.include("<sys/time.h>");
        return "&(struct timeval){.tv_sec = " + time.seconds() + ", .tv_usec = " + time.micros() + "}";
    }

    String flags(int flags) {
        return MessageFlags.text(flags).replace("|", " | ");
    }

    /** A descriptor's variable, or the number that stands for none. */
    String descriptor(Statement s, int fd) {
        return fd != Call.NO_DESCRIPTOR && s.sockets().containsKey(fd) ? s.sockets().get(fd).name()
                : Integer.toString(fd);
    }
}
