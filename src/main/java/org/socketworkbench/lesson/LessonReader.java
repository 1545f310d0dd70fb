package org.socketworkbench.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.lesson.Lesson.Choice;
import org.socketworkbench.lesson.Lesson.Closing;
import org.socketworkbench.lesson.Lesson.Link;
import org.socketworkbench.lesson.Lesson.PartProgram;
import org.socketworkbench.lesson.Lesson.Question;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.lesson.Lesson.What;
import org.socketworkbench.markdown.PlainText;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Errno;

/**
 * Reads a lesson, a Markdown file: its title as the first heading, an introduction, the programs in fenced blocks, and
 * a
 * heading of the second level for each step, {@code ## server: accept() waits} or {@code ## server, line 7}. Below a
 * step's heading stand a paragraph on what will happen, the choices of a question as a task list, a paragraph that
 * begins with {@code Hint:}, and a quotation on what has come of it. The last heading is that of the closing; its list
 * links to what can be done next.
 */
final class LessonReader {
    /** How the files' names end. */
    static final String ENDING = ".md";
    /** A longer file is not read. */
    static final int BYTES_AT_MOST = 2 << 20;
    /** Nobody reads a longer line. */
    static final int LINE_AT_MOST = 2_000;

    private static final Messages TEXT = Messages.of(LessonReader.class);
    private static final Parser MARKDOWN = Parser.builder().extensions(List.of(TaskListItemsExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
    private static final Pattern BY_HAND = Pattern.compile("(.+): (\\w+)\\(\\)( waits)?(?: fails with (\\w+))?");
    private static final Pattern AT_LINE = Pattern.compile("(.+), line (\\d{1,6})");
    private static final Pattern WHO = Pattern.compile("server|client [1-9]|client 1[0-6]");
    private static final Pattern ARROW = Pattern.compile("\\s*(?:→|->)\\s*$");
    private static final String HINT = "Hint:";
    private static final String FENCE = "```";

    private final List<String> introduction = new ArrayList<>();
    private final List<PartProgram> programs = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Link> next = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private Optional<Question> question = Optional.empty();
    private String hint = "";
    private String picture = "";
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
        checkSize(text);
        return new LessonReader().lesson(id, MARKDOWN.parse(text));
    }

    private static void checkSize(String text) throws MalformedLesson {
        int line = 1;
        for (int begin = 0; begin < text.length(); line++) {
            int end = text.indexOf('\n', begin);
            end = end < 0 ? text.length() : end;
            if (end - begin > LINE_AT_MOST) {
                throw new MalformedLesson(line, TEXT.text("lesson.long-line", Integer.toString(end - begin),
                        Integer.toString(LINE_AT_MOST)));
            }
            begin = end + 1;
        }
    }

    private Lesson lesson(String id, Node document) throws MalformedLesson {
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            take(block);
        }
        if (title.isEmpty() || heading == null || steps.isEmpty()) {
            throw new MalformedLesson(1, TEXT.text("lesson.empty"));
        }
        String last = PlainText.of(heading);
        if (question.isPresent() || BY_HAND.matcher(last).matches() || AT_LINE.matcher(last).matches()) {
            throw new MalformedLesson(line(heading), TEXT.text("lesson.closing", last));
        }
        return new Lesson(id, title, joined(introduction), picture, programs, steps,
                new Closing(PlainText.of(heading), joined(before), next));
    }

    private void take(Node block) throws MalformedLesson {
        switch (block) {
            case Heading h when h.getLevel() == 1 && title.isEmpty() -> title = PlainText.of(h);
            case Heading h when h.getLevel() == 2 && !title.isEmpty() -> {
                endStep();
                heading = h;
            }
            case FencedCodeBlock code when heading == null && !title.isEmpty() -> program(code);
            case Paragraph p when heading == null && !title.isEmpty() -> introduction.add(PlainText.of(p));
            case Paragraph p when heading != null && PlainText.of(p).startsWith(HINT) ->
                hint = PlainText.of(p).substring(HINT.length()).strip();
            case Paragraph p when heading != null -> before.add(PlainText.of(p));
            case BlockQuote quote when heading != null -> explanation(quote);
            case BulletList list when heading != null && isTaskList(list) -> question(list);
            case BulletList list when heading != null -> links(list);
            default -> throw new MalformedLesson(line(block), TEXT.text("lesson.unexpected"));
        }
    }

    private void explanation(BlockQuote quote) {
        for (Node part = quote.getFirstChild(); part != null; part = part.getNext()) {
            after.add(PlainText.of(part));
        }
    }

    private void program(FencedCodeBlock code) throws MalformedLesson {
        int line = line(code);
        String info = code.getInfo() == null ? "" : code.getInfo().strip();
        if (info.isEmpty()) {
            throw new MalformedLesson(line, TEXT.text("lesson.bare-fence"));
        }
        if (code.getClosingFenceLength() == null || code.getLiteral().lines().anyMatch(one -> one.startsWith(FENCE))) {
            throw new MalformedLesson(line, TEXT.text("lesson.open-fence"));
        }
        if (info.equals("text")) {
            picture = code.getLiteral();
            return;
        }
        String who = info.startsWith("python ") ? info.substring("python ".length()).strip() : "";
        if (!WHO.matcher(who).matches()) {
            throw new MalformedLesson(line, TEXT.text("lesson.program", info));
        }
        if (programs.stream().anyMatch(one -> one.who().equals(who))) {
            throw new MalformedLesson(line, TEXT.text("lesson.two-programs", who));
        }
        programs.add(new PartProgram(who, code.getLiteral(), line));
    }

