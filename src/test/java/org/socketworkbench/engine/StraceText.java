package org.socketworkbench.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.PollEntry;
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
            case Call.Socket c -> "socket(" + c.family() + ", " + c.type() + (c.family() == Family.AF_UNIX ? ", 0)" : ", IPPROTO_IP)");
            case Call.SetSockOpt c ->
                "setsockopt(" + c.fd() + ", " + c.option().levelName() + ", " + c.option() + ", [" + c.value() + "], 4)";
            case Call.GetSockOpt c -> "getsockopt(" + c.fd() + ", " + c.option().levelName() + ", " + c.option() + ", "
                    + (outcome instanceof Outcome.OptionRead o ? "[" + o.option() + "]" : "PTR") + ", [4])";
            case Call.Bind c -> "bind(" + c.fd() + ", " + address(c.address()) + ", " + size(c.address()) + ")";
            case Call.Listen c -> "listen(" + c.fd() + ", " + c.backlog() + ")";
            case Call.Accept c -> "accept(" + c.fd() + ", " + answered(outcome) + ")";
            case Call.Connect c -> "connect(" + c.fd() + ", " + address(c.address()) + ", " + size(c.address()) + ")";
            case Call.Send c -> "sendto(" + sending(c, c.flags()) + ", NULL, 0)";
            case Call.SendTo c -> "sendto(" + sending(c, c.flags()) + ", " + address(c.address()) + ", " + size(c.address()) + ")";
            case Call.Recv c -> "recvfrom(" + receiving(c, outcome) + ", NULL, NULL)";
            case Call.RecvFrom c -> "recvfrom(" + receiving(c, outcome) + ", " + answered(outcome) + ")";
            case Call.Shutdown c -> "shutdown(" + c.fd() + ", " + c.how() + ")";
            case Call.GetSockName c -> "getsockname(" + c.fd() + ", " + answered(outcome) + ")";
            case Call.GetPeerName c -> "getpeername(" + c.fd() + ", " + answered(outcome) + ")";
            case Call.Close c -> "close(" + c.fd() + ")";
            case Call.SetNonBlocking c -> "ioctl(" + c.fd() + ", FIONBIO, [" + (c.on() ? 1 : 0) + "])";
            case Call.Poll c -> "poll(" + entries(c.entries(), "events") + ", " + c.entries().size() + ", " + c.timeoutMillis() + ")";
            default -> throw new IllegalArgumentException("not in the programme: " + call);
        } + " = " + switch (outcome) {
            // strace looks at what the kernel says to itself before a handler without SA_RESTART turns it into EINTR.
            case Outcome.Failed o when o.errno().equals(Errno.EINTR) -> "? ERESTARTSYS";
            case Outcome.Failed o -> "-1 " + o.errno().symbol();
            case Outcome.Polled o -> o.value() + (o.ready().isEmpty() ? " (Timeout)" : " (" + entries(o.ready(), "revents") + ")");
            default -> Long.toString(outcome.value());
        };
    }

    private static String sending(Call.Sending call, int flags) {
        return call.fd() + ", " + CText.quoted(call.data(), SHOWN) + ", " + call.data().length() + ", " + flags;
    }

    private static String receiving(Call.Receiving call, Outcome outcome) {
        return call.fd() + ", " + switch (outcome) {
            case Outcome.Received o -> CText.quoted(o.data(), SHOWN);
            case Outcome.ReceivedFrom o -> CText.quoted(o.data(), SHOWN);
            default -> "PTR";
        } + ", " + call.length() + ", " + call.flags();
    }

    private static String entries(List<PollEntry> entries, String member) {
        return entries.stream().map(entry -> "{fd=" + entry.fd() + ", " + member + "=" + entry.eventsText() + "}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String answered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted o -> answered(o.peer());
            case Outcome.Named o -> answered(o.address());
            case Outcome.ReceivedFrom o -> answered(o.sender().orElseThrow());
            default -> "PTR, [128]";
        };
    }

    private static String answered(SocketAddress address) {
        return address(address) + ", [128 => " + size(address) + "]";
    }

    private static String address(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet4 inet -> "{sa_family=AF_INET, sin_port=htons(" + inet.port() + "), sin_addr=inet_addr(\""
                    + inet.hostText() + "\")}";
            case SocketAddress.Inet6 inet -> throw new IllegalArgumentException("not in the programme: " + inet);
            case SocketAddress.Unix unix when unix.isUnnamed() -> "{sa_family=AF_UNIX}";
            case SocketAddress.Unix unix when unix.isAbstract() -> "{sa_family=AF_UNIX, sun_path=@\"" + unix.toString().substring(1) + "\"}";
            case SocketAddress.Unix unix -> throw new IllegalArgumentException("not in the programme: " + unix);
        };
    }

    /** How many bytes the kernel's struct for the address has. */
    private static int size(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet4 inet -> 16;
            case SocketAddress.Inet6 inet -> 28;
            case SocketAddress.Unix unix -> 2 + unix.path().length() + (unix.isUnnamed() || unix.isAbstract() ? 0 : 1);
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
                .replaceAll("0x[0-9a-f]+(?=, )", "PTR")
                .replaceFirst("(= (?:-1|\\?) E\\w+) \\(.*\\)$", "$1");
    }
}
