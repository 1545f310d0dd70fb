package org.socketworkbench.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.socketworkbench.diagram.SequenceLayoutTest;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.lesson.Check;
import org.socketworkbench.lesson.Lesson;
import org.socketworkbench.lesson.Lesson.Choice;
import org.socketworkbench.lesson.Lesson.PartProgram;
import org.socketworkbench.lesson.Lesson.Question;
import org.socketworkbench.lesson.Lesson.Step;
import org.socketworkbench.lesson.Lesson.What;
import org.socketworkbench.lesson.Observed;
import org.socketworkbench.lesson.Progress.Result;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HandoutWriterTest {
    private static final String HOSTILE = "<script>alert('&\"')</script>\u0000\u001b]]>\ud800";
    private static final String AS_TEXT = "<script>alert('&\"')</script>\ufffd\ufffd]]>\ufffd";

    private static final PartProgram SERVER =
            new PartProgram("server", "import socket\n\nlistener.accept()\nprint('heard')\n", 5);
    private static final Step ACCEPTS = new Step("server", new What.AtLine(3), "Nobody has called.",
            Optional.of(new Question(List.of(new Choice("It fails.", Optional.empty(), false, 12),
                    new Choice("It waits.", Optional.of(new Check.Blocks()), true, 13)))),
            "think of a telephone.", "The kernel wakes it.", 10);
    private static final Step CONNECTS =
            new Step("client 1", CallName.CONNECT, new Check.Succeeds(), "Dial.", "The line stands.");
    private static final Lesson LESSON = new Lesson("mine", "My lesson", "What it is about.\nAnd more.", "[a]-->[b]\n",
            List.of(SERVER), List.of(ACCEPTS, CONNECTS), new Lesson.Closing("At the end", "Remember this.", List.of()));
    private static final List<Result> RESULTS = List.of(
            new Result(ACCEPTS, Optional.empty(), new Observed(Optional.of(new Call.Accept(3)), Optional.empty(), true,
                    List.of(), Optional.empty())),
            new Result(CONNECTS, Optional.empty(), new Observed(Optional.of(new Call.Listen(3, 5)),
                    Optional.of(new Outcome.Done(0)), false, List.of(), Optional.empty())));

    private static String written(Lesson lesson, int port, List<Result> results) throws Exception {
        StringBuilder out = new StringBuilder();
        HandoutWriter.write(lesson, port, results, SequenceLayoutTest.model(), out);
        return out.toString();
    }

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    private static Document handout() throws Exception {
        return parsed(written(LESSON, Lesson.PORT, RESULTS));
    }

    private static List<Element> elements(Document page, String tag, String look) {
        NodeList all = page.getElementsByTagName(tag);
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i))
                .filter(one -> look.isEmpty() || List.of(one.getAttribute("class").split(" ")).contains(look)).toList();
    }

    private static List<String> texts(Document page, String tag, String look) {
        return elements(page, tag, look).stream().map(Element::getTextContent).toList();
    }

    @Test
    void theLessonIsThereFromItsTitleToItsClosing() throws Exception {
        Document page = handout();
        assertEquals(List.of("My lesson"), texts(page, "title", ""));
        assertEquals(List.of("My lesson"), texts(page, "h1", ""));
        assertEquals(List.of("[a]-->[b]\n"), texts(page, "pre", "drawing").stream().map(String::stripLeading).toList());
        assertEquals("At the end", texts(page, "h2", "").getLast());
        assertEquals(List.of("What it is about.", "And more."), texts(page, "p", "").subList(0, 2));
        assertEquals("Remember this.", texts(page, "p", "").getLast());
    }

    @Test
    void aProgramIsAListingWithLineNumbers() throws Exception {
        assertEquals(List.of("1import socket", "2", "3listener.accept()", "4print('heard')"),
                texts(handout(), "tr", ""));
    }

    @Test
    void aQuestionHasItsLineItsChoicesAndItsHint() throws Exception {
        Document page = handout();
        assertEquals(List.of("3listener.accept()"), texts(page, "p", "about"));
        assertEquals(List.of("It fails.", "It waits."), texts(page, "li", ""));
        assertEquals(List.of("Hint: think of a telephone."), texts(page, "p", "hint"));
        assertTrue(texts(page, "h3", "").containsAll(List.of("1. server, line 3", "2. client 1: connect()")));
    }

    @Test
    void whatIsRightStandsOnlyAfterThePageBreak() throws Exception {
        String page = written(LESSON, Lesson.PORT, RESULTS);
        // The diagram tells what has happened, too.
        String before = page.substring(0, page.indexOf("<section class=\"diagram\">"));
        String answers = page.substring(page.indexOf("<section class=\"answers\">"));
        for (String answer : List.of("accept(3) blocks", "The kernel wakes it.", "The line stands.", "listen(3, 5) = 0",
                "Remember this.")) {
            assertFalse(before.contains(answer), answer);
            assertTrue(answers.contains(answer), answer);
        }
        assertTrue(before.contains("<li>It fails.</li>\n<li>It waits.</li>"), "choices look alike");
        assertTrue(before.contains(".diagram, .answers { break-before: page; }"));
        assertEquals(List.of("It waits."), texts(parsed(page), "p", "right"));
    }

    @Test
    void theSequenceDiagramStandsOnPagesOfItsOwn() throws Exception {
        Document page = handout();
        Element diagram = elements(page, "section", "diagram").getFirst();
        assertTrue(diagram.getTextContent().contains("connect(4, 127.0.0.1:8080)"), diagram::getTextContent);
        assertEquals(elements(page, "svg", "").size(), diagram.getElementsByTagName("svg").getLength());
        assertTrue(texts(page, "style", "").getFirst().contains("size: A4"));
        assertFalse(texts(page, "style", "").getFirst().contains("dark"), "paper is white");
    }

    @Test
    void aLongDiagramIsCutIntoPagesOfWhichEachHasTheNames() throws Exception {
        SequenceModel model = new SequenceModel();
        int event = 0;
        model.apply(event++, new TraceEvent.ParticipantCame(0, 0, "server", Role.SERVER), List.of());
        for (int i = 0; i < 200; i++) {
            Call call = new Call.Listen(3, i);
            model.apply(event++, new TraceEvent.CallEntered(i, 0, call), List.of());
            model.apply(event++, new TraceEvent.CallReturned(i, 0, event - 2, 1, call, new Outcome.Done(0)), List.of());
        }
        StringBuilder out = new StringBuilder();
        HandoutWriter.write(LESSON, Lesson.PORT, RESULTS, model, out);
        Document page = parsed(out.toString());
        List<Element> sheets = elements(page, "svg", "");
        assertTrue(sheets.size() > 1);
        List<String> calls = new ArrayList<>();
        for (Element sheet : sheets) {
            assertTrue(sheet.getTextContent().contains("server"));
            assertTrue(Double.parseDouble(sheet.getAttribute("height")) < 1.5
                    * Double.parseDouble(sheet.getAttribute("width")));
            NodeList texts = sheet.getElementsByTagName("text");
            IntStream.range(0, texts.getLength()).mapToObj(i -> texts.item(i).getTextContent())
                    .filter(text -> text.startsWith("listen")).forEach(calls::add);
        }
        assertEquals(IntStream.range(0, 200).mapToObj(i -> "listen(3, " + i + ") = 0").toList(), calls);
        assertEquals(1, elements(page, "pattern", "").size(), "a name stands once in a page");
    }

    @Test
    void anotherPortIsTold() throws Exception {
        assertFalse(handout().getDocumentElement().getTextContent().contains("played on port"));
        assertTrue(written(LESSON, 41234, RESULTS).contains("played on port 41234"));
    }

    @Test
    void aStepThatWasNotReachedHasNoAnswerOfTheKernel() throws Exception {
        Document page = parsed(written(LESSON, Lesson.PORT, RESULTS.subList(0, 1)));
        assertEquals(1, texts(page, "p", "").stream().filter(text -> text.contains("was not reached")).count());
    }

    @Test
    void whatALessonSaysStaysText() throws Exception {
        Step step = new Step("server", new What.AtLine(1), HOSTILE,
                Optional.of(new Question(List.of(new Choice(HOSTILE, Optional.empty(), true, 1),
                        new Choice(HOSTILE, Optional.empty(), false, 2)))),
                HOSTILE, HOSTILE, 1);
        Lesson hostile = new Lesson("mine", HOSTILE, HOSTILE, HOSTILE,
                List.of(new PartProgram("server", HOSTILE, 1)), List.of(step),
                new Lesson.Closing(HOSTILE, HOSTILE, List.of()));
        Observed printed = new Observed(Optional.empty(), Optional.empty(), false, List.of(HOSTILE), Optional.empty());
        Document page = parsed(written(hostile, Lesson.PORT, List.of(new Result(step, Optional.empty(), printed))));
        assertEquals(0, elements(page, "script", "").size());
        int shown = page.getDocumentElement().getTextContent().split(Pattern.quote(AS_TEXT), -1).length;
        // Title twice, introduction, drawing, program, and of the step: text, line, two choices, hint, the right
        // choice,
        // what was printed, explanation; then the closing's heading and text.
        assertEquals(15, shown - 1);
    }

    @Test
    void nothingIsLoadedAndNothingRuns() throws Exception {
        Document page = handout();
        for (String tag : List.of("script", "link", "img", "iframe", "object", "image", "use")) {
            assertEquals(0, elements(page, tag, "").size(), tag);
        }
        String style = texts(page, "style", "").getFirst();
        assertFalse(style.contains("url(") || style.contains("@import"), style);
    }
}
