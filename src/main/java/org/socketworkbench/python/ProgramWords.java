package org.socketworkbench.python;

import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.messages.Messages;

/**
 * Splits a program's command line into words as a POSIX shell does: blanks separate words, {@code '…'} keeps
 * everything, {@code "…"} keeps everything but {@code \"} and {@code \\}, and elsewhere a backslash keeps the next
 * character. Nothing else of a shell is supported: no variables, no patterns, no comments. For one text, and for one
 * thread.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02">POSIX, 2.2
 *      Quoting</a>
 * @see <a href="https://docs.python.org/3/library/shlex.html#shlex.split">Python: shlex.split</a>
 */
public final class ProgramWords {
    private static final Messages TEXT = Messages.of(ProgramWords.class);
    private static final char BACKSLASH = '\\';
    private static final String BLANKS = " \t\r\n";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    /** Whether a word has begun: {@code ''} is a word, although it is empty. */
    private boolean inWord;
    private int at;

    /** The result of splitting. */
    public sealed interface Result {
        /** @param all the words, in order; empty for a blank text */
        record Words(List<String> all) implements Result {
            public Words {
                all = List.copyOf(all);
            }
        }

        /** @param text what is wrong, as a sentence for the user */
        record Problem(String text) implements Result {}
    }

    private ProgramWords(String text) {
        this.text = text;
    }

    /** The words of a text, or what is wrong with it. */
    public static Result split(String text) {
        return new ProgramWords(text).split();
    }

    private Result split() {
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (BLANKS.indexOf(next) >= 0) {
                endWord();
                continue;
            }
            inWord = true;
            if (next == '\'' || next == '"') {
                if (!takeQuoted(next)) {
                    return new Result.Problem(TEXT.text("words.open", Character.toString(next)));
                }
            } else if (next != BACKSLASH) {
                word.append(next);
            } else if (at < text.length()) {
                word.append(text.charAt(at++));
            } else {
                return new Result.Problem(TEXT.text("words.backslash"));
            }
        }
        endWord();
        return new Result.Words(words);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    /** Takes the text up to the closing quotation mark; false if there is none. */
    private boolean takeQuoted(char mark) {
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == mark) {
                return true;
            }
            boolean escapes =
                    mark == '"' && next == BACKSLASH && (text.startsWith("\"", at) || text.startsWith("\\", at));
            word.append(escapes ? text.charAt(at++) : next);
        }
        return false;
    }
}
