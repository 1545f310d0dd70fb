package org.socketworkbench.export;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.socketworkbench.diagram.Activation;
import org.socketworkbench.diagram.DiagramText;
import org.socketworkbench.diagram.Lifeline;
import org.socketworkbench.diagram.Message;
import org.socketworkbench.diagram.Row;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.diagram.ThreadSpan;

/**
 * Writes a sequence diagram in Mermaid syntax: inferred messages are dotted arrows, calls are notes beside their
 * lifeline.
 *
 * @see <a href="https://mermaid.js.org/syntax/sequenceDiagram.html">Mermaid, sequence diagrams</a>
 */
public final class MermaidWriter {
    private static final String PLAIN = " ()=.,:'_+-/[]*!?|";

    private MermaidWriter() {}

    public static void write(SequenceModel model, Appendable out) throws IOException {
        Map<Lifeline, String> names = new IdentityHashMap<>();
        out.append("sequenceDiagram\n");
        List<Lifeline> ordered = model.lifelines().stream().sorted().toList();
        for (Lifeline lifeline : ordered) {
            String name = "p" + names.size();
            names.put(lifeline, name);
            out.append("    participant " + name + " as " + escaped(lifeline.name()) + "\n");
        }
        for (Row row : model.rows()) {
            switch (row) {
                case Row.Entry(Activation a) when a.returnRow() == a.entryRow() ->
                    note(names, a.lifeline(), DiagramText.callAndOutcome(a), out);
                case Row.Entry(Activation a) -> {
                    note(names, a.lifeline(), DiagramText.call(a), out);
                    out.append("    activate " + names.get(a.lifeline()) + "\n");
                }
                case Row.Blocked(Activation a) -> note(names, a.lifeline(), DiagramText.blocked(a), out);
                case Row.Return(Activation a) -> {
                    note(names, a.lifeline(), DiagramText.outcome(a), out);
                    out.append("    deactivate " + names.get(a.lifeline()) + "\n");
                }
                case Row.ThreadStart(ThreadSpan thread) ->
                    note(names, thread.track().lifeline(), DiagramText.start(thread), out);
                case Row.Sleep sleep -> note(names, sleep.track().lifeline(), DiagramText.sleep(sleep), out);
                case Row.Arrow(Message m) ->
                    out.append("    " + names.get(m.from()) + arrow(m) + names.get(m.to()) + ": "
                            + escaped(DiagramText.message(m)) + "\n");
            }
        }
    }

    private static void note(Map<Lifeline, String> names, Lifeline lifeline, String text, Appendable out)
            throws IOException {
        out.append("    Note right of " + names.get(lifeline) + ": " + escaped(text) + "\n");
    }

    private static String arrow(Message message) {
        String head = switch (message.kind()) {
            case RST, BREAK, NOBODY -> "x";
            case UNTOLD -> ")";
            case SYN, SYN_ACK, ACK, CONNECT, DATA, CUT, UNREAD, FIN, END -> ">>";
        };
        return (message.concluded() ? "--" : "-") + head;
    }

    /**
     * Keeps letters, digits and harmless signs, and writes all else as Mermaid's entity codes: {@code #59;} for a
     * semicolon.
     */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            boolean plain =
                    c < 0x80 ? Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0 : Character.isLetterOrDigit(c);
            if (plain) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append('#').append(c).append(';');
            }
        });
        return escaped.toString();
    }
}
