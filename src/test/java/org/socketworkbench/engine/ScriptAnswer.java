package org.socketworkbench.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketType;

/**
 * The text of an outcome that CPython's answer is compared with: numbers that are never twice the same, as descriptors
 * and ports, have become words.
 *
 * @param sockets the script's variables and their descriptors
 * @param type    of the socket that the call was made on, if it was made on one
 */
record ScriptAnswer(ScriptAddresses addresses, Map<String, Integer> sockets, Optional<SocketType> type) {
    private static final int SHOWN_BYTES = 32;

    String text(Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> done(call, done.value());
            case Outcome.Opened opened when call instanceof Call.EpollCreate -> "an epoll";
            case Outcome.Opened opened -> "a socket";
            case Outcome.PairOpened pair -> "two sockets";
            case Outcome.Accepted accepted -> "a socket from " + addresses.name(accepted.peer());
            case Outcome.Received received -> received(call, received.data());
            case Outcome.ReceivedFrom received -> received(call, received.data()) + " from "
                    + received.sender().map(addresses::name).orElse("nobody");
            case Outcome.ReceivedMessage received -> received(call, received.data()) + " from "
                    + received.sender().map(addresses::name).orElse("nobody") + received.control().stream()
                            .map(one -> " " + one.level() + "/" + one.type() + " " + quoted(one.data()))
                            .collect(Collectors.joining())
                    + (received.flags() == 0 ? "" : " " + MessageFlags.text(received.flags()));
            case Outcome.Named named -> addresses.name(named.address());
            case Outcome.OptionRead read -> option((Call.GetSockOpt) call, read.option());
            case Outcome.NumberRead read -> Integer.toString(read.number());
            case Outcome.Polled polled when polled.ready().isEmpty() -> "nothing";
            case Outcome.Polled polled -> polled.ready().stream()
                    .map(entry -> name(entry.fd()) + ":" + entry.eventsText()).collect(Collectors.joining(" "));
            case Outcome.EpollReady found when found.ready().isEmpty() -> "nothing";
            case Outcome.EpollReady found -> found.ready().stream()
                    .map(entry -> name(entry.fd()) + ":" + entry.eventsText()).sorted()
                    .collect(Collectors.joining(" "));
            case Outcome.Selected selected ->
                names(selected.read()) + " " + names(selected.write()) + " " + names(selected.except());
            case Outcome.TimeoutIs timeout -> seconds(timeout.nanos());
            case Outcome.TimedOut timedOut -> "timed out";
            case Outcome.Failed failed -> failed.errno().symbol();
        };
    }

    private static String done(Call call, long value) {
        return switch (call) {
            case Call.MakeFile c -> "a file";
            case Call.FileNo c -> value == Call.NO_DESCRIPTOR ? "-1" : "a descriptor";
            case Call.ConnectEx c when value > 0 -> new Errno((int) value).symbol();
            case Call.Fcntl c -> Long.toString(value);
            case Call.SendAll c -> none(value);
            // How much of a flood the kernel takes is never twice the same.
            case Call.Sending c -> value == c.data().length() ? value + " bytes" : "fewer bytes";
            default -> none(value);
        };
    }

    private static String none(long value) {
        return value == 0 ? "ok" : Long.toString(value);
    }

    /** With MSG_TRUNC the count is a datagram's true length; a stream's bytes are counted and thrown away. */
    private String received(Call call, Bytes data) {
        if (call instanceof Call.Receiving receiving && (receiving.flags() & MessageFlags.MSG_TRUNC) != 0) {
            boolean stream = type.orElseThrow() == SocketType.SOCK_STREAM;
            return data.length() + " bytes" + (stream ? "" : ", here " + quoted(data));
        }
        return data.length() + " bytes" + (data.length() == 0 ? "" : " " + quoted(data));
    }

    private static String quoted(Bytes data) {
        byte[] kept = data.toArray();
        String text = CText.quoted(Bytes.of(kept), SHOWN_BYTES);
        if (kept.length <= SHOWN_BYTES) {
            return text;
        }
        CRC32 check = new CRC32();
        check.update(kept);
        return text + String.format(" crc %08x", check.getValue());
    }

    private static String option(Call.GetSockOpt call, OptionValue value) {
        if (call.length() != call.option().format().bytes()) {
            return quoted(value.toBytes());
        }
        return switch (value) {
            case OptionValue.Int number -> Integer.toString(number.value());
            case OptionValue.Linger linger ->
                "{l_onoff=" + (linger.on() ? 1 : 0) + ",l_linger=" + linger.seconds() + "}";
            case OptionValue.Time time -> "{tv_sec=" + time.seconds() + ",tv_usec=" + time.micros() + "}";
            case OptionValue.Raw raw -> quoted(raw.bytes());
        };
    }

    private String names(List<Integer> fds) {
        return fds.stream().map(this::name).collect(Collectors.joining(" ", "[", "]"));
    }

    private String name(int fd) {
        return sockets.entrySet().stream().filter(socket -> socket.getValue() == fd)
                .map(Map.Entry::getKey).findFirst().orElseThrow();
    }

    private static String seconds(long nanos) {
        return nanos == Call.FOR_EVER ? "None" : BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }
}
