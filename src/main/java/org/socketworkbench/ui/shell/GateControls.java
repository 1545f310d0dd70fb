package org.socketworkbench.ui.shell;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import org.socketworkbench.engine.StepGate;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CText;

/** The part of the toolbar that says how programs go on, and shows it. FX thread only. */
final class GateControls {
    private static final Messages TEXT = Messages.of(GateControls.class);
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

    private static final double LESSON_SECONDS = 0.3;

    private final CommandButtons buttons;
    private final Slider speed;
    private final Label speedText;
    private final MenuButton breakpoints;
    private final BreakpointsMenu breakpointsMenu;
    private Session session;

    GateControls(Session first, CommandButtons buttons, Slider speed, Label speedText, MenuButton breakpoints) {
        session = first;
        this.buttons = buttons;
        this.speed = speed;
        this.speedText = speedText;
        this.breakpoints = breakpoints;
        speed.valueProperty().addListener(o -> showSpeed());
        breakpointsMenu = new BreakpointsMenu(breakpoints,
                buttons.of(Command.RUN).contentDisplayProperty().isNotEqualTo(ContentDisplay.GRAPHIC_ONLY),
                calls -> live().ifPresent(workbench -> workbench.gate().setBreakpoints(calls)));
    }

    /** Holds the programs of a session from here on, as those of the session before were held. */
    void begin(Session begun, BenchView bench) {
        session = begun;
        List.of(breakpoints, speed).forEach(control -> control.setDisable(!(begun instanceof LiveSession)));
        showSpeed();
        breakpointsMenu.follow(bench);
        // A full trace closes the gate by itself, and a program that comes to a call waits there.
        session.feed().positionProperty().addListener(o -> show());
        show();
    }

    /** Leaves time to see each call of a lesson's programs, unless the user has chosen a time. */
    void slowDown() {
        if (delay().isZero()) {
            speed.setValue(LESSON_SECONDS);
        }
    }

    void run() {
        live().ifPresent(workbench -> workbench.gate().run());
        show();
    }

    void pause() {
        live().ifPresent(workbench -> workbench.gate().pause());
        show();
    }

    void step() {
        live().ifPresent(workbench -> workbench.gate().step());
        show();
    }

    void end() {
        live().ifPresent(Workbench::stop);
    }

    /** The workbench that makes calls; empty for a recorded trace. */
    private Optional<Workbench> live() {
        return session instanceof LiveSession now ? Optional.of(now.workbench()) : Optional.empty();
    }

    private void show() {
        boolean stepping = live().filter(workbench -> workbench.gate().isStepping()).isPresent();
        buttons.of(Command.RUN).pseudoClassStateChanged(ON, session instanceof LiveSession && !stepping);
        buttons.of(Command.PAUSE).pseudoClassStateChanged(ON, stepping);
        buttons.of(Command.STEP).getTooltip().setText(nextStep());
    }

    /** Which call a step would let go. */
    private String nextStep() {
        return live().flatMap(workbench -> workbench.gate().next())
                .flatMap(next -> session.feed().picture().participant(next.participant())
                        .map(who -> next.call()
                                .map(call -> TEXT.text("shell.step.call", Command.STEP.tip(), who.name(),
                                        CText.of(call)))
                                .orElseGet(() -> TEXT.text("shell.step.line", Command.STEP.tip(), who.name()))))
                .orElseGet(() -> Command.STEP.tip());
    }

    private void showSpeed() {
        live().ifPresent(workbench -> workbench.gate().setDelay(delay()));
        speedText.setText(delay().isZero() ? TEXT.text("shell.speed.none")
                : TEXT.text("shell.speed.wait", String.format(Locale.ROOT, "%.1f", delay().toMillis() / 1e3)));
    }

    /** The delay set by the slider, in tenths of a second. */
    private Duration delay() {
        Duration delay = Duration.ofMillis(Math.round(speed.getValue() * 10) * 100);
        return delay.compareTo(StepGate.MAX_DELAY) > 0 ? StepGate.MAX_DELAY : delay;
    }
}
