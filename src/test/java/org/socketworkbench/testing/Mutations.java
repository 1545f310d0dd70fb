package org.socketworkbench.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Changes a text as accidents and ill will do. The same seed makes the same changes. A char stands for a byte. */
public final class Mutations {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final Pattern STRING = Pattern.compile("\"[^\"\n]*\"");
    /** A field whose value is an object, with one level of objects in it. */
    private static final Pattern OBJECT = Pattern.compile("\"\\w+\":\\{[^{}]*(\\{[^{}]*\\}[^{}]*)*\\}");
    private static final List<String> NUMBERS =
            List.of("0", "1", "-1", "2", "3", "4", "5", "6", "7", "-2", "127", "128", "255", "256",
                    "65535", "65536", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296",
                    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e3", "1e999999999", "0.5",
                    "-0", "00", "0x10", "9".repeat(300), "NaN", "");
    private static final List<String> STRINGS =
            List.of("\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"" + "x".repeat(3000) + "\"", "\"=\"",
                    "\"AA==\"", "\"::\"", "\"0.0.0.0\"", "\"%\"", "\"1\"", "\"\\\"", "\"\u00ff\u00fe\"",
                    "\"\u00c3\u00a9\"", "null", "true", "[]", "{}", "[[[[[[[[[[[[[[[[[[[[[[[[", "{\"a\":1}", "7");

    private final SplittableRandom random;

    public Mutations(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The text with one to four changes; also lines are changed, that is moved, doubled or left out. */
    public String of(String text) {
        String changed = text;
        for (int i = random.nextInt(4); i >= 0; i--) {
            changed = changed(changed);
        }
        return changed;
    }

    /** A number from 0 up to, not including, the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T oneOf(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    private String changed(String text) {
        if (text.isEmpty()) {
            return "\n";
        }
        int at = random.nextInt(text.length());
        return switch (random.nextInt(19)) {
            case 0 -> replaced(text, at, at + 1, String.valueOf((char) (text.charAt(at) ^ 1 << random.nextInt(8))));
            case 1 -> replaced(text, at, at, String.valueOf((char) random.nextInt(256)));
            case 2 -> replaced(text, at, Math.min(text.length(), at + 1 + random.nextInt(20)), "");
            case 3 -> text.substring(0, at);
            case 4, 5 -> lines(text);
            case 6, 7, 8 -> found(text, NUMBER, oneOf(NUMBERS));
            case 9, 10 -> found(text, STRING, oneOf(STRINGS));
            case 11, 12, 13 -> found(text, NUMBER, another(text, NUMBER));
            case 14, 15, 16 -> found(text, OBJECT, another(text, OBJECT));
            default -> found(text, STRING, another(text, STRING));
        };
    }

    private static String replaced(String text, int from, int to, String with) {
        return text.substring(0, from) + with + text.substring(to);
    }

    /** Something that the pattern finds, replaced. */
    private String found(String text, Pattern pattern, String with) {
        Matcher matcher = pattern.matcher(text);
        return findOne(matcher, text) ? replaced(text, matcher.start(), matcher.end(), with) : text;
    }

    private String another(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return findOne(matcher, text) ? matcher.group() : "";
    }

    private boolean findOne(Matcher matcher, String text) {
        return matcher.find(random.nextInt(text.length())) || matcher.find(0);
    }

    private String lines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int one = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.add(other, lines.get(one));
            case 1 -> lines.remove(one);
            case 2 -> lines.add(other, lines.remove(one));
            default -> lines.set(one, lines.set(other, lines.get(one)));
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
