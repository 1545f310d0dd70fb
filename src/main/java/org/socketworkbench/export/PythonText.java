package org.socketworkbench.export;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;

/** Writes the arguments of socket calls in Python. */
final class PythonText {
    private PythonText() {}

    /** Whether a call names an address of another family than its socket's, for which Python has no notation. */
    static boolean cannotSay(Statement s) {
        Family family = s.socket().map(SocketVariable::family).orElse(Family.AF_INET);
        return s.call() instanceof Call.OnDescriptor
                && s.call().named().filter(address -> address.family() != family).isPresent();
    }

    /** An address in its family's form: {@code ("127.0.0.1", 8080)}, {@code "/run/phone"}. */
    static String address(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet4 a -> "(\"" + a.hostText() + "\", " + a.port() + ")";
            case SocketAddress.Inet6 a when a.flowInfo() == 0 && a.scope() == 0 ->
                "(\"" + a.hostText() + "\", " + a.port() + ")";
            case SocketAddress.Inet6 a ->
                "(\"" + hostAlone(a) + "\", " + a.port() + ", " + Integer.toUnsignedString(a.flowInfo())
                        + ", " + Integer.toUnsignedString(a.scope()) + ")";
            case SocketAddress.Unix a -> path(a);
        };
    }

    static String hostAlone(SocketAddress.Inet6 address) {
        return new SocketAddress.Inet6(address.high(), address.low(), address.port(), 0, 0).hostText();
    }

    /** A path as text if it is ASCII; an abstract name and any other path as bytes. */
    static String path(SocketAddress.Unix address) {
        String bytes = Literals.python(address.path());
        return Literals.isAscii(address.path()) && !address.isAbstract() ? bytes.substring(1) : bytes;
    }

    static String truth(boolean value) {
        return value ? "True" : "False";
    }

    /** Seconds, or None for no timeout. */
    static String timeout(long nanos) {
        return nanos < 0 ? "None" : BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }

    static String flags(int flags) {
        return flags("socket", MessageFlags.text(flags));
    }

    /** Flags named as in {@code MSG_PEEK|MSG_OOB}, as members of a module. */
    static String flags(String module, String names) {
        return Arrays.stream(names.split("\\|"))
                .map(name -> Character.isDigit(name.charAt(0)) ? name : module + "." + name)
                .collect(Collectors.joining(" | "));
    }

    static String option(SocketOption option) {
        return member(option.levelName()) + ", " + member(option.name());
    }

    private static String member(String name) {
        return Character.isLetter(name.charAt(0)) ? "socket." + name : name;
    }

    static boolean needsStruct(OptionValue value) {
        return switch (value) {
            case OptionValue.Linger v -> true;
            case OptionValue.Time v -> true;
            case OptionValue.Int v -> false;
            case OptionValue.Raw v -> false;
        };
    }

    static String value(OptionValue value) {
        return switch (value) {
            case OptionValue.Int v -> Integer.toString(v.value());
            case OptionValue.Linger v -> "struct.pack(\"ii\", " + (v.on() ? 1 : 0) + ", " + v.seconds() + ")";
            case OptionValue.Time v -> "struct.pack(\"qq\", " + v.seconds() + ", " + v.micros() + ")";
            case OptionValue.Raw v -> Literals.python(v.bytes());
        };
    }
}
