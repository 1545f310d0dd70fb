package org.socketworkbench.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.socketworkbench.diagram.SequenceLayoutTest;
import org.socketworkbench.diagram.SequenceModel;
import org.socketworkbench.diagram.SequenceSheet;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.w3c.dom.Document;

class ExportTest {
    private static final String HOSTILE = "<b>&\"'\u0000\u001b]]>\ud800 ;#%%\nend";

    private static SequenceModel hostile() {
        SequenceModel model = new SequenceModel();
        model.apply(0, new TraceEvent.ParticipantCame(0, 0, HOSTILE, Role.SERVER), List.of());
        return model;
    }

    private static Document svg(SequenceModel model) throws Exception {
        SequenceSheet sheet = new SequenceSheet(model);
        StringBuilder out = new StringBuilder();
        SvgWriter.write(sheet.shapes(), sheet.width(), sheet.height(), out);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String mermaid(SequenceModel model) throws IOException {
        StringBuilder out = new StringBuilder();
        MermaidWriter.write(model, out);
        return out.toString();
    }

    @Test
    void anSvgIsWellFormedAndHoldsEveryLabel() throws Exception {
        String text = svg(SequenceLayoutTest.model()).getDocumentElement().getTextContent();
        assertTrue(text.contains("connect(4, 127.0.0.1:8080)"));
        assertTrue(text.contains("5 bytes \"Hello\""));
        assertTrue(text.contains("-1 ECONNRESET"));
    }

    @Test
    void hostileNamesStayTextInAnSvg() throws Exception {
        Document document = svg(hostile());
        assertEquals(0, document.getElementsByTagName("b").getLength());
        assertTrue(document.getDocumentElement().getTextContent().contains("<b>&\"'\ufffd\ufffd]]>\ufffd ;#%%\nend"));
    }

    @Test
    void mermaidTellsWhatWasReadAndWhatWasConcludedApart() throws IOException {
        String text = mermaid(SequenceLayoutTest.model());
        assertTrue(text.startsWith("sequenceDiagram\n    participant p0 as server\n"));
        assertTrue(text.contains("    p1-->>p0: SYN\n"));
        assertTrue(text.contains("    p1->>p0: 5 bytes #34;Hello#34;\n"));
        assertTrue(text.contains("    p2-xp0: RST\n"));
    }

    @Test
    void mermaidsOwnSignsAreEscaped() throws IOException {
        String line = mermaid(hostile()).lines().skip(1).findFirst().orElseThrow();
        assertEquals("    participant p0 as #60;b#62;#38;#34;'#0;#27;]]#62;#55296; #59;#35;#37;#37;#10;end", line);
        assertFalse(line.contains("%%"));
    }
}
