package org.socketworkbench.ui.calls;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.shape.Circle;
import javafx.util.Duration;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Columns;
import org.socketworkbench.ui.support.PaletteSheet;
import org.socketworkbench.ui.support.Scrolling;
import org.socketworkbench.ui.support.Selection;
import org.socketworkbench.ui.support.Shown;
import org.socketworkbench.ui.support.TraceFeed;

/** The list of calls: filtered, following the newest call or staying at the one that the user has selected. */
public final class CallsController {
    private static final Messages TEXT = Messages.of(CallsController.class);
    /** The number of rows kept in sight above the target of a jump. */
    private static final int ROWS_ABOVE = 3;
    private static final Duration TICK = Duration.millis(100);

    /** How wide the table must be for a column, in ems. */
    private static final double ROOM_FOR_BLOCKED = 44;
    private static final double ROOM_FOR_TIME = 40;
    private static final double ROOM_FOR_COUNT = 34;
    private static final double ROOM_FOR_LINE = 31;

    private final TraceFeed feed;
    private final Selection selection;
    private final AllControls all;
    private final CallRows rows;
    private final Timeline clock = new Timeline();
    /** Increases while a call has not returned, to update its displayed seconds. */
    private final IntegerProperty tick = new SimpleIntegerProperty();
    /** The number of digits in the last row's number. */
    private final IntegerProperty digits = new SimpleIntegerProperty(1);
    private boolean settingSelection;
    private boolean closed;

    @FXML private Label space;
    @FXML private TextField filter;
    @FXML private ToggleButton follow;
    @FXML private Label full;
    @FXML private Label nothing;
    @FXML private TableView<CallRow> table;
    @FXML private TableColumn<CallRow, CallRow> count;
    @FXML private TableColumn<CallRow, CallRow> time;
    @FXML private TableColumn<CallRow, CallRow> participant;
    @FXML private TableColumn<CallRow, CallRow> line;
    @FXML private TableColumn<CallRow, CallRow> call;
    @FXML private TableColumn<CallRow, String> blocked;

    public CallsController(TraceFeed feed, Selection selection, Explainer explainer, AllControls all) {
        this.all = all;
        this.feed = feed;
        this.selection = selection;
        rows = new CallRows(explainer, feed.log()::get, this::showList, this::settled);
    }

    @FXML
    private void initialize() {
        column(count, row -> row.count() > 0 ? Integer.toString(row.count()) : "");
        column(time, row -> TEXT.text("calls.seconds", seconds("%.3f", row.nanos())));
        column(line, row -> row.line() > 0 ? Integer.toString(row.line()) : "");
        column(call, CallsController::callText);
        blocked.setCellValueFactory(row -> blockedText(row.getValue()));
        participant.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        participant.setCellFactory(c -> new ParticipantCell());
        table.setRowFactory(t -> new CallTableRow());
        table.setItems(rows.rows());
        count.prefWidthProperty().bind(Bindings.createDoubleBinding(() -> space.getFont().getSize() * emsOfCount(),
                space.fontProperty(), digits));
        Columns.ems(time, space.fontProperty(), 5.6);
        Columns.ems(participant, space.fontProperty(), 5.8);
        Columns.ems(line, space.fontProperty(), 3);
        Columns.ems(blocked, space.fontProperty(), 5.2);
        Columns.rest(call, table);
        DoubleBinding ems = Bindings.createDoubleBinding(() -> table.getWidth() / space.getFont().getSize(),
                table.widthProperty(), space.fontProperty());
        inRoom(blocked, ems, ROOM_FOR_BLOCKED);
        inRoom(time, ems, ROOM_FOR_TIME);
        inRoom(count, ems, ROOM_FOR_COUNT);
        inRoom(line, ems, ROOM_FOR_LINE);
        full.setVisible(false);
        Shown.orNoRoom(full);
        filter.textProperty().addListener((o, old, words) -> {
            rows.filter(words);
            nothing.setText(TEXT.text(words.isBlank() ? "calls.none" : "calls.none.with"));
            showSelected();
        });
        table.getSelectionModel().selectedItemProperty().addListener((o, old, row) -> chosen(row));
        selection.callProperty().addListener((o, old, call) -> lookedAt(call.intValue()));
        follow.selectedProperty().addListener(o -> {
            if (follow.isSelected()) {
                selectNewest();
            }
        });
        clock.getKeyFrames().add(new KeyFrame(TICK, ended -> tick.set(tick.get() + 1)));
        clock.setCycleCount(Animation.INDEFINITE);
        feed.add(rows);
    }

    /** Shows a column while the table, so many ems wide, leaves the calls enough room, and no class looks. */
    private void inRoom(TableColumn<?, ?> column, DoubleBinding ems, double least) {
        column.visibleProperty().bind(ems.greaterThanOrEqualTo(least).and(all.projectorProperty().not()));
    }

    /** Ends the connection to the trace. */
    public void close() {
        closed = true;
        clock.stop();
        feed.remove(rows);
    }

    private void showList(ObservableList<CallRow> list) {
        table.setItems(list);
    }

