package org.socketworkbench.export;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.diagram.SequenceSheet;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lesson.Choice;
import org.socketworkbench.lesson.Lesson.PartProgram;
import org.socketworkbench.lesson.Lesson.Question;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.lesson.Lesson.What;
import org.socketworkbench.lesson.ObservedText;
import org.socketworkbench.lesson.Progress.Result;
import org.socketworkbench.messages.Messages;

/**
 * Writes a lesson that was played as one page of HTML, to be printed on A4: what is asked, then what has happened and
 * the answers, on pages of their own. The page is well-formed XML too, has no scripts, and loads nothing.
 */
public final class HandoutWriter {
    private static final Messages MESSAGES = Messages.of(HandoutWriter.class);
    private static final String STYLE = SvgWriter.resource("handout.css") + SvgWriter.LIGHT;
    /** The page inside its margins, in points of the diagram when it is not made smaller. */
    private static final double LONG = 980;
    private static final double SHORT = 655;
    /** What the heading above a diagram and the note on its port take. */
    private static final double HEADING = 90;
    /** A diagram that is this much wider than an upright page is printed on pages that lie. */
    private static final double TOO_WIDE = 2;
    private static final double CODE_POINTS = 9;
    /** How many characters of this size stand beside each other in an upright page. */
    private static final int CODE_COLUMNS = 90;
    /** A program with more lines is not kept on one page. */
    private static final int LINES_TOGETHER = 40;
    private static final int RULES = 3;

    private final Lesson lesson;
    private final List<Result> results;
    private final Appendable out;

    private HandoutWriter(Lesson lesson, List<Result> results, Appendable out) {
        this.lesson = lesson;
        this.results = results;
        this.out = out;
    }

    /**
     * Writes the page.
     *
     * @param lesson  as it was read, with its own port
     * @param port    the port on which it was played
     * @param results what has come of its first steps, and normally of all
     * @param model   what the diagram shows
     */
    public static void write(Lesson lesson, int port, List<Result> results, SequenceModel model, Appendable out)
            throws IOException {
        HandoutWriter writer = new HandoutWriter(lesson, results, out);
        out.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                + "style-src 'unsafe-inline'\"/>\n");
        writer.element("title", "", lesson.title());
        out.append("<style>\n" + STYLE + "</style>\n</head>\n<body>\n");
        writer.questions();
        writer.diagram(port, model);
        writer.answers();
        out.append("</body>\n</html>\n");
    }

    private void questions() throws IOException {
        element("h1", "", lesson.title());
        paragraphs(lesson.introduction());
        if (!lesson.picture().isEmpty()) {
            drawing();
        }
        for (PartProgram program : lesson.programs()) {
            listing(program);
        }
        element("h2", "", MESSAGES.text("handout.steps"));
        for (int i = 0; i < lesson.steps().size(); i++) {
            step(i);
        }
    }

    /** A drawing cannot be wrapped, so a wide one is made smaller. */
    private void drawing() throws IOException {
        int widest = lesson.picture().lines().mapToInt(String::length).max().orElse(0);
        double size = CODE_POINTS * Math.min(1, (double) CODE_COLUMNS / Math.max(1, widest));
        // A line's end after the tag belongs to the tag.
        out.append("<pre class=\"drawing\" style=\"font-size: " + String.format(Locale.ROOT, "%.2f", size) + "pt\">\n"
                + SvgWriter.escaped(lesson.picture()) + "</pre>\n");
    }

    private void listing(PartProgram program) throws IOException {
        List<String> lines = program.text().lines().toList();
        out.append(lines.size() > LINES_TOGETHER ? "<section>\n" : "<section class=\"whole\">\n");
        element("h2", "", MESSAGES.text("handout.program", program.who(), program.file()));
        out.append("<table class=\"listing\">\n");
        int number = 0;
        for (String line : lines) {
            number++;
            out.append("<tr><td class=\"number\">" + number + "</td><td><code>" + SvgWriter.escaped(line)
                    + "</code></td></tr>\n");
        }
        out.append("</table>\n</section>\n");
    }

    private void step(int index) throws IOException {
        Step step = lesson.steps().get(index);
        out.append("<section class=\"step\">\n");
        element("h3", "", heading(index));
        paragraphs(step.before());
        if (step.what() instanceof What.AtLine(int line)) {
            out.append("<p class=\"about\"><span class=\"number\">" + line + "</span><code>"
                    + SvgWriter.escaped(lesson.source(step)) + "</code></p>\n");
        }
        if (step.question().isPresent()) {
            out.append("<ul class=\"choices\">\n");
            for (Choice choice : step.question().get().choices()) {
                element("li", "", choice.text());
            }
            out.append("</ul>\n");
        }
        if (!step.hint().isEmpty()) {
            element("p", "hint", MESSAGES.text("handout.hint", step.hint()));
        }
        out.append("<div class=\"rule\"></div>\n".repeat(step.question().isPresent() ? RULES : 1) + "</section>\n");
    }

    private String heading(int index) {
        Step step = lesson.steps().get(index);
        String number = Integer.toString(index + 1);
        return switch (step.what()) {
            case What.ByHand(var call, var _) -> MESSAGES.text("handout.step.call", number, step.who(), call.text());
            case What.AtLine(int line) ->
                MESSAGES.text("handout.step.line", number, step.who(), Integer.toString(line));
        };
    }

    private void diagram(int port, SequenceModel model) throws IOException {
        boolean isWide = new SequenceSheet(model).width() > TOO_WIDE * SHORT;
        double width = isWide ? LONG : SHORT;
        double height = (isWide ? SHORT : LONG) - HEADING;
        out.append("<section class=\"" + (isWide ? "diagram wide" : "diagram") + "\">\n");
        element("h2", "", MESSAGES.text("handout.diagram"));
        if (port != Lesson.PORT) {
            element("p", "", MESSAGES.text("handout.port", Integer.toString(port), Integer.toString(Lesson.PORT)));
        }
        boolean isFirst = true;
        for (SequenceSheet sheet : SequenceSheet.pages(model, height / width)) {
            SvgWriter.writeInto(sheet.shapes(), sheet.width(), sheet.height(), isFirst, out);
            isFirst = false;
        }
        out.append("</section>\n");
    }

    private void answers() throws IOException {
        out.append("<section class=\"answers\">\n");
        element("h2", "", MESSAGES.text("handout.answers"));
        for (int i = 0; i < lesson.steps().size(); i++) {
            Step step = lesson.steps().get(i);
            out.append("<section class=\"step\">\n");
            element("h3", "", heading(i));
            if (step.question().isPresent()) {
                element("p", "right", step.question().map(Question::right).map(Choice::text).orElseThrow());
            }
            element("p", "", i < results.size()
                    ? MESSAGES.text("handout.observed", ObservedText.of(results.get(i).observed()))
                    : MESSAGES.text("handout.not-reached"));
            paragraphs(step.after());
            out.append("</section>\n");
        }
        element("h2", "", lesson.closing().title());
        paragraphs(lesson.closing().text());
        out.append("</section>\n");
    }

    private void paragraphs(String text) throws IOException {
        for (String paragraph : text.lines().filter(line -> !line.isBlank()).toList()) {
            element("p", "", paragraph);
        }
    }

    private void element(String tag, String look, String text) throws IOException {
        out.append("<" + tag + (look.isEmpty() ? "" : " class=\"" + look + "\"") + ">" + SvgWriter.escaped(text) + "</"
                + tag + ">\n");
    }
}
