package org.socketworkbench.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What strace wrote, made comparable with {@link StraceText}. */
public final class StraceOutput {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final Pattern UNFINISHED = Pattern.compile("(.*) <unfinished \\.\\.\\.>");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");

    private static final Pattern TRANSFER = Pattern.compile("(?:read|write)v?\\((\\d+),.*");
    private static final Pattern CLOSING = Pattern.compile("close\\((\\d+)\\).*");
    private static final Pattern MAKING =
            Pattern.compile("(?:socket|accept4?|dup2?|fcntl)\\(.*\\) = (\\d+)|socketpair\\(.*\\[(.*)]\\) = 0");

    private StraceOutput() {}

    /**
     * The calls of each thread in strace's output, the two halves of an interleaved one joined, in the form of
     * {@link StraceText}; signals are left out.
     */
    public static Map<Long, List<String>> callsByThread(List<String> output) {
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

    /** The calls of one thread without the reads and writes of what it did not make itself: the JVM reads classes. */
    public static List<String> withoutFiles(List<String> calls) {
        Set<String> made = new HashSet<>();
        List<String> left = new ArrayList<>();
        for (String call : calls) {
            Matcher transfer = TRANSFER.matcher(call);
            if (transfer.matches() && !made.contains(transfer.group(1))) {
                continue;
            }
            left.add(call);
            Matcher closing = CLOSING.matcher(call);
            if (closing.matches()) {
                made.remove(closing.group(1));
            }
            Matcher making = MAKING.matcher(call);
            if (making.matches()) {
                String numbers = making.group(1) == null ? making.group(2) : making.group(1);
                made.addAll(List.of(numbers.split(", ")));
            }
        }
        return left;
    }

    /**
     * Whether a call makes a socket over which the C library asks for the names of users (nscd's protocol): where HOME
     * or SHELL is not set, shells and Python do so as they start. No program in Python makes its socket non-blocking
     * from the start.
     */
    public static boolean asksForUsers(String call) {
        return call.startsWith("socket(AF_UNIX, SOCK_STREAM|") && call.contains("SOCK_NONBLOCK");
    }

    /** Without what differs from run to run (addresses in memory, the time that was left) and without explanations. */
    private static String comparable(String call) {
        return call.replaceFirst("\\) += ", ") = ")
                .replaceAll("(?<=(?:msg_name|iov_base)=|FIONREAD, |SIOCATMARK, )0x[0-9a-f]{4,}", "PTR")
                .replaceAll("0x[0-9a-f]{4,}(?=, (?:\\d|\\[|0x|PTR|\\{))", "PTR")
                .replaceAll(" /\\* \\w+\\?+ \\*/", "")
                .replaceFirst("(= (?:-1|\\?) E\\w+) \\(.*\\)$", "$1")
                .replaceFirst("(= 0) \\(Timeout\\)$", "$1")
                .replaceFirst("(?:, )?left \\{[^}]*\\}\\)$", ")");
    }

    /**
     * What strace saw, with those strings hidden that the trace does not tell: of bytes that TCP throws away strace
     * shows what was in the buffer before.
     */
    static String likeIn(String told, String seen) {
        List<String> tells = told.lines().toList();
        List<String> lines = new ArrayList<>(seen.lines().toList());
        for (int i = 0; i < Math.min(tells.size(), lines.size()); i++) {
            if (tells.get(i).contains(", " + StraceText.THROWN_AWAY + ", ")) {
                lines.set(i,
                        lines.get(i).replaceFirst("\"(?:[^\"\\\\]|\\\\.)*\"(?:\\.\\.\\.)?", StraceText.THROWN_AWAY));
            }
        }
        return String.join("\n", lines);
    }
}
