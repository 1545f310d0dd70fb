package org.socketworkbench.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.lesson.Lesson.Answer;
import org.socketworkbench.lesson.Lesson.Closing;
import org.socketworkbench.lesson.Lesson.Link;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.markdown.PlainText;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;

/**
 * Reads a lesson, a Markdown file: its title as the first heading, an introduction, and a heading of the second level
 * for each step, {@code ## server: accept() waits}, with a paragraph on what to do, and a quotation on what has come of
 * it. The last heading is that of the closing; its list links to what can be done next.
 */
final class LessonReader {
    /** How the files' names end. */
    static final String ENDING = ".md";

    private static final Messages TEXT = Messages.of(LessonReader.class);
    private static final Parser MARKDOWN =
            Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
    private static final Pattern STEP = Pattern.compile("(.+): (\\w+)\\(\\)( waits)?(?: fails with (\\w+))?");

    private final List<String> introduction = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Link> next = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private String title = "";
    /** The heading under which the paragraphs stand that were read last; null before the first. */
    private @Nullable Node heading;

    private LessonReader() {}

    /**
     * Reads a lesson's text.
     *
     * @param id the file's name without its ending
     * @throws MalformedLesson if it is no lesson; the message says what is wrong
     */
    static Lesson read(String id, String text) throws MalformedLesson {
        return new LessonReader().lesson(id, MARKDOWN.parse(text));
    }

    private Lesson lesson(String id, Node document) throws MalformedLesson {
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            take(block);
        }
        if (title.isEmpty() || heading == null || steps.isEmpty()) {
            throw new MalformedLesson(1, TEXT.text("lesson.empty"));
        }
        return new Lesson(id, title, joined(introduction), List.copyOf(steps),
                new Closing(PlainText.of(heading), joined(before), List.copyOf(next)));
    }

    private void take(Node block) throws MalformedLesson {
        switch (block) {
            case Heading h when h.getLevel() == 1 && title.isEmpty() -> title = PlainText.of(h);
            case Heading h when h.getLevel() == 2 && !title.isEmpty() -> {
                endStep();
                heading = h;
            }
            case Paragraph p when heading == null && !title.isEmpty() -> introduction.add(PlainText.of(p));
            case Paragraph p when heading != null -> before.add(PlainText.of(p));
            case BlockQuote quote when heading != null -> after.add(PlainText.of(quote));
            case BulletList list when heading != null -> links(list);
            default -> throw new MalformedLesson(line(block), TEXT.text("lesson.unexpected"));
        }
    }

    /** Only a heading that follows tells that the one before was a step's, and not that of the closing. */
    private void endStep() throws MalformedLesson {
        if (heading == null) {
            return;
        }
        int line = line(heading);
        String text = PlainText.of(heading);
        Matcher step = STEP.matcher(text);
        if (!step.matches()) {
            throw new MalformedLesson(line, TEXT.text("lesson.step", text));
        }
        if (!next.isEmpty()) {
            throw new MalformedLesson(line, TEXT.text("lesson.links"));
        }
        String name = step.group(2);
        CallName call = CallName.named(name)
                .orElseThrow(() -> new MalformedLesson(line, TEXT.text("lesson.call", name)));
        steps.add(new Step(step.group(1), call, answer(step, line), joined(before), joined(after)));
        before.clear();
        after.clear();
    }

    private static Answer answer(Matcher step, int line) throws MalformedLesson {
        String symbol = step.group(4);
        if (symbol == null) {
            return step.group(3) == null ? new Answer.Returns() : new Answer.Waits();
        }
        return new Answer.Fails(Errno.named(symbol)
                .orElseThrow(() -> new MalformedLesson(line, TEXT.text("lesson.errno", symbol))));
    }

    private void links(BulletList list) throws MalformedLesson {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Node content = item.getFirstChild() == null ? null : item.getFirstChild().getFirstChild();
            if (!(content instanceof org.commonmark.node.Link link)) {
                throw new MalformedLesson(line(list), TEXT.text("lesson.link"));
            }
            next.add(new Link(PlainText.of(link), link.getDestination()));
        }
    }

    private static int line(Node block) {
        return block.getSourceSpans().isEmpty() ? 1 : block.getSourceSpans().getFirst().getLineIndex() + 1;
    }

    private static String joined(List<String> paragraphs) {
        return String.join("\n", paragraphs);
    }
}
