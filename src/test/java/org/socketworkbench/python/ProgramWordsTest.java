package org.socketworkbench.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.socketworkbench.python.ProgramWords.Result;
import org.socketworkbench.testing.Tools;

class ProgramWordsTest {

    @Test
    void blanksPartWords() {
        assertWords("server.py 8080", "server.py", "8080");
        assertWords(" \t client.py  127.0.0.1\n8080 ", "client.py", "127.0.0.1", "8080");
    }

    @Test
    void aTextOfBlanksHasNoWords() {
        assertWords("");
        assertWords(" \t\n");
    }

    @Test
    void quotationMarksKeepBlanksAndEachOther() {
        assertWords("'two words' \"and two\"", "two words", "and two");
        assertWords("'say \"hello\"' \"it's\"", "say \"hello\"", "it's");
    }

    @Test
    void whatIsQuotedIsPartOfTheWordAroundIt() {
        assertWords("my' own 'server.py a\"b\"'c'", "my own server.py", "abc");
    }

    @Test
    void anEmptyWordIsAWord() {
        assertWords("a '' \"\" b", "a", "", "", "b");
    }

    @Test
    void aBackslashKeepsTheCharacterBehindIt() {
        assertWords("two\\ words \\' \\\" \\\\ \\n", "two words", "'", "\"", "\\", "n");
    }

    @Test
    void inDoubleQuotationMarksABackslashKeepsOnlyThemAndItself() {
        assertWords("\"\\\"\" \"\\\\\" \"C:\\new\"", "\"", "\\", "C:\\new");
    }

    @Test
    void inSingleQuotationMarksABackslashIsItself() {
        assertWords("'a\\' '\\n'", "a\\", "\\n");
    }

    @Test
    void anOpenQuotationMarkIsNamed() {
        assertTrue(problem("client.py 'hello").contains("'"));
        assertTrue(problem("say \"it's").contains("\""));
        assertTrue(problem("\"a\\\"").contains("\""));
    }

    @Test
    void aBackslashAtTheEndIsToldOf() {
        assertTrue(problem("a b\\").contains("backslash"));
    }

    /** Any text of what has a meaning: the same words, and the same texts refused. */
    @Test
    void wordsAreThoseOfPythonsShlex() throws Exception {
        Random random = new Random(7);
        List<String> texts = random.ints(400, 1, 12)
                .mapToObj(length -> random.ints(length, 0, 8).mapToObj(i -> "a \\'\"\tb ".substring(i, i + 1))
                        .collect(Collectors.joining()))
                .toList();
        String hex = texts.stream().map(ProgramWordsTest::hex).collect(Collectors.joining(","));
        List<String> theirs = Tools.python("""
                import shlex
                for text in '%s'.split(','):
                    try:
                        print(','.join('.' + word.encode().hex() for word in shlex.split(bytes.fromhex(text).decode())))
                    except ValueError:
                        print('refused')
                """.formatted(hex)).lines().toList();
        assertEquals(theirs, texts.stream().map(text -> switch (ProgramWords.split(text)) {
            case Result.Words words ->
                words.all().stream().map(word -> "." + hex(word)).collect(Collectors.joining(","));
            case Result.Problem problem -> "refused";
        }).toList());
    }

    private static String hex(String text) {
        return IntStream.range(0, text.length()).mapToObj(i -> String.format("%02x", (int) text.charAt(i)))
                .collect(Collectors.joining());
    }

    private static void assertWords(String text, String... words) {
        assertEquals(new Result.Words(List.of(words)), ProgramWords.split(text));
    }

    private static String problem(String text) {
        return assertInstanceOf(Result.Problem.class, ProgramWords.split(text)).text();
    }
}
