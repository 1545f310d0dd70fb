package org.socketworkbench.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What languages are known to do otherwise than the calls made by hand; applied to what was told and to what was seen.
 */
final class KnownDifferences {
    private static final Pattern LISTEN = Pattern.compile("listen\\((s\\d+), .*");

    private KnownDifferences() {}

    static List<String> of(Language language, List<String> calls) {
        return switch (language) {
            case PYTHON -> inPython(calls);
            case C -> calls.stream().map(KnownDifferences::throughAFile).toList();
            case JAVA -> inJava(calls);
        };
    }

    /** Python asks a socket that accept made for its address, to learn its family. */
    private static List<String> inPython(List<String> calls) {
        List<String> left = new ArrayList<>();
        boolean accepted = false;
        for (String call : calls) {
            if (!accepted || !call.startsWith("getsockname(")) {
                left.add(call);
            }
            accepted = call.startsWith("accept(") && !call.contains(" = -1 ");
        }
        return left;
    }

    /**
     * C's files call read and write, which on a socket are recv and send without flags, and their buffer has 4,096
     * bytes.
     */
    private static String throughAFile(String call) {
        return call.replaceFirst("^read\\((.*), \\d+\\) = ", "recvfrom($1, 8192, 0, NULL, NULL) = ")
                .replaceFirst("^write\\((.*)\\) = ", "sendto($1, 0, NULL, 0) = ");
    }

    private static List<String> inJava(List<String> calls) {
        Set<String> listening = new HashSet<>();
        List<String> left = new ArrayList<>();
        for (String call : calls) {
            Matcher listen = LISTEN.matcher(call);
            // listen is made once.
            if (isComparableInJava(call) && (!listen.matches() || listening.add(listen.group(1)))) {
                left.add(channelCall(call));
            }
        }
        return left;
    }

    private static boolean isComparableInJava(String call) {
        return Stream.of(
                // What cannot succeed Java mostly notices itself; a receive that is to wait for a time is tried first.
                " = -1 ",
                // Java asks for a socket's own address after bind, connect and accept, and remembers the answer.
                "getsockname(", "getpeername(",
                // It has not all options, and sets some by itself.
                "getsockopt(", "SO_REUSEADDR", "SOL_IPV6",
                // It waits in a way of its own, and sets O_NONBLOCK with fcntl.
                "poll(", "pselect6(", "ioctl(",
                // It binds a datagram socket before the first receive.
                "sin6_port=htons(OTHER), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, \"::\"").noneMatch(call::contains);
    }

    /** A channel calls read and write; a datagram is always received with its sender. */
    private static String channelCall(String call) {
        return call.replaceFirst("^read\\((.*)\\) = ", "recvfrom($1) = ")
                .replaceFirst("^(recvfrom\\(.*, \\d+), 0, .*\\) = ", "$1) = ")
                .replaceFirst("^write\\((.*)\\) = ", "sendto($1, 0, NULL, 0) = ");
    }
}
