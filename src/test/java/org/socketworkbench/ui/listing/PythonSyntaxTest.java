package org.socketworkbench.ui.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.socketworkbench.ui.listing.PythonSyntax.Part;

class PythonSyntaxTest {
    @Test
    void keywordsBuiltinsAndNumbersAreKnown() {
        assertParts("while len(data) < 0x1F and not 1_000.5e-3j:",
                "KEYWORD while", "BUILTIN len", "NUMBER 0x1F", "KEYWORD and", "KEYWORD not", "NUMBER 1_000.5e-3j");
    }

    @Test
    void aNameThatOnlyBeginsLikeOneIsPlain() {
        assertParts("printer = island_2 + forx");
    }

    @Test
    void anAttributeIsNoBuiltin() {
        assertParts("file.open(print)", "BUILTIN print");
    }

    @Test
    void aStringEndsAtItsOwnMark() {
        assertParts("x = 'it''s \"so\"' + \"don't\" + rb'\\'' + F\"{x}\"",
                "STRING 'it'", "STRING 's \"so\"'", "STRING \"don't\"", "STRING rb'\\''", "STRING F\"{x}\"");
    }

    @Test
    void aStringOfThreeMarksGoesOnOverLines() {
        assertParts("x = '''a # b\nif \"c\"\nend''' if 1", "STRING '''a # b", "STRING if \"c\"", "STRING end'''",
                "KEYWORD if", "NUMBER 1");
    }

    @Test
    void aStringThatIsNotClosedEndsWithItsLine() {
        assertParts("x = 'open\nif", "STRING 'open", "KEYWORD if");
    }

    @Test
    void aBackslashAtTheEndOfALineContinuesAString() {
        assertParts("x = 'a\\\nif' if", "STRING 'a\\", "STRING if'", "KEYWORD if");
    }

    @Test
    void aMarkInACommentBeginsNoString() {
        assertParts("x = 1 # don't\nif", "NUMBER 1", "COMMENT # don't", "KEYWORD if");
    }

    @Test
    void aDecoratorStandsAtTheBeginningOfALine() {
        assertParts("  @functools.cache\nx = a @b", "DECORATOR @functools.cache");
    }

    @Test
    void matchAndCaseAreKeywordsOnlyWhereABlockBegins() {
        assertParts("match x:\n    case 1: # one\nmatch = case", "KEYWORD match", "KEYWORD case", "NUMBER 1",
                "COMMENT # one");
    }

    private static void assertParts(String text, String... expected) {
        List<String> lines = text.lines().toList();
        List<String> found = new ArrayList<>();
        List<List<Part>> parts = PythonSyntax.of(lines);
        for (int i = 0; i < lines.size(); i++) {
            for (Part part : parts.get(i)) {
                found.add(part.kind() + " " + lines.get(i).substring(part.start(), part.end()));
            }
        }
        assertEquals(List.of(expected), found);
    }
}
