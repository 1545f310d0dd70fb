package org.socketworkbench.ui.shell;

import static javafx.scene.input.KeyCombination.SHIFT_ANY;
import static javafx.scene.input.KeyCombination.SHIFT_DOWN;
import static javafx.scene.input.KeyCombination.SHORTCUT_DOWN;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.input.KeyCode;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.ui.support.Shortcut;

/**
 * What the user can ask of the window, whatever view is in front. Buttons, menus, accelerators and the list of keys are
 * made from this.
 */
enum Command {
    /** Lets programs run. */
    RUN("fth-play", ShellController::run, Command::isLive, Shortcut.of(KeyCode.F5)),
    /** Holds programs before their next call. */
    PAUSE("fth-pause", ShellController::pause, Command::isLive, Shortcut.of(KeyCode.F6)),
    /** Makes the call that has waited longest. */
    STEP("fth-skip-forward", ShellController::step, Command::isLive, Shortcut.of(KeyCode.F10)),
    /** Ends all programs and blocked calls. */
    END("fth-square", ShellController::end, Command::isLive, Shortcut.of(KeyCode.F5, SHIFT_DOWN)),
    /** Begins a phone call by hand. */
    FIRST_CALL("fth-phone", ShellController::firstCall, Command::isAny),
    /** Shows the catalogue of lessons. */
    LESSONS("fth-book-open", ShellController::showLessons, Command::isAny, Shortcut.of(KeyCode.L, SHORTCUT_DOWN)),
    /** Opens a trace or a program. */
    OPEN("fth-folder", ShellController::open, Command::isAny, Shortcut.of(KeyCode.O, SHORTCUT_DOWN)),
    /** Begins a new trace. */
    RENEW("fth-file-plus", ShellController::renew, Command::isAny, Shortcut.of(KeyCode.N, SHORTCUT_DOWN)),
    /** Saves the trace. One that was opened is saved already. */
    SAVE("fth-save", ShellController::save, Command::isLive, Shortcut.of(KeyCode.S, SHORTCUT_DOWN)),
    /** Saves the trace as another file. */
    SAVE_AS("", ShellController::saveAs, Command::isAny, Shortcut.of(KeyCode.S, SHORTCUT_DOWN, SHIFT_DOWN)),
    /** Makes the text smaller. */
    SMALLER("", ShellController::smaller, Command::isAny,
            Shortcut.of(KeyCode.MINUS, SHORTCUT_DOWN).or(KeyCode.SUBTRACT, SHORTCUT_DOWN)),
    /** Makes the text larger. On many keyboards plus is a shifted key, on others it is not. */
    LARGER("", ShellController::larger, Command::isAny, Shortcut.of(KeyCode.PLUS, SHORTCUT_DOWN, SHIFT_ANY)
            .or(KeyCode.EQUALS, SHORTCUT_DOWN, SHIFT_ANY).or(KeyCode.ADD, SHORTCUT_DOWN)),
    /** Shows the window to a class, in large text and with nothing that is not needed there, or as before. */
    PROJECTOR("fth-cast", ShellController::switchProjector, Command::isAny, Shortcut.of(KeyCode.F11)),
    /** Opens the guide. */
    GUIDE("", ShellController::showGuide, Command::isAny, Shortcut.of(KeyCode.F1)),
    /** Lists the keys. */
    KEYS("", ShellController::showKeys, Command::isAny),
    /** Tells what this program is. */
    ABOUT("", ShellController::showAbout, Command::isAny);

    private static final Messages TEXT = Messages.of(Command.class);

    private final String icon;
    private final Consumer<ShellController> action;
    private final Predicate<Session> applies;
    private final Optional<Shortcut> keys;

    Command(String icon, Consumer<ShellController> action, Predicate<Session> applies) {
        this(icon, action, applies, Optional.empty());
    }

    Command(String icon, Consumer<ShellController> action, Predicate<Session> applies, Shortcut keys) {
        this(icon, action, applies, Optional.of(keys));
    }

    Command(String icon, Consumer<ShellController> action, Predicate<Session> applies, Optional<Shortcut> keys) {
        this.icon = icon;
        this.action = action;
        this.applies = applies;
        this.keys = keys;
    }

    private static boolean isLive(Session session) {
        return session instanceof LiveSession;
    }

    private static boolean isAny(Session session) {
        return true;
    }

    /** The id of its button or menu item, and the end of its texts' keys. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a button says. */
    String title() {
        return TEXT.text("command." + id());
    }

    /** What it does, in words, and its keys. */
    String tip() {
        String does = TEXT.text("command.does." + id());
        return keys.map(known -> TEXT.text("command.tip", does, known.text())).orElse(does);
    }

    /** Its keys, for a sentence; "" if it has none. */
    String keysText() {
        return keys.map(Shortcut::text).orElse("");
    }

    /** The name of its icon, or "". */
    String icon() {
        return icon;
    }

    Optional<Shortcut> keys() {
        return keys;
    }

    /** Its keys and what they do; empty if it has none. */
    Optional<Shortcut.Described> described() {
        return keys.map(known -> new Shortcut.Described(TEXT.text("command.does." + id()), known));
    }

    boolean appliesTo(Session session) {
        return applies.test(session);
    }

    /** Does it, unless it does not apply. */
    void run(ShellController shell) {
        if (appliesTo(shell.session())) {
            action.accept(shell);
        }
    }
}
