package org.socketworkbench.ui.panel;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import org.socketworkbench.explain.Guide;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.CallName;
import org.socketworkbench.socket.Outcome;

/**
 * Buttons that make a participant's calls; each has its call's text as id, and closeListener is the listener's close.
 */
public final class CallButtons {
    private static final PseudoClass NEXT = PseudoClass.getPseudoClass("next");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private static final String CLOSE_LISTENER = "closeListener";
    private static final double TIP_WIDTH = 400;
    private static final Guide GUIDE = new Guide();

    private CallButtons() {}

    /** Follows the participant with buttons of calls on the chosen socket. */
    public static void follow(ParticipantModel model, Control... buttons) {
        follow(model, () -> model.fd(model.targetProperty().get()), buttons);
        model.targetProperty().addListener(o -> show(model, model.fd(model.targetProperty().get()), List.of(buttons)));
    }

    /**
     * Explains the buttons, names the socket that they act on, disables them while no call can be made by hand, and
     * marks the call that comes next, and the one that failed last.
     *
     * @param fd the number of that socket
     */
    public static void follow(ParticipantModel model, IntSupplier fd, Control... buttons) {
        List<Control> calls = List.of(buttons);
        KeepsFocus.in(buttons);
        for (Control call : calls) {
            explain(call);
            if (call instanceof Button button) {
                takeEveryClick(model, button);
            } else {
                call.disableProperty().bind(model.busyProperty());
            }
        }
        model.nextCallProperty().addListener(o -> mark(model, calls));
        mark(model, calls);
        model.revisionProperty().addListener(o -> show(model, fd.getAsInt(), calls));
        show(model, fd.getAsInt(), calls);
    }

    private static void show(ParticipantModel model, int fd, List<Control> calls) {
        Optional<CallName> failed = failed(model);
        for (Control control : calls) {
            callOf(control)
                    .ifPresent(call -> control.pseudoClassStateChanged(FAILED, failed.equals(Optional.of(call))));
            if (control instanceof Button button && fd != Call.NO_DESCRIPTOR) {
                callOf(button).filter(call -> call != CallName.SOCKET)
                        .ifPresent(call -> button.setText(call.text() + "(" + fd + ")"));
            }
        }
    }

    /** The call that has just failed, as long as nothing else was asked for. */
    private static Optional<CallName> failed(ParticipantModel model) {
        return Optional.ofNullable(model.lastReturnProperty().get())
                .filter(last -> last.outcome() instanceof Outcome.Failed && !model.busyProperty().get())
                .map(last -> last.call().name());
    }

    /** The call that a button makes, as its id says. */
    private static Optional<CallName> callOf(Control button) {
        String text = CLOSE_LISTENER.equals(button.getId()) ? CallName.CLOSE.text() : button.getId();
        return Optional.ofNullable(text).flatMap(CallName::named);
    }

    /** Says what a call does before it is made. */
    private static void explain(Control button) {
        callOf(button).map(GUIDE::before).ifPresent(does -> {
            Tooltip tip = new Tooltip(does);
            tip.setWrapText(true);
            tip.setMaxWidth(TIP_WIDTH);
            button.setTooltip(tip);
            button.setAccessibleHelp(does);
        });
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
        Optional<String> next = model.nextCallProperty().get().map(call -> buttonOf(model, call));
        calls.forEach(button -> mark(button, next.filter(id -> id.equals(button.getId())).isPresent()));
    }

    /** Fills a button, or makes it like the others. */
    static void mark(Control button, boolean isNext) {
        button.pseudoClassStateChanged(NEXT, isNext);
    }

    private static String buttonOf(ParticipantModel model, NextCall next) {
        boolean onListener = model.openSockets().stream()
                .anyMatch(one -> one.fds().contains(next.fd()) && one.phase() == DescriptorState.Phase.LISTENING);
        return next.why() == NextCall.Why.WAITS_AT_GATE ? ""
                : next.call() == CallName.CLOSE && onListener ? CLOSE_LISTENER : next.call().text();
    }
}
