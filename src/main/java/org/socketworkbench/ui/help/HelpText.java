package org.socketworkbench.ui.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.socketworkbench.markdown.PlainText;

/** A text in Markdown as sections, each below its heading. */
final class HelpText {
    private static final int CHAPTER = 2;
    private static final int PART = 3;

    private final List<Section> sections;

    /**
     * A heading and what stands below it, up to the next one.
     *
     * @param level  the heading's: 1 for the whole text, 2 for a chapter, 3 for a part of one
     * @param title  the heading as plain text
     * @param blocks what stands below it
     */
    record Section(int level, String title, List<Node> blocks) {
        /** What a link to the section has behind its #. */
        String anchor() {
            return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
        }

        boolean isPart() {
            return level >= PART;
        }

        /** Whether all of these words stand in it, in any letter case. */
        boolean has(List<String> words) {
            StringBuilder text = new StringBuilder(title).append('\n');
            blocks.forEach(block -> text.append(PlainText.of(block)).append('\n'));
            String all = text.toString().toLowerCase(Locale.ROOT);
            return words.stream().allMatch(all::contains);
        }
    }

    private HelpText(List<Section> sections) {
        this.sections = List.copyOf(sections);
    }

    /** The user guide. */
    static HelpText guide() {
        try (InputStream in = HelpText.class.getResourceAsStream("user-guide.md")) {
            if (in == null) {
                throw new IllegalStateException("the guide is not among the resources");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HelpText of(String markdown) {
        Node document = Parser.builder().extensions(List.of(TablesExtension.create())).build().parse(markdown);
        List<Section> sections = new ArrayList<>();
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Heading heading && heading.getLevel() <= PART) {
                sections.add(new Section(heading.getLevel(), PlainText.of(heading), new ArrayList<>()));
            } else if (!sections.isEmpty()) {
                sections.getLast().blocks().add(block);
            }
        }
        return new HelpText(sections);
    }

    List<Section> sections() {
        return sections;
    }

    /** The sections that have all of these words. */
    List<Section> with(List<String> words) {
        return sections.stream().filter(section -> section.has(words)).toList();
    }

    Optional<Section> at(String anchor) {
        return sections.stream().filter(section -> section.anchor().equals(anchor)).findFirst();
    }

    /** The whole chapter that a section belongs to: the chapter's own section, then its parts. */
    List<Section> chapter(Section section) {
        int first = sections.indexOf(section);
        while (first > 0 && sections.get(first).isPart()) {
            first--;
        }
        int end = first + 1;
        while (end < sections.size() && sections.get(end).level() > CHAPTER) {
            end++;
        }
        return sections.subList(first, end);
    }
}
