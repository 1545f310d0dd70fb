package org.socketworkbench.ui.listing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.javafx.FontIcon;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.listing.ListingLine.Kind;
import org.socketworkbench.ui.listing.ListingLine.Mark;
import org.socketworkbench.ui.listing.PythonSyntax.Part;
import org.socketworkbench.ui.support.Shown;

/** A line of the listing: its breakpoint and number, a symbol for what happens there, the code, and any error. */
final class ListingCell extends ListCell<ListingLine> {
    private static final Messages TEXT = Messages.of(ListingCell.class);
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final PseudoClass BREAKPOINT = PseudoClass.getPseudoClass("breakpoint");
    private static final Map<Kind, PseudoClass> KINDS = new EnumMap<>(Kind.class);
    private static final Map<Kind, String> SIGNS = new EnumMap<>(Map.of(
            Kind.AT_GATE, "fth-skip-forward",
            Kind.AT_LINE, "fth-pause",
            Kind.BLOCKED, "fth-clock",
            Kind.ASKS, "fth-edit-2",
            Kind.IN_CALL, "fth-loader",
            Kind.SLEEPS, "fth-moon",
            Kind.LAST, "fth-chevron-right",
            Kind.CHOSEN, "fth-eye"));

    static {
        for (Kind kind : Kind.values()) {
            KINDS.put(kind, PseudoClass.getPseudoClass(word(kind)));
        }
    }

    private final LineGutter gutter;
    private final FontIcon sign = new FontIcon();
    private final StackPane signPlace = new StackPane();
    /** Separate from the code, so that wrapped code stays indented. */
    private final Label indentation = new Label();
    private final TextFlow code = new TextFlow();
    private final Label threads = new Label();
    private final Label error = new Label();
    private final VBox whole;

    /** @param onGutter receives the line whose number was clicked */
    ListingCell(IntConsumer onGutter) {
        gutter = new LineGutter(onGutter);
        HBox line = new HBox(gutter, signPlace, indentation, code, threads);
        whole = new VBox(line, error);
        signPlace.getStyleClass().add("sign-place");
        indentation.getStyleClass().add("mono");
        indentation.setMinWidth(USE_PREF_SIZE);
        code.getStyleClass().addAll("mono", "code");
        threads.getStyleClass().add("thread-names");
        error.getStyleClass().add("line-error");
        error.setWrapText(true);
        threads.setMinWidth(USE_PREF_SIZE);
        line.setAlignment(Pos.TOP_LEFT);
        line.setFillHeight(false);
        HBox.setHgrow(code, Priority.ALWAYS);
        Shown.orNoRoom(error, threads);
        setPrefWidth(0);
    }

    /** As wide as the list, so that a long line wraps instead of running out of sight. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        whole.resizeRelocate(snappedLeftInset(), snappedTopInset(),
                getWidth() - snappedLeftInset() - snappedRightInset(),
                getHeight() - snappedTopInset() - snappedBottomInset());
    }

    @Override
    protected double computePrefHeight(double width) {
        double inside = (width < 0 ? getWidth() : width) - snappedLeftInset() - snappedRightInset();
        return isEmpty() ? super.computePrefHeight(width)
                : snappedTopInset() + whole.prefHeight(Math.max(0, inside)) + snappedBottomInset();
    }

    /** One thread is named, several are counted: the code needs the room. */
    private static String threadsText(List<String> names) {
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> names.getFirst();
            default -> TEXT.text("listing.threads", Integer.toString(names.size()));
        };
    }

    @Override
    protected void updateItem(ListingLine shown, boolean empty) {
        super.updateItem(shown, empty);
        boolean none = empty || shown == null;
        List<Mark> marks = none ? List.of() : shown.marks();
        Kind first = marks.stream().map(Mark::kind).min(Enum::compareTo).orElse(null);
        KINDS.forEach((kind, pseudo) -> pseudoClassStateChanged(pseudo, kind == first));
        pseudoClassStateChanged(FAILED, !none && !shown.error().isEmpty());
        pseudoClassStateChanged(BREAKPOINT, !none && shown.breakpoint());
        setGraphic(none ? null : whole);
        setAccessibleText(none ? null : words(shown));
        if (none) {
            return;
        }
        gutter.show(shown.number(), shown.breakpoint());
        showCode(shown);
        showSign(!shown.error().isEmpty() ? "fth-x" : first == null ? "" : SIGNS.getOrDefault(first, ""));
        threads.setText(threadsText(marks.stream().map(Mark::thread).filter(name -> !name.isEmpty()).toList()));
        threads.setVisible(!threads.getText().isEmpty());
        error.setText(shown.error());
        error.setVisible(!shown.error().isEmpty());
    }

    private void showCode(ListingLine shown) {
        String text = shown.text();
        int at = text.length() - text.stripLeading().length();
        indentation.setText(text.substring(0, at));
        List<Text> runs = new ArrayList<>();
        for (Part part : shown.parts()) {
            int start = Math.max(at, part.start());
            runs.add(run(text.substring(at, start), "syntax-plain"));
            at = Math.max(at, part.end());
            runs.add(run(text.substring(start, at), part.kind().style()));
        }
        runs.add(run(text.substring(at), "syntax-plain"));
        code.getChildren().setAll(runs);
    }

    private static Text run(String text, String style) {
        Text run = new Text(text);
        run.getStyleClass().add(style);
        return run;
    }

    private void showSign(String icon) {
        if (icon.isEmpty()) {
            signPlace.getChildren().clear();
        } else {
            sign.setIconLiteral(icon);
            signPlace.getChildren().setAll(sign);
        }
    }

    /** The line and its marks for screen readers. */
    private static String words(ListingLine shown) {
        StringBuilder words =
                new StringBuilder(TEXT.text("listing.line", Integer.toString(shown.number()), shown.text()));
        if (shown.breakpoint()) {
            words.append(' ').append(TEXT.text("listing.breakpoint"));
        }
        for (Mark mark : shown.marks()) {
            words.append(' ').append(mark.thread()).append(' ').append(TEXT.text("listing.mark." + word(mark.kind())));
        }
        return words.append(' ').append(shown.error()).toString();
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
