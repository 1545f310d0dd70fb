package org.socketworkbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.socketworkbench.model.Script.CLIENT;
import static org.socketworkbench.model.Script.SERVER;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.model.Script;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;

public class SequenceLayoutTest {

    /** A trace with everything on it: two inside, an outside caller, a reset, waiting bytes, a blocked call. */
    public static SequenceModel model() {
        Script script = Script.connected();
        script.call(SERVER, new Call.SetSockOpt(3, SocketOption.SO_REUSEADDR, 1), Script.OK);
        script.send(CLIENT, 4, "Hello");
        script.send(CLIENT, 4, "World \u0001\u0002\u0003");
        int blocked = script.entered(CLIENT, new Call.Recv(4, 100, 0));
        script.blocked(CLIENT, blocked);
        script.recv(SERVER, 5, "HelloWorld \u0001\u0002\u0003");
        script.send(SERVER, 5, "HELLO");
        script.call(SERVER, new Call.Accept(3), new Outcome.Accepted(6, SocketAddress.Inet4.loopback(50001)));
        script.recv(SERVER, 6, "from outside");
        script.call(SERVER, new Call.Recv(6, 10, 0), Script.failed(Errno.ECONNRESET));
        script.close(SERVER, 5);
        return Drawn.model(script);
    }

    /** Datagrams: taken, cut, lost, waiting, for nobody; a UNIX connection, and system calls made by library calls. */
    static SequenceModel others() {
        Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        Call.Socket udp = new Call.Socket(Family.AF_INET, SocketType.SOCK_DGRAM, 0);
        script.call(SERVER, udp, new Outcome.Done(3));
        script.call(SERVER, new Call.Bind(3, Script.PORT), Script.OK);
        script.call(CLIENT, udp, new Outcome.Done(4));
        for (String text : List.of("taken", "a datagram that is cut", "waits")) {
            script.call(CLIENT, new Call.SendTo(4, Bytes.utf8(text), 0, Script.PORT), new Outcome.Done(text.length()));
        }
        script.call(SERVER, new Call.RecvFrom(3, 5, 0),
                new Outcome.ReceivedFrom(Bytes.utf8("taken"), Optional.of(Script.CALLER)));
        script.call(SERVER, new Call.RecvFrom(3, 5, 0),
                new Outcome.ReceivedFrom(Bytes.utf8("a dat"), Optional.of(Script.CALLER)));
        script.call(SERVER, new Call.SendTo(3, Bytes.utf8("waits too"), 0, Script.CALLER), new Outcome.Done(9));
        script.call(CLIENT, new Call.Connect(4, SocketAddress.Inet4.loopback(9)), Script.OK);
        script.send(CLIENT, 4, "nobody");
        script.call(CLIENT, new Call.Recv(4, 9, 0), Script.failed(Errno.ECONNREFUSED));
        SocketAddress path = SocketAddress.Unix.of("/run/a/path/that/is/rather/long.sock");
        Call.Socket unix = new Call.Socket(Family.AF_UNIX, SocketType.SOCK_STREAM, 0);
        script.call(SERVER, unix, new Outcome.Done(5));
        script.call(SERVER, new Call.Bind(5, path), Script.OK);
        script.call(SERVER, new Call.Listen(5, 5), Script.OK);
        script.call(CLIENT, unix, new Outcome.Done(6));
        int timed = script.entered(CLIENT, new Call.Timed(new Call.Connect(6, path), 2_000_000_000L));
        script.step(CLIENT, timed, new Call.Connect(6, path), Script.OK);
        script.returned(CLIENT, timed, Script.OK);
        script.call(SERVER, new Call.Accept(5), new Outcome.Accepted(7, SocketAddress.Unix.UNNAMED));
        script.close(SERVER, 7);
        return Drawn.model(script);
    }

    static Stream<SequenceModel> models() {
        return Stream.of(model(), others(), ThreadsTest.model());
    }

    private static List<Shape.Text> texts(List<Shape> shapes) {
        return shapes.stream().filter(Shape.Text.class::isInstance).map(Shape.Text.class::cast).toList();
    }

