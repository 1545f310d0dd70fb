package org.socketworkbench.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socketworkbench.socket.Bytes;

/**
 * One step of a script, as in {@code a = s.accept} or {@code c.send "hello" MSG_PEEK}.
 *
 * @param variable what its result is called from here on
 * @param on       the socket that it is made on
 */
record ScriptStep(Optional<String> variable, Optional<String> on, String call, List<String> arguments) {
    private static final Pattern STEP = Pattern.compile("(?:(\\w+) = )?(?:(\\w+)\\.)?(\\w+)(?: (.*))?");
    private static final Pattern ARGUMENT =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"(?:\\*\\d+)?|\\[[^\\]]*\\](?= |$)|\\S+");
    private static final Pattern DATA = Pattern.compile("\"(.*)\"(?:\\*(\\d+))?");

    static ScriptStep of(String text) {
        Matcher step = STEP.matcher(text);
        if (!step.matches()) {
            throw new IllegalArgumentException(text);
        }
        List<String> arguments = step.group(4) == null ? List.of()
                : ARGUMENT.matcher(step.group(4)).results().map(MatchResult::group).toList();
        return new ScriptStep(Optional.ofNullable(step.group(1)), Optional.ofNullable(step.group(2)), step.group(3),
                arguments);
    }

    String argument(int index) {
        return arguments.get(index);
    }

    int number(int index) {
        return Integer.decode(argument(index));
    }

    boolean has(int index) {
        return index < arguments.size();
    }

    /** Bytes as Python writes them, maybe several times over: {@code "one\n"}, {@code "x"*1000}. */
    Bytes data(int index) {
        Matcher data = DATA.matcher(argument(index));
        if (!data.matches()) {
            throw new IllegalArgumentException(argument(index));
        }
        byte[] once = unescaped(data.group(1));
        int times = data.group(2) == null ? 1 : Integer.parseInt(data.group(2));
        ByteArrayOutputStream all = new ByteArrayOutputStream(once.length * times);
        for (int i = 0; i < times; i++) {
            all.writeBytes(once);
        }
        return Bytes.owning(all.toByteArray());
    }

    /** The names in brackets: {@code [a b]}. */
    List<String> names(int index) {
        String names = argument(index).substring(1, argument(index).length() - 1);
        return names.isEmpty() ? List.of() : List.of(names.split(" "));
    }

    private static byte[] unescaped(String text) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                bytes.append(c);
                continue;
            }
            i++;
            switch (text.charAt(i)) {
                case 'n' -> bytes.append('\n');
                case 'r' -> bytes.append('\r');
                case 't' -> bytes.append('\t');
                case 'x' -> {
                    bytes.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> bytes.append(text.charAt(i));
            }
        }
        return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
