package org.socketworkbench.explain;

import java.util.List;
import java.util.Set;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.DescriptorState.Phase;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpInfo;
import org.socketworkbench.socket.TcpState;

/** Describes the results of setting and reading an option, and what the option does. */
final class OptionResults {
    private static final Set<SocketOption> SWITCHES = Set.of(SocketOption.SO_REUSEADDR, SocketOption.SO_REUSEPORT,
            SocketOption.SO_KEEPALIVE, SocketOption.SO_BROADCAST, SocketOption.SO_OOBINLINE, SocketOption.TCP_NODELAY,
            SocketOption.IPV6_V6ONLY);
    private static final Set<SocketOption> BUFFERS = Set.of(SocketOption.SO_SNDBUF, SocketOption.SO_RCVBUF);

    private final Words words;

    OptionResults(Words words) {
        this.words = words;
    }

    List<String> set(Scene scene, Call.SetSockOpt call) {
        SocketOption option = call.option();
        if (option.equals(SocketOption.SO_REUSEADDR) && call.value() instanceof OptionValue.Int(int on)) {
            return List.of(on == 0 ? words.text("setsockopt.reuse.off")
                    : words.text(scene.phase() == Phase.NEW ? "setsockopt.reuse.on" : "setsockopt.reuse.late"));
        }
        if (BUFFERS.contains(option) && call.value() instanceof OptionValue.Int(int size)) {
            return List.of(words.text("setsockopt.buffer", option, words.bytes(size)), does(option));
        }
        String done = SWITCHES.contains(option) && call.value() instanceof OptionValue.Int(int on) ? turned(option, on)
                : words.text("setsockopt.any", option, call.value());
        return List.of(done, meaning(option, call.value()));
    }

    List<String> read(Scene scene, Call.GetSockOpt call, OptionValue value) {
        SocketOption option = call.option();
        return switch (value) {
            case OptionValue.Int(int number) -> read(scene, option, number);
            case OptionValue.Raw(var bytes) when option.equals(SocketOption.TCP_INFO) ->
                TcpInfo.of(bytes).map(this::info)
                        .orElseGet(() -> List.of(words.text("getsockopt.any", option, value), does(option)));
            default -> List.of(words.text("getsockopt.any", option, value), meaning(option, value));
        };
    }

    private List<String> read(Scene scene, SocketOption option, int number) {
        if (option.equals(SocketOption.SO_REUSEADDR)) {
            return List.of(words.text(number == 0 ? "getsockopt.reuse.off" : "getsockopt.reuse.on"));
        }
        if (option.equals(SocketOption.SO_ERROR)) {
            return List.of(error(scene, number));
        }
        if (BUFFERS.contains(option)) {
            return List.of(words.text("getsockopt.buffer", option, words.bytes(number)), does(option));
        }
        if (SWITCHES.contains(option)) {
            return List.of(turned(option, number), does(option));
        }
        return List.of(words.text("getsockopt.any", option, named(option, number)), does(option));
    }

    private String turned(SocketOption option, int on) {
        return words.text(on == 0 ? "option.off" : "option.on", option);
    }

    private String error(Scene scene, int number) {
        boolean connecting = scene.socket().filter(DescriptorState::isConnecting).isPresent();
        if (number == 0) {
            return words.text(connecting ? "getsockopt.connected" : "getsockopt.noError");
        }
        return words.text(connecting ? "getsockopt.notConnected" : "getsockopt.error", new Errno(number));
    }

    /** A number with its C name, if it stands for something. */
    private String named(SocketOption option, int number) {
        String name = "";
        if (option.equals(SocketOption.SO_TYPE)) {
            name = Set.of(SocketType.values()).stream().filter(type -> type.number() == number).map(Enum::name)
                    .findFirst().orElse("");
        } else if (option.equals(SocketOption.SO_DOMAIN)) {
            name = Set.of(Family.values()).stream().filter(family -> family.number() == number).map(Enum::name)
                    .findFirst().orElse("");
        } else if (option.equals(SocketOption.SO_PROTOCOL)) {
            name = switch (number) {
                case Protocols.TCP -> "IPPROTO_TCP";
                case Protocols.UDP -> "IPPROTO_UDP";
                default -> "";
            };
        }
        return name.isEmpty() ? Integer.toString(number) : words.text("option.named", number, name);
    }

    /** What this particular value makes the option do. */
    private String meaning(SocketOption option, OptionValue value) {
        return switch (value) {
            case OptionValue.Linger linger when option.equals(SocketOption.SO_LINGER) -> lingering(linger);
            case OptionValue.Time(long seconds, long micros) when seconds == 0 && micros == 0 ->
                words.text("option.noLimit");
            default -> does(option);
        };
    }

    private String lingering(OptionValue.Linger linger) {
        if (!linger.on()) {
            return words.text("linger.off");
        }
        return linger.seconds() == 0 ? words.text("linger.reset") : words.text("linger.waits", linger.seconds());
    }

    private String does(SocketOption option) {
        return SocketOption.NAMED.containsValue(option) ? words.text("option." + option.name())
                : words.text("option.byNumber", option.levelName(), option.number());
    }

    private List<String> info(TcpInfo info) {
        if (info.state() == TcpState.LISTEN) {
            return List.of(words.text("tcpInfo.listener", info.unacked(), info.sacked()));
        }
        return List.of(words.text("tcpInfo.state", info.state()),
                words.text("tcpInfo.path", micros(info.rttMicros()), words.bytes(info.sendMss()),
                        info.congestionWindow()),
                words.text("tcpInfo.traffic", words.bytes(info.bytesAcknowledged()), words.bytes(info.bytesReceived()),
                        words.bytes(info.notSentBytes()), info.unacked(), info.retransmissions()));
    }

    private String micros(int micros) {
        return words.text("time.micros", micros);
    }
}
