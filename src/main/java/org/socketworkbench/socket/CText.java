package org.socketworkbench.socket;

import java.math.BigDecimal;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Calls and their outcomes as a C programmer reads them: {@code accept(5) = 6 127.0.0.1:41204}. */
public final class CText {
    private static final int SHOWN_BYTES = 32;
    private static final int SHOWN_BUFFERS = 8;

    private CText() {}

    /** The call alone: {@code connect(4, 127.0.0.1:8080)}. */
    public static String of(Call call) {
        return switch (call) {
            case Call.Timed timed -> of(timed.call());
            case Call.Other other -> other.text();
            default -> name(call) + "(" + arguments(call) + ")";
        };
    }

    private static String name(Call call) {
        return switch (call) {
            case Call.Accept c when c.closeOnExec() -> "accept4";
            case Call.Dup c when c.closeOnExec() -> "fcntl";
            default -> call.word();
        };
    }

    private static String arguments(Call call) {
        return switch (call) {
            case Call.Socket c -> made(c.family(), c.type(), c.closeOnExec(), c.protocol());
            case Call.SocketPair c -> made(c.family(), c.type(), c.closeOnExec(), c.protocol());
            case Call.SetSockOpt c -> c.fd() + ", " + c.option().levelName() + ", " + c.option() + ", " + c.value();
            case Call.GetSockOpt c -> c.fd() + ", " + c.option().levelName() + ", " + c.option();
            case Call.Bind c -> c.fd() + ", " + c.address();
            case Call.Listen c -> c.fd() + ", " + c.backlog();
            case Call.Connect c -> c.fd() + ", " + c.address();
            case Call.Send c -> sending(c) + ", " + MessageFlags.text(c.flags());
            case Call.SendTo c -> sending(c) + ", " + MessageFlags.text(c.flags()) + ", " + c.address();
            case Call.ReadV c -> c.fd() + ", " + rooms(c) + ", " + c.lengths().size();
            case Call.WriteV c -> c.fd() + ", " + buffers(c) + ", " + c.lengths().size();
            case Call.SendMsg c -> c.fd() + ", {" + c.to().map(to -> to + ", ").orElse("") + buffers(c)
                    + control(c.control()) + "}, " + MessageFlags.text(c.flags());
            case Call.RecvMsg c -> c.fd() + ", {" + rooms(c) + (c.controlLength() == 0 ? "" : ", " + c.controlLength())
                    + "}, " + MessageFlags.text(c.flags());
            case Call.Read c -> c.fd() + ", " + c.length();
            case Call.Write c -> sending(c);
            case Call.Receiving c -> c.fd() + ", " + c.length() + ", " + MessageFlags.text(c.flags());
            case Call.Shutdown c -> c.fd() + ", " + c.how();
            case Call.SetNonBlocking c -> c.fd() + ", FIONBIO, " + (c.on() ? "[1]" : "[0]");
            case Call.Other c -> "";
            case Call.Unlink c -> c.address().toString();
            case Call.Fcntl c -> c.fd() + ", " + c.command() + switch (c.command()) {
                case F_GETFD, F_GETFL -> "";
                case F_SETFD -> ", " + (c.argument() == FileFlags.FD_CLOEXEC ? "FD_CLOEXEC" : c.argument());
                case F_SETFL -> ", " + FileFlags.text(c.argument());
            };
            case Call.Ioctl c -> c.fd() + ", " + c.request();
            case Call.EpollCreate c -> c.closeOnExec() ? "EPOLL_CLOEXEC" : "0";
            case Call.EpollCtl c -> c.fd() + ", " + c.operation() + ", " + c.target()
                    + (c.operation() == Call.EpollCtl.Operation.EPOLL_CTL_DEL ? ""
                            : ", " + new EpollEntry(c.target(), c.events()).eventsText());
            case Call.EpollWait c -> c.fd() + ", " + c.maxEvents() + ", "
                    + (c.timeoutMillis() < 0 ? "-1" : c.timeoutMillis() + " ms");
            case Call.Ppoll c -> c.entries() + ", " + (c.timeoutNanos() < 0 ? "NULL" : seconds(c.timeoutNanos()));
            case Call.Poll c -> c.entries() + ", " + (c.timeoutMillis() < 0 ? "-1" : c.timeoutMillis() + " ms");
            case Call.Select c -> c.read() + ", " + c.write() + ", " + c.except() + ", "
                    + (c.timeoutMicros() < 0 ? "NULL" : seconds(c.timeoutMicros() * 1000));
            case Call.ConnectEx c -> c.fd() + ", " + c.address();
            case Call.SendAll c -> sending(c) + ", " + MessageFlags.text(c.flags());
            case Call.SetBlocking c -> c.fd() + ", " + (c.blocking() ? "True" : "False");
            case Call.SetTimeout c -> c.fd() + ", " + timeout(c.nanos());
            case Call.FileWrite c -> sending(c);
            case Call.Timed c -> arguments(c.call());
            case Call.Accept c -> fd(c) + (c.closeOnExec() ? ", SOCK_CLOEXEC" : "");
            case Call.Dup c -> fd(c) + (c.closeOnExec() ? ", F_DUPFD_CLOEXEC, 0" : "");
            case Call.Dup2 c -> fd(c) + ", " + c.target();
            case Call.GetSockName c -> fd(c);
            case Call.GetPeerName c -> fd(c);
            case Call.Close c -> fd(c);
            case Call.GetTimeout c -> fd(c);
            case Call.FileNo c -> fd(c);
            case Call.MakeFile c -> fd(c);
            case Call.ReadLine c -> fd(c);
            case Call.Flush c -> fd(c);
        };
    }