    private List<CallRow> shown() {
        return rows.rows();
    }

    private void settled() {
        digits.set(Integer.toString(shown().size()).length());
        full.setVisible(rows.isFull());
        // A list that has been scrolled to its end is slow: it adds up the heights of all its rows, many times.
        // Whoever presses a call's button wants to see what comes of it.
        follow.setSelected(follow.isSelected() | (rows.takeByHand() && feed.liveProperty().get()));
        if (!feed.isFarBehind()) {
            if (follow.isSelected()) {
                selectNewest();
            } else {
                showSelected();
            }
        }
        if (rows.hasPending() && feed.liveProperty().get()) {
            clock.play();
        } else {
            clock.stop();
        }
    }

    /** The user, not the list itself, has selected a row: stay there, unless it is the newest. */
    private void chosen(CallRow row) {
        if (row != null && !settingSelection && !rows.isChanging()) {
            selection.callProperty().set(row.event());
        }
    }

    /** A call was selected here or in the diagram: stay there, unless it is the newest. */
    private void lookedAt(int call) {
        if (!settingSelection) {
            follow.setSelected(!shown().isEmpty() && call == shown().get(rows.newestCall()).event());
        }
        showSelected();
    }

    /** Selects the newest call; later notes do not replace its story. */
    private void selectNewest() {
        if (shown().isEmpty()) {
            return;
        }
        settingSelection = true;
        selection.callProperty().set(shown().get(rows.newestCall()).event());
        settingSelection = false;
        select(rows.newestCall());
        scrollTo(shown().size() - 1);
    }

    /** After layout: only then does the table know how far its rows reach. */
    private void scrollTo(int index) {
        Platform.runLater(() -> {
            if (!closed) {
                table.layout();
                Scrolling.toTop(table, index);
            }
        });
    }

    private void showSelected() {
        CallRow chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.event() == selection.callProperty().get()) {
            return; // A call and its answer can be two rows; either is as good.
        }
        int index = rows.indexOf(selection.callProperty().get());
        if (select(index)) {
            scrollTo(Math.max(0, index - ROWS_ABOVE));
        }
    }

    /** Selects a row, or none for -1; returns whether another one was selected before. */
    private boolean select(int index) {
        boolean before = settingSelection;
        settingSelection = true;
        boolean other = index >= 0 && table.getSelectionModel().getSelectedIndex() != index;
        if (other) {
            table.getSelectionModel().clearAndSelect(index);
        } else if (index < 0) {
            table.getSelectionModel().clearSelection();
        }
        settingSelection = before;
        return other;
    }

    private ObservableValue<String> blockedText(CallRow row) {
        if (!row.blocked()) {
            return new ReadOnlyObjectWrapper<>("");
        }
        return row.kind() == CallRow.Kind.PENDING
                ? Bindings.createStringBinding(
                        () -> TEXT.text("calls.blocked.still", seconds("%.1f", feed.now() - row.nanos())), tick)
                : new ReadOnlyObjectWrapper<>(TEXT.text("calls.seconds", seconds("%.3f", row.nanosIn())));
    }

    /** A system call of a library call is indented below it. */
    private static String callText(CallRow row) {
        if (row.isPart()) {
            return TEXT.text("calls.part", row.text());
        }
        return row.blockedIn().isEmpty() ? row.text() : TEXT.text("calls.blocked.in", row.text(), row.blockedIn());
    }

    /** The width of the newest number's digits, in ems. */
    private double emsOfCount() {
        return 1 + 0.66 * Math.max(3, digits.get());
    }

    private static String seconds(String format, long nanos) {
        return String.format(Locale.ROOT, format, nanos / 1e9);
    }

    private static void column(TableColumn<CallRow, CallRow> column, Function<CallRow, String> text) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> new TableCell<>() {
            {
                // A call begins with its name and ends with its answer.
                setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            }

            @Override
            protected void updateItem(CallRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? null : text.apply(row));
            }
        });
    }

    /** The participant's name beside its colour. */
    private static final class ParticipantCell extends TableCell<CallRow, CallRow> {
        private final Circle dot = new Circle(5);

        @Override
        protected void updateItem(CallRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setText(null);
                setGraphic(null);
            } else {
                setText(row.name());
                dot.getStyleClass().setAll(PaletteSheet.of(row.participant()));
                setGraphic(dot);
            }
        }
    }

    /** Shows by pseudo-classes how its call went. */
    private static final class CallTableRow extends TableRow<CallRow> {
        private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
        private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
        private static final PseudoClass NOTE = PseudoClass.getPseudoClass("note");

        @Override
        protected void updateItem(CallRow row, boolean empty) {
            super.updateItem(row, empty);
            CallRow.Kind kind = empty || row == null ? CallRow.Kind.OK : row.kind();
            pseudoClassStateChanged(FAILED, kind == CallRow.Kind.FAILED);
            pseudoClassStateChanged(PENDING, kind == CallRow.Kind.PENDING);
            pseudoClassStateChanged(NOTE, kind == CallRow.Kind.NOTE);
        }
    }
}
