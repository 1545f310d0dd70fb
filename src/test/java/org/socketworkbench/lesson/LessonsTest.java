package org.socketworkbench.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.testing.Await;
import org.socketworkbench.testing.Bench;
import org.socketworkbench.testing.Ports;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

/** The workbench's own lessons, done on the real kernel. */
class LessonsTest {
    private static final Bytes HELLO = Bytes.utf8("Hello");

    @AutoClose
    private final Bench bench = new Bench();
    private final SocketAddress port = SocketAddress.Inet4.loopback(Ports.free());

    private static List<String> lessons() {
        return Lessons.ids();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theKernelAnswersEachStepAsTheLessonSays(String id) {
        Lesson lesson = Lessons.named(id);
        Map<String, Participant> cast = lesson.steps().stream().map(Lesson.Step::who).distinct()
                .map(who -> bench.workbench.add(who, who.equals("server") ? Role.SERVER : Role.CLIENT))
                .collect(Collectors.toMap(Participant::name, Function.identity()));
        for (int step = 0; step < lesson.steps().size(); step++) {
            Lesson.Step next = lesson.steps().get(step);
            int done = step + 1;
            cast.get(next.who()).make(call(idle(next.who()), next));
            Await.until(id + ", step " + done + " is done: " + next, () -> progress(lesson).done() == done);
            assertEquals(Optional.empty(), progress(lesson).detour());
        }
        assertTrue(progress(lesson).isOver());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void whatCanBeDoneNextIsThere(String id) {
        Lesson lesson = Lessons.named(id);
        assertTrue(lesson.closing().next().stream().allMatch(link -> List.of(Lesson.Link.REPLAY, Lesson.Link.CODE)
                .contains(link.target()) || link.lesson().filter(Lessons.ids()::contains).isPresent()),
                lesson.closing().next()::toString);
        assertTrue(lesson.steps().stream().noneMatch(step -> step.before().isEmpty() || step.after().isEmpty()));
    }

    private ParticipantState idle(String who) {
        return Await.that(who + " is in no call", () -> bench.picture().participants().stream()
                .filter(one -> one.name().equals(who) && one.pending().isEmpty()).findFirst());
    }

    private Call call(ParticipantState who, Lesson.Step step) {
        int fd = NextCall.askedFor(who, step.call()).fd();
        return switch (step.call()) {
            case SOCKET -> Bench.NEW_SOCKET;
            case BIND -> new Call.Bind(fd, port);
            case LISTEN -> new Call.Listen(fd, 5);
            case ACCEPT -> new Call.Accept(fd);
            case CONNECT -> new Call.Connect(fd, port);
            case SEND -> new Call.Send(fd, HELLO, 0);
            case RECV -> new Call.Recv(fd, 100, 0);
            case CLOSE -> new Call.Close(fd);
            default -> throw new AssertionError(step.toString());
        };
    }

    private Progress progress(Lesson lesson) {
        Progress progress = new Progress(lesson);
        List<TraceEvent> events = bench.log.range(0, bench.log.size());
        for (int number = 0; number < events.size(); number++) {
            progress.event(number, events.get(number));
        }
        return progress;
    }
}