    private static String made(Family family, SocketType type, boolean closeOnExec, int protocol) {
        return family + ", " + type + (closeOnExec ? "|SOCK_CLOEXEC" : "") + ", " + protocol;
    }

    private static String fd(Call.OnDescriptor call) {
        return Integer.toString(call.fd());
    }

    private static String sending(Call.Sending call) {
        return call.fd() + ", " + quoted(call.data(), SHOWN_BYTES) + ", " + call.data().length();
    }

    /** The first buffers, up to the number of bytes that is shown of any payload. */
    private static String buffers(Call.Gathering call) {
        StringJoiner shown = new StringJoiner(", ", "[", "]");
        int left = SHOWN_BYTES;
        int count = 0;
        for (Bytes buffer : call.buffers()) {
            if (left <= 0 || count == SHOWN_BUFFERS) {
                shown.add("...");
                break;
            }
            shown.add(quoted(buffer, left));
            left -= buffer.length();
            count++;
        }
        return shown.toString();
    }

    private static String rooms(Call.Scattering call) {
        List<Integer> all = call.lengths();
        String shown = all.subList(0, Math.min(SHOWN_BUFFERS, all.size())).toString();
        return all.size() > SHOWN_BUFFERS ? shown.substring(0, shown.length() - 1) + ", ...]" : shown;
    }

    private static String control(List<ControlMessage> control) {
        List<ControlMessage> first = control.subList(0, Math.min(SHOWN_BUFFERS, control.size()));
        return first.isEmpty() ? ""
                : first.stream().map(ControlMessage::toString).collect(Collectors.joining(", ", ", [",
                        first.size() < control.size() ? ", ...]" : "]"));
    }

    /** A timeout as Python writes it, with its unit: {@code None}, {@code 1.5 s}. */
    public static String timeout(long nanos) {
        return nanos < 0 ? "None" : seconds(nanos);
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString() + " s";
    }

    /** The outcome alone: {@code 6 127.0.0.1:41204}, {@code -1 ECONNREFUSED}. */
    public static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done o -> Long.toString(o.value());
            case Outcome.Opened o -> Integer.toString(o.fd());
            case Outcome.Accepted o -> o.fd() + " " + o.peer();
            case Outcome.PairOpened o -> "0 [" + o.first().fd() + ", " + o.second().fd() + "]";
            case Outcome.Received o -> received(o.data());
            case Outcome.ReceivedFrom o -> received(o.data()) + o.sender().map(sender -> " " + sender).orElse("");
            case Outcome.ReceivedMessage o -> received(o.data()) + o.sender().map(sender -> " " + sender).orElse("")
                    + control(o.control()).replaceFirst(",", "")
                    + (o.flags() == 0 ? "" : " " + MessageFlags.text(o.flags()));
            case Outcome.Named o -> "0 " + o.address();
            case Outcome.OptionRead o -> "0 [" + o.option() + "]";
            case Outcome.NumberRead o -> "0 [" + o.number() + "]";
            case Outcome.Polled o -> o.value() + (o.ready().isEmpty() ? "" : " " + o.ready());
            case Outcome.EpollReady o -> o.value() + (o.ready().isEmpty() ? "" : " " + o.ready());
            case Outcome.Selected o ->
                o.value() + (o.value() == 0 ? "" : " " + o.read() + " " + o.write() + " " + o.except());
            case Outcome.TimeoutIs o -> timeout(o.nanos());
            case Outcome.TimedOut o -> "timed out";
            case Outcome.Failed o -> "-1 " + o.errno().symbol();
        };
    }

    private static String received(Bytes data) {
        return data.length() + (data.length() == 0 ? "" : " " + quoted(data, SHOWN_BYTES));
    }

    /** The call and its outcome: {@code send(4, "Hello", 5, 0) = 5}. */
    public static String of(Call call, Outcome outcome) {
        return of(call) + " = " + of(outcome);
    }

    /**
     * Bytes as a C string literal: printable ASCII as it is, the rest escaped, so that nothing a peer sends can affect
     * a terminal or a file.
     *
     * @param shown how many bytes at most; {@code ...} after the quote says that there were more
     */
    public static String quoted(Bytes bytes, int shown) {
        int end = Math.min(shown, bytes.kept());
        StringBuilder text = new StringBuilder(end + 5).append('"');
        for (int i = 0; i < end; i++) {
            int b = bytes.at(i);
            switch (b) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (b >= 0x20 && b < 0x7f) {
                        text.append((char) b);
                    } else {
                        text.append("\\x");
                        ByteText.appendHex(text, b);
                    }
                }
            }
        }
        return text.append('"').append(end < bytes.length() ? "..." : "").toString();
    }
}
