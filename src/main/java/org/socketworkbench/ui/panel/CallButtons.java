package org.socketworkbench.ui.panel;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import org.socketworkbench.socket.CallName;

/** Buttons that make a participant's calls; each has its call's text as id. */
public final class CallButtons {
    private static final PseudoClass NEXT = PseudoClass.getPseudoClass("next");

    private CallButtons() {}

    /** Disables them while no call can be made by hand, and marks the natural next call. */
    public static void follow(ParticipantModel model, Control... buttons) {
        List<Control> calls = List.of(buttons);
        KeepsFocus.in(buttons);
        for (Control call : calls) {
            if (call instanceof Button button) {
                takeEveryClick(model, button);
            } else {
                call.disableProperty().bind(model.busyProperty());
            }
        }
        model.nextCallProperty().addListener(o -> mark(model, calls));
        mark(model, calls);
    }

    /**
     * While a call is in progress only for a moment, the buttons of other calls can be clicked: they act when it has
     * returned. The button of that call, or of a call that is already queued, is disabled, so that a second click makes
     * no second call.
     */
    private static void takeEveryClick(ParticipantModel model, Button button) {
        BooleanProperty mine = new SimpleBooleanProperty();
        button.disableProperty().bind(model.busyProperty().and(model.passingProperty().not().or(mine)));
        button.addEventFilter(ActionEvent.ACTION, click -> {
            if (model.passingProperty().get()) {
                click.consume();
                mine.set(true);
                model.afterwards(button::fire);
            } else {
                // Whether the button makes a call is known only after its action has run.
                Platform.runLater(() -> mine.set(model.busyProperty().get()));
            }
        });
        model.busyProperty().addListener((o, was, busy) -> mine.set(mine.get() && busy));
    }

    private static void mark(ParticipantModel model, List<Control> calls) {
        Optional<String> next = model.nextCallProperty().get().map(CallName::text);
        calls.forEach(button -> button.pseudoClassStateChanged(NEXT,
                next.filter(call -> call.equals(button.getId())).isPresent()));
    }
}
