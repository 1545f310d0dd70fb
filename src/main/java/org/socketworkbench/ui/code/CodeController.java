package org.socketworkbench.ui.code;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.socketworkbench.export.HandCalls;
import org.socketworkbench.export.Language;
import org.socketworkbench.model.Picture;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.AllControls;
import org.socketworkbench.ui.support.Fxml;
import org.socketworkbench.ui.support.IntList;
import org.socketworkbench.ui.support.Preferences;
import org.socketworkbench.ui.support.TraceFeed;
import org.socketworkbench.ui.support.View;

/**
 * The Code tab: the server's calls as a program on the left, a client's on the right, up to the cursor. It follows the
 * trace from the beginning; its view may be loaded later, or never.
 */
public final class CodeController implements View, TraceFeed.Listener {
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.PYTHON);
    private final CodeColumnController server;
    private final CodeColumnController client;
    private final ObservableValue<Number> chosenClient;
    private final TraceFeed feed;
    private final AllControls all;
    /** The events that change the programs: few, however fast the participants' programs run. */
    private final IntList changing = new IntList();
    private final HandCalls newest = new HandCalls();
    /** How many of these events should be shown, and how many are. */
    private int wanted;
    private int shown = -1;

    @FXML private ToggleGroup languages;
    @FXML private ToggleButton python;
    @FXML private ToggleButton java;
    @FXML private ToggleButton c;
    @FXML private SplitPane columns;

    /**
     * @param chosenClient the number of the client whose panel is in front: its program is shown until another is
     *                     chosen here
     */
    public CodeController(TraceFeed feed, ObservableValue<Number> chosenClient, Preferences preferences,
            AllControls all) {
        this.all = all;
        server = new CodeColumnController(Role.SERVER, language, preferences);
        client = new CodeColumnController(Role.CLIENT, language, preferences);
        this.chosenClient = chosenClient;
        this.feed = feed;
        feed.add(this);
    }

    @FXML
    private void initialize() {
        choice(python, Language.PYTHON);
        choice(java, Language.JAVA);
        choice(c, Language.C);
        languages.selectedToggleProperty().addListener((o, before, now) -> {
            if (now == null) {
                languages.selectToggle(before); // A second click on a language does not switch it off.
            } else {
                language.set((Language) now.getUserData());
            }
        });
        // A class reads whole lines.
        columns.orientationProperty().bind(Bindings.when(all.projectorProperty()).then(Orientation.VERTICAL)
                .otherwise(Orientation.HORIZONTAL));
        columns.getItems().setAll(Fxml.load(server), Fxml.load(client));
        chosenClient.addListener((o, before, now) -> client.choose(now.intValue()));
        client.choose(chosenClient.getValue().intValue());
        show();
    }

    private static void choice(ToggleButton button, Language language) {
        button.setText(language.title());
        button.setUserData(language);
    }

    @Override
    public void event(int number, TraceEvent event) {
        int before = newest.changes();
        newest.apply(number, event);
        if (newest.changes() != before) {
            changing.add(number);
        }
    }

    @Override
    public void show(int count, Picture picture) {
        wanted = changing.countBelow(count);
        if (columns != null) {
            show();
        }
    }

    private HandCalls callsOfFirst(int count) {
        HandCalls earlier = new HandCalls();
        for (int i = 0; i < count; i++) {
            earlier.apply(changing.get(i), feed.log().get(changing.get(i)));
        }
        return earlier;
    }

    private void show() {
        if (wanted != shown) {
            shown = wanted;
            HandCalls calls = wanted == changing.size() ? newest : callsOfFirst(wanted);
            server.show(calls);
            client.show(calls);
        }
    }
}
