package org.socketworkbench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.socketworkbench.model.Picture;
import org.socketworkbench.model.Script;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.EveryEvent;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;

class RepliesTest {
    private static final int SERVER = Script.SERVER;
    private static final int CLIENT = Script.CLIENT;

    @Test
    void aProgramsEndIsToldAndNotTheCloseAfterIt() {
        Script script = Script.connected();
        script.add(new Note(script.now(), CLIENT, Origin.NONE, Note.Kind.PROGRAM_FAILED, "ValueError: no"));
        script.add(new Note(script.now(), CLIENT, Origin.NONE, Note.Kind.EXIT, "client"));
        script.close(CLIENT, 4);
        assertEquals(new Reply(Reply.Weight.TROUBLE, "The program failed. ValueError: no"), reply(script, CLIENT));
    }

    @Test
    void aCallAfterTheEndOfAProgramIsToldAgain() {
        Script script = Script.connected();
        script.add(new Note(script.now(), CLIENT, Origin.NONE, Note.Kind.PROGRAM_ENDED, "client.py"));
        script.call(CLIENT, Script.SOCKET, new Outcome.Done(7));
        assertEquals(Reply.Weight.PLAIN, reply(script, CLIENT).weight());
        assertFalse(reply(script, CLIENT).text().contains("program"));
    }

    @Test
    void aConnectThatIsOnItsWayIsNoTrouble() {
        Script script = Script.connected();
        script.call(CLIENT, new Call.Connect(4, Script.PORT),
                new Outcome.Failed(Errno.EINPROGRESS));
        assertEquals(Reply.Weight.PLAIN, reply(script, CLIENT).weight());
    }

    @ParameterizedTest
    @MethodSource("traces")
    void everyCallAndEveryAnswerHasWords(List<TraceEvent> events) {
        Picture picture = new Picture();
        Replies replies = new Replies();
        for (int number = 0; number < events.size(); number++) {
            picture.apply(number, events.get(number));
            picture.participants().forEach(who -> {
                Optional<Reply> reply = replies.of(who, picture);
                assertEquals(who.lastReturn().isPresent() || who.end().isPresent(), reply.isPresent());
                assertFalse(reply.filter(said -> said.text().isBlank()).isPresent());
            });
        }
    }

    private static List<List<TraceEvent>> traces() {
        return EveryEvent.traces();
    }

    private static Reply reply(Script script, int participant) {
        Picture picture = new Picture();
        List<TraceEvent> events = script.events();
        for (int number = 0; number < events.size(); number++) {
            picture.apply(number, events.get(number));
        }
        return new Replies().of(picture.participant(participant).orElseThrow(), picture).orElseThrow();
    }
}
