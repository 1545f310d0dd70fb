package org.socketworkbench.diagram;

import java.util.List;
import org.socketworkbench.model.Script;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/** A sequence diagram as text. */
final class Drawn {
    private Drawn() {}

    static SequenceModel model(Script script) {
        return model(script.events());
    }

    static SequenceModel model(List<TraceEvent> events) {
        TraceLog log = new TraceLog();
        events.forEach(log::append);
        return SequenceModel.of(log, log.size());
    }

    /** The arrows, the concluded ones in brackets. */
    static List<String> arrows(Script script) {
        return model(script).rows().stream()
                .filter(Row.Arrow.class::isInstance)
                .map(row -> ((Row.Arrow) row).message())
                .map(m -> {
                    String text = m.from().name() + " > " + m.to().name() + ": " + DiagramText.message(m);
                    return m.concluded() ? "(" + text + ")" : text;
                })
                .toList();
    }

    static List<String> rows(Script script) {
        return model(script).rows().stream().map(row -> switch (row) {
            case Row.Entry(Activation a) ->
                a.returnRow() == a.entryRow() ? DiagramText.callAndOutcome(a) : DiagramText.call(a);
            case Row.Blocked(Activation a) -> DiagramText.blocked(a);
            case Row.Return(Activation a) -> DiagramText.outcome(a);
            case Row.ThreadStart(ThreadSpan thread) -> DiagramText.start(thread);
            case Row.Sleep sleep -> DiagramText.sleep(sleep);
            case Row.Arrow(Message m) -> DiagramText.message(m);
        }).toList();
    }
}
