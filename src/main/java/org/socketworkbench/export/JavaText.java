package org.socketworkbench.export;

import static org.socketworkbench.export.SocketVariable.Kind.CLIENT;
import static org.socketworkbench.export.SocketVariable.Kind.CONNECTION;
import static org.socketworkbench.export.SocketVariable.Kind.ENDPOINT;
import static org.socketworkbench.export.SocketVariable.Kind.LISTENER;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.socketworkbench.export.JavaWriter.JavaLines;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;

/** Writes the arguments of socket calls in Java, as far as Java has them. */
final class JavaText {
    /** The options of Java's channels, and the kinds of channel that have them. */
    private static final Map<SocketOption, Set<SocketVariable.Kind>> OPTIONS = Map.of(
            SocketOption.SO_REUSEADDR, Set.of(LISTENER, CONNECTION, CLIENT, ENDPOINT),
            SocketOption.SO_REUSEPORT, Set.of(LISTENER, CONNECTION, CLIENT, ENDPOINT),
            SocketOption.SO_RCVBUF, Set.of(LISTENER, CONNECTION, CLIENT, ENDPOINT),
            SocketOption.SO_SNDBUF, Set.of(CONNECTION, CLIENT, ENDPOINT),
            SocketOption.SO_KEEPALIVE, Set.of(CONNECTION, CLIENT),
            SocketOption.SO_LINGER, Set.of(CONNECTION, CLIENT),
            SocketOption.TCP_NODELAY, Set.of(CONNECTION, CLIENT),
            SocketOption.SO_BROADCAST, Set.of(ENDPOINT));
    /** Those options that UNIX sockets have too. */
    private static final Set<SocketOption> OF_UNIX =
            Set.of(SocketOption.SO_RCVBUF, SocketOption.SO_SNDBUF, SocketOption.SO_LINGER);
    private static final Set<SocketOption> NUMBERS = Set.of(SocketOption.SO_RCVBUF, SocketOption.SO_SNDBUF);

    private JavaText() {}

    /** Whether the channel has a {@code java.net} socket, which supports timeouts. */
    static boolean hasSocket(SocketVariable on) {
        return on.family() != Family.AF_UNIX;
    }

    /** Bytes as an array. */
    static String bytes(Bytes data, JavaProgram program) {
        // One byte per character: not in UTF-8.
        String charset = Literals.isAscii(Literals.said(data)) ? "UTF_8" : "ISO_8859_1";
        return Literals.java(Literals.said(data)) + ".getBytes(" + program.use("java.nio.charset.StandardCharsets")
                + "." + charset + ")";
    }

    /** An address, unless Java cannot express it, or only for a socket of another family. */
    static Optional<String> address(SocketAddress address, SocketVariable on, JavaProgram program) {
        if (address.family() != on.family()) {
            return Optional.empty();
        }
        return switch (address) {
            case SocketAddress.Inet a ->
                Optional.of("new " + program.use("java.net.InetSocketAddress") + "(\"" + a.hostText() + "\", "
                        + a.port() + ")");
            case SocketAddress.Unix a ->
                path(a).map(path -> program.use("java.net.UnixDomainSocketAddress") + ".of(" + path + ")");
        };
    }

    /** A path as a string; Java has neither abstract names nor paths that are not text. */
    static Optional<String> path(SocketAddress.Unix address) {
        if (address.isUnnamed() || address.isAbstract()) {
            return Optional.empty();
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(address.path().toArray())).toString();
            StringBuilder literal = new StringBuilder("\"");
            for (char c : text.toCharArray()) {
                literal.append(
                        c < 0x80 ? unquoted(Literals.java(Bytes.of((byte) c))) : String.format("\\u%04x", (int) c));
            }
            return Optional.of(literal.append('"').toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String unquoted(String literal) {
        return literal.substring(1, literal.length() - 1);
    }

    static JavaLines set(SocketVariable on, Call.SetSockOpt call, JavaProgram program) {
        Optional<String> value = switch (call.value()) {
            case OptionValue.Int v when NUMBERS.contains(call.option()) ->
                v.value() > 0 ? Optional.of(Integer.toString(v.value())) : Optional.empty();
            case OptionValue.Int v when call.option().format() == SocketOption.Format.INT ->
                Optional.of(Boolean.toString(v.value() != 0));
            case OptionValue.Linger v when call.option().equals(SocketOption.SO_LINGER) ->
                Optional.of(Integer.toString(v.on() ? Math.max(0, v.seconds()) : -1));
            case OptionValue.Int v -> Optional.empty();
            case OptionValue.Linger v -> Optional.empty();
            case OptionValue.Time v -> Optional.empty();
            case OptionValue.Raw v -> Optional.empty();
        };
        return value.isEmpty() || !has(on, call.option()) ? lacksOption(call.option())
                : JavaLines.of(on.name() + ".setOption(" + name(call.option(), program) + ", " + value.get() + ");");
    }

    static JavaLines get(SocketVariable on, Call.GetSockOpt call, JavaProgram program) {
        return !has(on, call.option()) ? lacksOption(call.option())
                : JavaLines.of(
                        "System.out.println(\"getsockopt " + call.option() + ": \" + " + on.name() + ".getOption("
                                + name(call.option(), program) + "));");
    }

    static boolean asksForError(Call.GetSockOpt call) {
        return call.option().equals(SocketOption.SO_ERROR);
    }

    private static JavaLines lacksOption(SocketOption option) {
        return JavaLines.none(Remarks.because("java.option", option));
    }

    private static boolean has(SocketVariable on, SocketOption option) {
        return OPTIONS.getOrDefault(option, Set.of()).contains(on.kind())
                && (on.family() != Family.AF_UNIX || OF_UNIX.contains(option));
    }

    private static String name(SocketOption option, JavaProgram program) {
        return program.use("java.net.StandardSocketOptions") + "." + option.name();
    }
}