    /** Only a heading that follows tells that the one before was a step's, and not that of the closing. */
    private void endStep() throws MalformedLesson {
        if (heading == null) {
            return;
        }
        int line = line(heading);
        if (!next.isEmpty()) {
            throw new MalformedLesson(line, TEXT.text("lesson.links"));
        }
        String text = PlainText.of(heading);
        Matcher byHand = BY_HAND.matcher(text);
        Matcher atLine = AT_LINE.matcher(text);
        boolean isByHand = byHand.matches();
        if (!isByHand && !atLine.matches()) {
            throw new MalformedLesson(line, TEXT.text("lesson.step", text));
        }
        String who = (isByHand ? byHand : atLine).group(1);
        if (!WHO.matcher(who).matches()) {
            throw new MalformedLesson(line, TEXT.text("lesson.who", who));
        }
        What what = isByHand ? byHand(byHand, line) : atLine(who, atLine.group(2), line);
        steps.add(new Step(who, what, joined(before), question, hint, joined(after), line));
        before.clear();
        after.clear();
        question = Optional.empty();
        hint = "";
    }

    private What byHand(Matcher step, int line) throws MalformedLesson {
        if (programs.stream().anyMatch(one -> one.who().equals(step.group(1)))) {
            throw new MalformedLesson(line, TEXT.text("lesson.by-hand", step.group(1)));
        }
        String name = step.group(2);
        CallName call = CallName.named(name)
                .orElseThrow(() -> new MalformedLesson(line, TEXT.text("lesson.call", name)));
        return new What.ByHand(call, comes(step, line));
    }

    private static Check comes(Matcher step, int line) throws MalformedLesson {
        String symbol = step.group(4);
        if (symbol == null) {
            return step.group(3) == null ? new Check.Succeeds() : new Check.Blocks();
        }
        return new Check.Raises(Errno.named(symbol)
                .orElseThrow(() -> new MalformedLesson(line, TEXT.text("lesson.errno", symbol))).symbol());
    }

    private What atLine(String who, String number, int line) throws MalformedLesson {
        PartProgram program = programs.stream().filter(one -> one.who().equals(who)).findFirst()
                .orElseThrow(() -> new MalformedLesson(line, TEXT.text("lesson.no-program", who)));
        List<String> lines = program.text().lines().toList();
        int at = Integer.parseInt(number);
        if (at < 1 || at > lines.size()) {
            throw new MalformedLesson(line, TEXT.text("lesson.no-line", who, Integer.toString(lines.size()), number));
        }
        String code = lines.get(at - 1).strip();
        if (code.isEmpty() || code.startsWith("#")) {
            throw new MalformedLesson(line, TEXT.text("lesson.no-code", who, number));
        }
        return new What.AtLine(at);
    }

    private static boolean isTaskList(BulletList list) {
        Node first = list.getFirstChild();
        return first != null && first.getFirstChild() instanceof TaskListItemMarker;
    }

    private void question(BulletList list) throws MalformedLesson {
        int line = line(list);
        if (question.isPresent()) {
            throw new MalformedLesson(line, TEXT.text("lesson.two-questions"));
        }
        List<Choice> choices = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (!(item.getFirstChild() instanceof TaskListItemMarker marker)
                    || !(marker.getNext() instanceof Paragraph words)) {
                throw new MalformedLesson(line(item), TEXT.text("lesson.choice"));
            }
            choices.add(choice(words, marker.isChecked(), line(item)));
        }
        if (choices.size() < Question.CHOICES_AT_LEAST || choices.size() > Question.CHOICES_AT_MOST) {
            throw new MalformedLesson(line, TEXT.text("lesson.choices", Integer.toString(choices.size())));
        }
        long right = choices.stream().filter(Choice::isRight).count();
        if (right != 1) {
            throw new MalformedLesson(line, TEXT.text("lesson.ticks", Long.toString(right)));
        }
        question = Optional.of(new Question(choices));
    }

    /** A check stands at the end, as code behind an arrow. */
    private static Choice choice(Paragraph words, boolean isRight, int line) throws MalformedLesson {
        if (words.getLastChild() instanceof Code code && code.getPrevious() instanceof Text text) {
            Matcher arrow = ARROW.matcher(text.getLiteral());
            if (arrow.find()) {
                String named = code.getLiteral();
                Check check = Check.of(named)
                        .orElseThrow(() -> new MalformedLesson(line, TEXT.text("lesson.check", named)));
                text.setLiteral(text.getLiteral().substring(0, arrow.start()));
                code.unlink();
                return new Choice(PlainText.of(words).strip(), Optional.of(check), isRight, line);
            }
        }
        String text = PlainText.of(words).strip();
        if (text.contains("\u2192")) {
            throw new MalformedLesson(line, TEXT.text("lesson.check-place"));
        }
        return new Choice(text, Optional.empty(), isRight, line);
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