    private static void assertApart(List<Shape> shapes) {
        List<Shape.Text> texts = texts(shapes);
        for (int i = 0; i < texts.size(); i++) {
            for (int j = i + 1; j < texts.size(); j++) {
                Shape.Text a = texts.get(i);
                Shape.Text b = texts.get(j);
                boolean apart = a.x() + a.width() <= b.x() || b.x() + b.width() <= a.x() || a.bottom() <= b.top()
                        || b.bottom() <= a.top();
                assertTrue(apart, a + " overlaps " + b);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void noTwoTextsOverlap(SequenceModel model) {
        assertApart(new SequenceSheet(model).shapes());
    }

    @ParameterizedTest
    @MethodSource("models")
    void noLifelineRunsThroughAText(SequenceModel model) {
        SequenceLayout layout = new SequenceLayout(model);
        List<Shape> shapes = layout.all();
        for (Shape shape : shapes) {
            if (shape instanceof Shape.Line line && line.x1() == line.x2()) {
                for (Shape.Text text : texts(shapes)) {
                    boolean beside = line.x1() < text.x() || line.x1() > text.x() + text.width();
                    boolean atOtherHeight = line.bottom() <= text.top() || line.top() >= text.bottom();
                    assertTrue(beside || atOtherHeight, line + " runs through " + text);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void noTwoBarsOverlapAndNoBarLiesUnderAText(SequenceModel model) {
        List<Shape> shapes = new SequenceLayout(model).all();
        List<Shape.Box> bars =
                shapes.stream().filter(s -> s.ink().role() == Ink.Role.ACTIVATION).map(Shape.Box.class::cast).toList();
        for (Shape.Box bar : bars) {
            for (Shape.Box other : bars) {
                assertTrue(bar == other || bar.x() + bar.width() < other.x() || other.x() + other.width() < bar.x()
                        || bar.bottom() < other.top() || other.bottom() < bar.top(), bar + " overlaps " + other);
            }
            for (Shape.Text text : texts(shapes)) {
                assertTrue(bar.x() + bar.width() < text.x() || text.x() + text.width() < bar.x()
                        || bar.bottom() < text.top() || text.bottom() < bar.top(), bar + " lies under " + text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyTextIsInsideTheSheet(SequenceModel model) {
        SequenceSheet sheet = new SequenceSheet(model);
        for (Shape.Text text : texts(sheet.shapes())) {
            assertTrue(text.x() >= 0 && text.x() + text.width() <= sheet.width(), text.toString());
            assertTrue(text.top() >= 0 && text.bottom() <= sheet.height(), text.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aWindowShowsWhatTheWholeShowsThere(SequenceModel model) {
        SequenceLayout layout = new SequenceLayout(model);
        for (double from = 0; from < layout.height(); from += 53) {
            double to = from + 200;
            assertEquals(inside(layout.all(), from, to), inside(layout.window(from, to), from, to), "from " + from);
        }
    }

    private static Set<Shape> inside(List<Shape> shapes, double from, double to) {
        Set<Shape> inside = new HashSet<>(shapes);
        inside.removeIf(shape -> shape.top() < from || shape.bottom() > to);
        return inside;
    }

    @Test
    void serversStandLeftOfClientsAndOutsideCallersRight() {
        List<String> names = texts(new SequenceLayout(model()).header()).stream().map(Shape.Text::text).toList();
        assertEquals(List.of("server", "client", "127.0.0.1:50001"), names);
    }

    @Test
    void bytesThatWaitAreALineFromTheirSendToTheirRecv() {
        long waiting =
                new SequenceLayout(model()).all().stream().filter(s -> s.ink().role() == Ink.Role.QUEUED).count();
        assertEquals(3, waiting, "two until they are taken, and one that nobody has taken");
    }

    @Test
    void aColumnOnTheLeftSaysWhenEachCallBeganAndReturned() {
        SequenceLayout layout = new SequenceLayout(model(), model().count(), Wording.WHOLE, true);
        List<Shape.Text> times = texts(layout.all()).stream().filter(text -> text.ink().role() == Ink.Role.TIME)
                .toList();
        assertTrue(times.size() > 5 && times.stream().allMatch(time -> time.text().matches(" *\\d+\\.\\d{3} s")),
                times::toString);
        double names = layout.header().stream().mapToDouble(shape -> ((shape instanceof Shape.Box box) ? box.x()
                : Double.MAX_VALUE)).min().orElseThrow();
        assertTrue(times.stream().allMatch(time -> time.x() + Metrics.width(time.text()) <= names), times::toString);
        assertTrue(texts(new SequenceLayout(model()).all()).stream()
                .noneMatch(text -> text.ink().role() == Ink.Role.TIME));
    }

    @Test
    void briefLabelsSayWhatMattersInLittleRoom() {
        SequenceLayout brief = new SequenceLayout(model(), model().count(), Wording.BRIEF);
        List<String> labels = texts(brief.all()).stream().map(Shape.Text::text).toList();
        assertTrue(labels.containsAll(List.of("socket() = 3", "bind(3, :8080)", "send(4, \"Hello\") = 5")),
                labels::toString);
        assertTrue(brief.width() < new SequenceLayout(model()).width());
        assertTrue(labels.stream().filter(label -> label.contains("(")).allMatch(label -> label.length() <= 25),
                labels::toString);
    }

    @Test
    void aBriefLabelSaysWhyItsCallFailed() {
        for (Errno errno : List.of(Errno.EADDRINUSE, Errno.EADDRNOTAVAIL)) {
            Script script = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
            script.call(CLIENT, Script.SOCKET, new Outcome.Done(4));
            script.call(CLIENT, new Call.Bind(4, Script.PORT), Script.failed(errno));
            SequenceLayout brief = new SequenceLayout(Drawn.model(script), Drawn.model(script).count(), Wording.BRIEF);
            List<String> labels = texts(brief.all()).stream().map(Shape.Text::text).toList();
            assertTrue(labels.contains("bind() = " + errno.symbol()), labels::toString);
        }
    }

    @Test
    void aWindowOfALongTraceIsSmall() {
        Script script = Script.connected();
        for (int i = 0; i < 20_000; i++) {
            script.send(CLIENT, 4, "x");
            script.recv(SERVER, 5, "x");
        }
        SequenceLayout layout = new SequenceLayout(Drawn.model(script));
        double middle = layout.height() / 2;
        assertTrue(layout.window(middle, middle + 800).size() < 300);
    }

    @Test
    void theCallsAreFoundInTheirOrder() {
        SequenceLayout layout = new SequenceLayout(model());
        int first = layout.callAfter(Ink.NO_CALL).orElseThrow();
        int second = layout.callAfter(first).orElseThrow();
        assertEquals(0, layout.top(first).orElseThrow());
        assertEquals(OptionalInt.of(first), layout.callBefore(second));
        assertEquals(OptionalInt.empty(), layout.callBefore(first));
        assertTrue(layout.top(999).isEmpty());
    }

    @Test
    void anEmptyTraceIsAnEmptySheet() {
        SequenceSheet sheet = new SequenceSheet(new SequenceModel());
        assertTrue(sheet.width() > 0 && sheet.height() > 0);
    }
}
