package org.socketworkbench.ui.panel;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Control;

/** Buttons that make a participant's calls, each with its call's name as id. */
public final class CallButtons {
    private static final PseudoClass NEXT = PseudoClass.getPseudoClass("next");

    private CallButtons() {}

    /** Disables them while no call can be made by hand, and marks the one that comes next by nature. */
    public static void follow(ParticipantModel model, Control... buttons) {
        List<Control> calls = List.of(buttons);
        KeepsFocus.in(buttons);
        calls.forEach(button -> button.disableProperty().bind(model.busyProperty()));
        model.nextCallProperty().addListener(o -> mark(model, calls));
        mark(model, calls);
    }

    private static void mark(ParticipantModel model, List<Control> calls) {
        String next = model.nextCallProperty().get();
        calls.forEach(button -> button.pseudoClassStateChanged(NEXT, next.equals(button.getId())));
    }
}
