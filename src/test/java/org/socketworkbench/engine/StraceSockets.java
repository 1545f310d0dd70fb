package org.socketworkbench.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of the calls that strace saw on one thread those on sockets that it made, comparable with those of another process.
 * How much room there was for an address is left out: a program in Python gets as much as its socket's family needs,
 * the workbench's has room for any.
 */
final class StraceSockets {
    private static final Pattern ON_DESCRIPTOR = Pattern.compile("(\\w+)\\((\\d+)(.*)");
    private static final Pattern MADE = Pattern.compile("(.*\\) = )(\\d+)");
    private static final Pattern ROOM = Pattern.compile("\\[(?:\\d+ => )?(\\d+)]");
    private static final Pattern PORT = Pattern.compile("htons\\((\\d+)\\)");

    private final Set<String> open = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> ports = new HashMap<>();

    private StraceSockets() {}

    /**
     * Descriptors and ports are named in the order in which they appear; whatever follows an accept that was broken off
     * is left out.
     */
    static List<String> of(List<String> calls) {
        StraceSockets sockets = new StraceSockets();
        List<String> seen = new ArrayList<>();
        for (String call : calls) {
            if (sockets.isOnSocket(call)) {
                if (call.startsWith("accept4(") && !MADE.matcher(call).matches()) {
                    return seen;
                }
                seen.add(sockets.renamed(call));
            }
        }
        return seen;
    }

    private boolean isOnSocket(String call) {
        Matcher on = ON_DESCRIPTOR.matcher(call);
        return call.startsWith("socket(") && !StraceOutput.asksForUsers(call)
                || on.matches() && open.contains(on.group(2));
    }

    private String renamed(String call) {
        String renamed = call;
        Matcher on = ON_DESCRIPTOR.matcher(call);
        if (on.matches()) {
            renamed = on.group(1) + "(" + names.get(on.group(2)) + on.group(3);
            if (on.group(1).equals("close")) {
                open.remove(on.group(2));
            }
        }
        Matcher made = MADE.matcher(renamed);
        if ((call.startsWith("socket(") || call.startsWith("accept4(")) && made.matches()) {
            String fd = made.group(2);
            open.add(fd);
            names.put(fd, "socket-" + names.size());
            renamed = made.group(1) + names.get(fd);
        }
        if (call.contains("sa_family")) {
            renamed = ROOM.matcher(renamed).replaceAll("[$1]");
        }
        return PORT.matcher(renamed)
                .replaceAll(port -> ports.computeIfAbsent(port.group(1), p -> "port-" + ports.size()));
    }
}
