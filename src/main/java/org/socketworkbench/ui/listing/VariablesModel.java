package org.socketworkbench.ui.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.Lane;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.panel.ActivityWords;
import org.socketworkbench.ui.support.Rows;
import org.socketworkbench.ui.support.TraceFeed;

/**
 * The variables of a participant's program when it stood last, up to the moment shown; of several threads, those of one
 * that stands. They go with the program's end.
 */
final class VariablesModel implements TraceFeed.Listener {
    private static final Messages TEXT = Messages.of(VariablesModel.class);
    private static final String EQUALS = " = ";

    private final int participant;
    private final ObservableList<VariableRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper current = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");

    VariablesModel(int participant) {
        this.participant = participant;
    }

    ObservableList<VariableRow> rows() {
        return rows;
    }

    /** Whether the program still stands where the values were read. */
    ReadOnlyBooleanProperty currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** Whose variables they are, and whether the program has gone on since. */
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    @Override
    public void event(int number, TraceEvent event) {
        // The picture contains all that is shown.
    }

    @Override
    public void show(int count, Picture picture) {
        Optional<ParticipantState> state = picture.participant(participant);
        Optional<Lane> shown = state.flatMap(VariablesModel::lane);
        current.set(shown.filter(Lane::stands).isPresent());
        title.set(shown.map(lane -> title(lane, state.orElseThrow().lanes().size() > 1)).orElse(""));
        Rows.update(rows, shown.map(lane -> rows(lane.variables(), new SocketReprs(state.orElseThrow())))
                .orElse(List.of()));
    }

    /** The thread whose variables are shown: one that stands goes before others, and that where most happens. */
    private static Optional<Lane> lane(ParticipantState state) {
        return state.lanes().stream().filter(lane -> !lane.variables().isEmpty())
                .max(Comparator.comparing(Lane::stands).thenComparing(lane -> lane == state.foremost()));
    }

    private static String title(Lane lane, boolean amongOthers) {
        if (amongOthers) {
            String thread = ActivityWords.thread(lane);
            return lane.stands() ? TEXT.text("variables.title.thread", thread)
                    : TEXT.text("variables.title.past.thread", thread);
        }
        return lane.stands() ? TEXT.text("variables.title") : TEXT.text("variables.title.past");
    }

    private static List<VariableRow> rows(String text, SocketReprs sockets) {
        List<VariableRow> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int empty = lines.indexOf("");
        for (int i = 0; i < lines.size(); i++) {
            if (i != empty) {
                rows.add(variable(lines.get(i), sockets));
            } else if (i < lines.size() - 1) {
                rows.add(new VariableRow.Heading(TEXT.text("variables.module")));
            }
        }
        return rows;
    }

    private static VariableRow variable(String line, SocketReprs sockets) {
        int equals = line.indexOf(EQUALS);
        return equals < 0 ? new VariableRow.Heading(line) : new VariableRow.Variable(line.substring(0, equals),
                sockets.completed(line.substring(equals + EQUALS.length())));
    }
}
