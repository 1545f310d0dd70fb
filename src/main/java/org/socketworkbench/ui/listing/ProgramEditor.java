package org.socketworkbench.ui.listing;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Background;
import javafx.scene.paint.Paint;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.listing.PythonSyntax.Part;

import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.LineEnding;
import jfx.incubator.scene.control.richtext.SideDecorator;
import jfx.incubator.scene.control.richtext.SyntaxDecorator;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.ContentChange;
import jfx.incubator.scene.control.richtext.model.RichParagraph;
import jfx.incubator.scene.control.richtext.skin.CodeAreaSkin;

/** The editor of a panel's program: its text in colours, and each line's number with its breakpoint. */
final class ProgramEditor {
    private static final Messages TEXT = Messages.of(ProgramEditor.class);

    private final ProgramModel program;
    private final CodeArea area = new CodeArea();
    /** Whether the editor is being given a text: then the user has changed nothing. */
    private boolean isGiven;

    ProgramEditor(ProgramModel program) {
        this.program = program;
        area.setId("editor");
        area.setAccessibleText(TEXT.text("program.editor"));
        area.setLineEnding(LineEnding.LF);
        area.setHighlightCurrentParagraph(true);
        area.setSyntaxDecorator(new Colours());
        PythonKeys.in(area);
        area.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (ProgramController.BREAKPOINT.matches(key)) {
                program.toggleBreakpoint(area.getCaretPosition().index() + 1);
                key.consume();
            }
        });
        give(program.textProperty().get());
        program.textProperty().addListener((o, before, now) -> give(now));
        area.getModel().addListener(this::changed);
        program.revisionProperty().addListener(o -> showBreakpoints());
        showBreakpoints();
        // A word takes its colour when it is laid out, and keeps it: another theme shows in the ground alone.
        area.backgroundProperty().addListener((o, before, now) -> {
            if (before != null && now != null && !ground(before).equals(ground(now))) {
                Platform.runLater(() -> area.setSkin(new CodeAreaSkin(area)));
            }
        });
    }

    Node node() {
        return area;
    }

    /** Begins to edit at a line, from 1. */
    void editAt(int line) {
        area.requestFocus();
        area.select(TextPos.ofLeading(Math.clamp(line - 1, 0, area.getParagraphCount() - 1), 0));
    }

    private void give(String text) {
        if (!area.getText().equals(text)) {
            isGiven = true;
            area.setText(text);
            area.clearUndoRedo();
            isGiven = false;
        }
    }

    private void changed(ContentChange change) {
        if (change.isEdit() && !isGiven) {
            // At the beginning of a line, what is inserted pushes that line down, and its breakpoint with it.
            TextPos start = change.getStart();
            program.linesReplaced(start.offset() == 0 ? start.index() : start.index() + 1,
                    change.getEnd().index() - start.index(), change.getLinesAdded());
            program.textProperty().set(area.getText());
        }
    }

    private static Paint ground(Background background) {
        return background.getFills().getLast().getFill();
    }

    /** The numbers are drawn anew only when the editor is given another decorator. */
    private void showBreakpoints() {
        area.setLeftDecorator(new Numbers());
    }

    /** The number and the breakpoint of each line; a click sets it or takes it away. */
    private final class Numbers implements SideDecorator {
        @Override
        public double getPrefWidth(double viewWidth) {
            return 0;
        }

        @Override
        public Node getMeasurementNode(int index) {
            return getNode(index);
        }

        @Override
        public Node getNode(int index) {
            LineGutter gutter = new LineGutter(program::toggleBreakpoint);
            gutter.show(index + 1, program.breakpoints().contains(index + 1));
            return gutter;
        }
    }

    /** Colours the text; a string may go on over many lines, so that a change may colour all that follows. */
    private static final class Colours implements SyntaxDecorator {
        private List<String> lines = List.of();
        private List<List<Part>> parts = List.of();

        @Override
        public RichParagraph createRichParagraph(CodeTextModel model, int index) {
            if (parts.size() != model.size()) {
                read(model);
            }
            RichParagraph.Builder paragraph = RichParagraph.builder();
            String line = lines.get(index);
            int at = 0;
            for (Part part : parts.get(index)) {
                paragraph.addWithStyleNames(line.substring(at, part.start()), "syntax-plain");
                paragraph.addWithStyleNames(line.substring(part.start(), part.end()), part.kind().style());
                at = part.end();
            }
            return paragraph.addWithStyleNames(line.substring(at), "syntax-plain").build();
        }

        @Override
        public void handleChange(CodeTextModel model, TextPos start, TextPos end, int charsTop, int linesAdded,
                int charsBottom) {
            List<List<Part>> before = parts;
            read(model);
            int changed = start.index() + 1 + linesAdded;
            int shift = linesAdded - (end.index() - start.index());
            OptionalInt recoloured = IntStream.range(changed, parts.size())
                    .filter(i -> i - shift >= before.size() || !parts.get(i).equals(before.get(i - shift))).findFirst();
            if (recoloured.isPresent()) {
                model.fireStyleChangeEvent(TextPos.ofLeading(recoloured.getAsInt(), 0), model.getDocumentEnd());
            }
        }

        private void read(CodeTextModel model) {
            lines = IntStream.range(0, model.size()).mapToObj(model::getPlainText).toList();
            parts = PythonSyntax.of(lines);
        }
    }
}
