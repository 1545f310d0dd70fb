package org.socketworkbench.ui.panel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.SocketAddress;

/** A host and a port as they are typed, and what is to be said about them at their place. */
public final class AddressModel {
    private static final Messages TEXT = Messages.of(AddressModel.class);
    private static final int MAX_PORT = 65_535;

    private final StringProperty host;
    private final StringProperty port;
    private final ReadOnlyStringWrapper hostProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper portProblem = new ReadOnlyStringWrapper("");

    private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");

    /** A host and a port as they stand in the fields, right or wrong. */
    public record Typed(String host, String port) {
        /** What the fields begin with: this machine only. */
        public static final Typed USUAL = new Typed("127.0.0.1", "8080");
    }

    /**
     * @param own   whether this is an address to be bound: 0.0.0.0 then deserves a warning
     * @param typed what the fields begin with
     */
    public AddressModel(boolean own, Typed typed) {
        host = new SimpleStringProperty(typed.host());
        port = new SimpleStringProperty(typed.port());
        host.addListener(o -> {
            hostProblem.set("");
            warning.set(own && host.get().strip().equals("0.0.0.0") ? TEXT.text("address.host.any") : "");
        });
        port.addListener(o -> portProblem.set(problemOfPort(port.get())));
    }

    public StringProperty hostProperty() {
        return host;
    }

    public StringProperty portProperty() {
        return port;
    }

    public Typed typed() {
        return new Typed(host.get(), port.get());
    }

    /** What is wrong with the host, or "". */
    public ReadOnlyStringProperty hostProblemProperty() {
        return hostProblem.getReadOnlyProperty();
    }

    /** What is wrong with the port, or "". */
    public ReadOnlyStringProperty portProblemProperty() {
        return portProblem.getReadOnlyProperty();
    }

    /** What is right, but should be known, or "". */
    public ReadOnlyStringProperty warningProperty() {
        return warning.getReadOnlyProperty();
    }

    /**
     * Finds the address, looking a name up in the background if need be, and hands it on, on the FX thread. If there is none,
     * the problem says why and nothing is handed on.
     */
    public void resolve(Consumer<SocketAddress> then) {
        portProblem.set(problemOfPort(port.get()));
        String name = host.get().strip();
        hostProblem.set(name.isEmpty() ? TEXT.text("address.host.empty") : "");
        if (!portProblem.get().isEmpty() || !hostProblem.get().isEmpty()) {
            return;
        }
        int number = Integer.parseInt(port.get().strip());
        Optional<SocketAddress.Inet4> literal = SocketAddress.Inet4.of(name, number);
        if (literal.isPresent()) {
            then.accept(literal.get());
        } else if (name.matches("[0-9.]+")) {
            hostProblem.set(TEXT.text("address.host.malformed", name));
        } else if (name.contains(":")) {
            hostProblem.set(TEXT.text("address.host.v6", name));
        } else {
            hostProblem.set(TEXT.text("address.host.lookup", name));
            Thread.ofVirtual().name("lookup " + name).start(() -> {
                Optional<Integer> found = lookUp(name);
                Platform.runLater(() -> lookedUp(name, found, number, then));
            });
        }
    }

    private void lookedUp(String name, Optional<Integer> found, int number, Consumer<SocketAddress> then) {
        if (host.get().strip().equals(name)) {
            hostProblem.set(found.isPresent() ? "" : TEXT.text("address.host.unknown", name));
            found.ifPresent(bits -> then.accept(new SocketAddress.Inet4(bits, number)));
        }
    }

    private static Optional<Integer> lookUp(String name) {
        try {
            for (InetAddress address : InetAddress.getAllByName(name)) {
                if (address instanceof Inet4Address inet) {
                    return Optional.of(ByteBuffer.wrap(inet.getAddress()).getInt());
                }
            }
        } catch (UnknownHostException e) {
            // Told at the field: nothing is known by this name.
        }
        return Optional.empty();
    }

    private static String problemOfPort(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return TEXT.text("address.port.empty");
        }
        if (!text.matches("[+-]?\\d+")) {
            return TEXT.text("address.port.no-number", text);
        }
        boolean fits = text.matches("\\+?0*\\d{1,5}") && Integer.parseInt(text) <= MAX_PORT;
        return fits ? "" : TEXT.text("address.port.range", text);
    }
}
