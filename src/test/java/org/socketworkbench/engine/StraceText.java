package org.socketworkbench.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/** Calls as strace writes them, and strace's output made comparable. */
final class StraceText {
    /** How many bytes of a string strace shows. */
    private static final int SHOWN = 32;
    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final Pattern UNFINISHED = Pattern.compile("(.*) <unfinished \\.\\.\\.>");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");

    private StraceText() {}

    /** The line that strace should write, with an address in memory as {@code PTR} and no explanation behind an error. */
    static String of(Call call, Outcome outcome) {
        return switch (call) {
            case Call.Socket c -> "socket(" + c.family() + ", " + c.type() + ", IPPROTO_IP)";
            case Call.SetSockOpt c ->
                "setsockopt(" + c.fd() + ", " + c.option().levelName() + ", " + c.option() + ", [" + c.value() + "], 4)";
            case Call.GetSockOpt c -> "getsockopt(" + c.fd() + ", " + c.option().levelName() + ", " + c.option() + ", ["
                    + ((Outcome.OptionRead) outcome).option() + "], [4])";
            case Call.Bind c -> "bind(" + c.fd() + ", " + address(c.address()) + ", 16)";
            case Call.Listen c -> "listen(" + c.fd() + ", " + c.backlog() + ")";
            case Call.Accept c -> "accept(" + c.fd() + ", " + answered(outcome) + ")";
            case Call.Connect c -> "connect(" + c.fd() + ", " + address(c.address()) + ", 16)";
            case Call.Send c -> "sendto(" + c.fd() + ", " + CText.quoted(c.data(), SHOWN) + ", " + c.data().length() + ", "
                    + c.flags() + ", NULL, 0)";
            case Call.Recv c -> "recvfrom(" + c.fd() + ", "
                    + (outcome instanceof Outcome.Received r ? CText.quoted(r.data(), SHOWN) : "PTR")
                    + ", " + c.length() + ", " + c.flags() + ", NULL, NULL)";
            case Call.Shutdown c -> "shutdown(" + c.fd() + ", " + c.how() + ")";
            case Call.GetSockName c -> "getsockname(" + c.fd() + ", " + answered(outcome) + ")";
            case Call.GetPeerName c -> "getpeername(" + c.fd() + ", " + answered(outcome) + ")";
            case Call.Close c -> "close(" + c.fd() + ")";
            default -> throw new IllegalArgumentException("not in the programme: " + call);
        } + " = " + switch (outcome) {
            // strace looks at what the kernel says to itself before a handler without SA_RESTART turns it into EINTR.
            case Outcome.Failed o when o.errno().equals(Errno.EINTR) -> "? ERESTARTSYS";
            case Outcome.Failed o -> "-1 " + o.errno().symbol();
            default -> Long.toString(outcome.value());
        };
    }

    private static String answered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted o -> address(o.peer()) + ", [128 => 16]";
            case Outcome.Named o -> address(o.address()) + ", [128 => 16]";
            default -> "PTR, [128]";
        };
    }

    private static String address(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet4 inet -> "{sa_family=AF_INET, sin_port=htons(" + inet.port() + "), sin_addr=inet_addr(\""
                    + inet.hostText() + "\")}";
            case SocketAddress.Inet6 inet -> throw new IllegalArgumentException("not in the programme: " + inet);
            case SocketAddress.Unix unix -> throw new IllegalArgumentException("not in the programme: " + unix);
        };
    }

    /**
     * The calls of each thread in strace's output, the two halves of an interleaved one joined, in the form of {@link #of};
     * signals are left out.
     */
    static Map<Long, List<String>> callsByThread(List<String> output) {
        Map<Long, List<String>> calls = new LinkedHashMap<>();
        Map<Long, String> begun = new LinkedHashMap<>();
        for (String line : output) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches() || parts.group(2).startsWith("---") || parts.group(2).startsWith("+++")) {
                continue;
            }
            long thread = Long.parseLong(parts.group(1));
            Matcher unfinished = UNFINISHED.matcher(parts.group(2));
            if (unfinished.matches()) {
                begun.put(thread, unfinished.group(1));
                continue;
            }
            Matcher resumed = RESUMED.matcher(parts.group(2));
            String call = resumed.matches() ? begun.remove(thread) + resumed.group(1) : parts.group(2);
            calls.computeIfAbsent(thread, t -> new ArrayList<>()).add(comparable(call));
        }
        return calls;
    }

    private static String comparable(String call) {
        return call.replaceFirst("\\) += ", ") = ")
                .replaceFirst("0x[0-9a-f]+(?=, )", "PTR")
                .replaceFirst("(= (?:-1|\\?) E\\w+) \\(.*\\)$", "$1");
    }
}
