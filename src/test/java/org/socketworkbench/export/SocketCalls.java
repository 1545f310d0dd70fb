package org.socketworkbench.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socketworkbench.engine.StraceOutput;

/** Socket calls as strace writes them, made comparable between processes. */
final class SocketCalls {
    private static final Pattern MAKES = Pattern.compile("(?:socket|accept)\\(.* = (\\d+)");
    private static final Pattern DOUBLES = Pattern.compile("dup\\((\\d+)\\) = (\\d+)");
    private static final Pattern ON_ONE = Pattern.compile("(\\w+)\\((-?\\d+)\\b(.*)");
    private static final Pattern ON_SEVERAL = Pattern.compile("\\{fd=(\\d+)");
    private static final Pattern SET = Pattern.compile("(?<=[ (])\\[(\\d+(?: \\d+)*)\\](?=[,)]|$)");
    private static final Pattern PORT = Pattern.compile("htons\\((\\d+)\\)");
    /** All that is done with a socket that is made only to see what the system can. */
    private static final Set<String> PROBING = Set.of("getsockopt", "setsockopt", "getsockname", "close");

    private final int port;
    private final Map<String, String> names = new HashMap<>();
    /** Second descriptors of a socket. */
    private final Set<String> doubles = new HashSet<>();
    private final List<String> renamed = new ArrayList<>();
    private int count;

    private SocketCalls(int port) {
        this.port = port;
    }

    /**
     * The calls on sockets that these calls have made themselves, descriptors by names in the order in which they came
     * to be, and every port but the given one without its number.
     */
    static List<String> comparable(List<String> calls, int port) {
        SocketCalls renaming = new SocketCalls(port);
        List<String> alike = calls.stream().map(SocketCalls::alike).toList();
        for (int i = 0; i < alike.size(); i++) {
            if (!isProbe(alike, i)) {
                renaming.add(alike.get(i));
            }
        }
        return renaming.renamed;
    }

    /**
     * Without what is no difference to the kernel but for what happens at exec, and for how long the buffer of an
     * address is.
     */
    private static String alike(String call) {
        return call.replaceFirst("^accept4\\((.*), SOCK_CLOEXEC\\) = ", "accept($1) = ")
                .replace("|SOCK_CLOEXEC", "")
                .replaceAll("\\[\\d+ => (\\d+)\\]", "[$1]")
                .replaceFirst("PTR, \\[\\d+\\]\\) = -1", "PTR, [SIZE]) = -1")
                .replaceAll("sin6_flowinfo=htonl\\(\\d+\\)", "sin6_flowinfo=htonl(0)");
    }

    /** Whether a socket that is made here is closed without anything having been done with it. */
    private static boolean isProbe(List<String> calls, int made) {
        Matcher makes = MAKES.matcher(calls.get(made));
        if (!makes.matches()) {
            return false;
        }
        for (String later : calls.subList(made + 1, calls.size())) {
            Matcher on = ON_ONE.matcher(later);
            if (on.matches() && on.group(2).equals(makes.group(1))) {
                if (!PROBING.contains(on.group(1))) {
                    return false;
                }
                if (on.group(1).equals("close")) {
                    return true;
                }
            }
        }
        return false;
    }

    private void add(String call) {
        String named = named(call);
        if (named == null) {
            return;
        }
        Matcher makes = MAKES.matcher(call);
        if (makes.matches()) {
            count++;
            names.put(makes.group(1), "s" + count);
            named = named.replaceFirst("= \\d+$", "= s" + count);
        }
        renamed.add(PORT.matcher(named)
                .replaceAll(m -> m.group(1).equals(Integer.toString(port)) ? m.group() : "htons(OTHER)"));
    }

    /** The call with its descriptors renamed; null if it is none that is compared. */
    private String named(String call) {
        if (call.startsWith("socket(")) {
            return StraceOutput.asksForUsers(call) ? null : call;
        }
        if (call.startsWith("unlink(")) {
            return call.contains("hsperfdata") ? null : call; // A file of the JVM's own.
        }
        if (call.startsWith("poll(") || call.startsWith("pselect6(")) {
            String withEntries = ON_SEVERAL.matcher(call).replaceAll(m -> "{fd=" + name(m));
            return SET.matcher(withEntries).replaceAll(m -> "[" + name(m) + "]")
                    .replaceFirst("pselect6\\(\\d+", "pselect6(HIGHEST").replace("[]", "NULL");
        }
        Matcher on = ON_ONE.matcher(call);
        if (!on.matches() || !names.containsKey(on.group(2))) {
            return null;
        }
        Matcher doubling = DOUBLES.matcher(call);
        if (doubling.matches()) {
            doubles.add(doubling.group(2));
            names.put(doubling.group(2), names.get(doubling.group(1)));
            return null;
        }
        String name = names.get(on.group(2));
        if (on.group(1).equals("close")) {
            names.remove(on.group(2));
            return doubles.remove(on.group(2)) ? null : "close(" + name + on.group(3);
        }
        return on.group(1) + "(" + name + on.group(3);
    }

    private String name(MatchResult match) {
        return names.getOrDefault(match.group(1), match.group(1));
    }
}
