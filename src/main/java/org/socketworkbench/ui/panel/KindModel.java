package org.socketworkbench.ui.panel;

import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketType;

/** The chosen kind of socket: the arguments of socket(). */
public final class KindModel {
    private static final Messages TEXT = Messages.of(KindModel.class);

    private final ObjectProperty<Family> family;
    private final ObjectProperty<SocketType> type;
    private final StringProperty protocol;
    private final Predicate<Family> isHere;
    private final ReadOnlyStringWrapper protocolProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");

    /** The contents of the fields, valid or not. */
    public record Typed(Family family, SocketType type, String protocol) {
        /** The initial contents: TCP over IPv4. */
        public static final Typed USUAL = new Typed(Family.AF_INET, SocketType.SOCK_STREAM, "0");
    }

    /** @param isHere whether this system has a family; asked whenever one is chosen */
    public KindModel(Typed typed, Predicate<Family> isHere) {
        this.isHere = isHere;
        family = new SimpleObjectProperty<>(typed.family());
        type = new SimpleObjectProperty<>(typed.type());
        protocol = new SimpleStringProperty(typed.protocol());
        family.addListener(o -> warn());
        protocol.addListener(o -> protocolProblem.set(""));
        warn();
    }

    public ObjectProperty<Family> familyProperty() {
        return family;
    }

    public ObjectProperty<SocketType> typeProperty() {
        return type;
    }

    public StringProperty protocolProperty() {
        return protocol;
    }

    public Typed typed() {
        return new Typed(family.get(), type.get(), protocol.get());
    }

    /** Whether this system has the family. */
    public boolean isHere(Family asked) {
        return isHere.test(asked);
    }

    /** What is wrong with the protocol, or "". */
    public ReadOnlyStringProperty protocolProblemProperty() {
        return protocolProblem.getReadOnlyProperty();
    }

    /** A warning about the family, or "". */
    public ReadOnlyStringProperty warningProperty() {
        return warning.getReadOnlyProperty();
    }

    /**
     * Passes on the call that makes such a socket. If the protocol is not a number, the problem says so and nothing is
     * passed on.
     */
    public void resolve(Consumer<Call> then) {
        String number = protocol.get().strip();
        if (number.matches("[+-]?\\d{1,9}")) {
            then.accept(new Call.Socket(family.get(), type.get(), Integer.parseInt(number)));
        } else {
            protocolProblem.set(
                    TEXT.text(number.isEmpty() ? "kind.protocol.empty" : "kind.protocol.no-number", number));
        }
    }

    private void warn() {
        warning.set(isHere.test(family.get()) ? "" : TEXT.text("kind.family.off", family.get()));
    }
}
