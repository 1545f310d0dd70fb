package org.socketworkbench.ui.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HelpTextTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(#([^)]+)\\)");

    private final HelpText text = HelpText.of("""
            # The whole
            Before all.
            ## First, and `last`
            One *word*.
            ### A part
            | a | b |
            |---|---|
            | bind() | EADDRINUSE |
            ## Second
            Two words.
            """);

    @Test
    void eachHeadingBeginsASection() {
        assertEquals(List.of("The whole", "First, and last", "A part", "Second"), titles(text.sections()));
        assertEquals("first-and-last", text.sections().get(1).anchor());
    }

    @Test
    void aPartIsShownWithItsChapter() {
        assertEquals(List.of("First, and last", "A part"), titles(text.chapter(text.at("a-part").orElseThrow())));
        assertEquals(List.of("Second"), titles(text.chapter(text.at("second").orElseThrow())));
        assertEquals(List.of("The whole"), titles(text.chapter(text.at("the-whole").orElseThrow())));
    }

    @Test
    void aSectionIsFoundByAllOfTheWordsWhereverTheyStand() {
        assertEquals(List.of("A part"), titles(text.with(List.of("eaddrinuse", "bind"))));
        assertEquals(List.of("First, and last", "Second"), titles(text.with(List.of("word"))));
        assertEquals(List.of(), text.with(List.of("word", "nowhere")));
        assertEquals(text.sections(), text.with(List.of()));
    }

    @Test
    void eachLinkInTheGuideLeadsToASection() throws IOException {
        HelpText guide = HelpText.guide();
        List<String> links = LINK.matcher(Files.readString(Path.of("docs/user-guide.md"))).results()
                .map(found -> found.group(1)).toList();
        assertTrue(links.size() > 1);
        assertEquals(List.of(), links.stream().filter(link -> guide.at(link).isEmpty()).toList());
    }

    private static List<String> titles(List<HelpText.Section> sections) {
        return sections.stream().map(HelpText.Section::title).toList();
    }
}
