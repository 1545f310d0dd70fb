package org.socketworkbench.ui.panel;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.SocketAddress;

/** An address of the chosen family as typed, a host and a port or a path, with the messages for each field. */
public final class AddressModel {
    private static final Messages TEXT = Messages.of(AddressModel.class);

    private final KindModel kind;
    private final SocketFolder folder;
    private final boolean own;
    private final StringProperty host = new SimpleStringProperty();
    private final StringProperty port;
    private final StringProperty path;
    /** The host field's text for each family when that family was last chosen. */
    private final Map<Family, String> hosts = new EnumMap<>(Family.class);
    /** The family whose host is in the field; UNIX sockets have none. */
    private Family shown;
    private final ReadOnlyStringWrapper hostProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper portProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper pathProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");

    /** The contents of the fields, valid or not; the hosts of IPv4 and of IPv6. */
    public record Typed(KindModel.Typed kind, String host4, String host6, String port, String path) {
        /** The initial contents: this machine only. */
        public static Typed usual(Platform platform) {
            return new Typed(KindModel.Typed.USUAL, "127.0.0.1", "::1", "8080", new SocketFolder(platform).path());
        }
    }

    /**
     * @param kind     the kind of socket, whose family the address has
     * @param own      whether this is an address to bind: 0.0.0.0 then deserves a warning
     * @param typed    the initial contents of the fields
     * @param platform has the folder for UNIX sockets
     */
    public AddressModel(KindModel kind, boolean own, Typed typed, Platform platform) {
        folder = new SocketFolder(platform);
        this.kind = kind;
        this.own = own;
        hosts.put(Family.AF_INET, typed.host4());
        hosts.put(Family.AF_INET6, typed.host6());
        shown = family();
        host.set(hosts.getOrDefault(shown, ""));
        port = new SimpleStringProperty(typed.port());
        path = new SimpleStringProperty(typed.path());
        kind.familyProperty().addListener((o, before, now) -> changeFamily(now));
        host.addListener(o -> {
            hostProblem.set("");
            warn();
        });
        port.addListener(o -> portProblem.set(problemOfPort(port.get())));
        path.addListener(o -> {
            pathProblem.set("");
            warn();
        });
        warn();
    }

    /** The kind of socket that the address is for. */
    public KindModel kind() {
        return kind;
    }

    public StringProperty hostProperty() {
        return host;
    }

    public StringProperty portProperty() {
        return port;
    }

    public StringProperty pathProperty() {
        return path;
    }

    /** The contents of the fields. */
    public Typed typed() {
        return new Typed(kind.typed(), hostOf(Family.AF_INET), hostOf(Family.AF_INET6), port.get(), path.get());
    }

    /** Runs an action whenever the contents of the fields change, including the kind of socket. */
    public void onTyped(Runnable action) {
        List.<Observable>of(host, port, path, kind.familyProperty(), kind.typeProperty(), kind.protocolProperty())
                .forEach(field -> field.addListener(o -> action.run()));
    }

    /** What is wrong with the host, or "". */
    public ReadOnlyStringProperty hostProblemProperty() {
        return hostProblem.getReadOnlyProperty();
    }

    /** What is wrong with the port, or "". */
    public ReadOnlyStringProperty portProblemProperty() {
        return portProblem.getReadOnlyProperty();
    }

    /** What is wrong with the path, or "". */
    public ReadOnlyStringProperty pathProblemProperty() {
        return pathProblem.getReadOnlyProperty();
    }

    /** A warning about a valid address, or "". */
    public ReadOnlyStringProperty warningProperty() {
        return warning.getReadOnlyProperty();
    }

    /**
     * Finds the address, resolving a name in the background if needed, and passes it on, on the FX thread. If there is
     * none, the problem says why and nothing is passed on.
     */
    public void resolve(Consumer<SocketAddress> then) {
        if (family() == Family.AF_UNIX) {
            resolvePath(then);
        } else {
            resolveHost(family(), then);
        }
    }

    /**
     * Passes the path on if there is a socket at it, so that nothing else is ever removed; otherwise the problem says
     * why.
     */
    public void resolveToUnlink(Consumer<SocketAddress.Unix> then) {
        pathProblem.set(switch (UnixPath.at(path.get())) {
            case SOCKET -> "";
            case NOTHING -> TEXT.text("address.unlink.nothing");
            case SOMETHING_ELSE -> TEXT.text("address.unlink.something-else");
            case ABSTRACT -> TEXT.text("address.unlink.abstract");
        });
        if (pathProblem.get().isEmpty()) {
            then.accept(SocketAddress.Unix.of(path.get()));
        }
    }

    private Family family() {
        return kind.familyProperty().get();
    }

    private String hostOf(Family family) {
        return family == shown ? host.get() : hosts.getOrDefault(family, "");
    }

    private void changeFamily(Family now) {
        hosts.computeIfPresent(shown, (family, before) -> host.get());
        shown = now;
        host.set(hosts.getOrDefault(now, ""));
        pathProblem.set("");
        warn();
    }

    private void warn() {
        warning.set(switch (family()) {
            case AF_INET, AF_INET6 -> own && isAny() ? TEXT.text("address.host.any", host.get().strip()) : "";
            case AF_UNIX -> warningOfPath(SocketAddress.Unix.of(path.get()));
        });
    }

    private boolean isAny() {
        return literal(host.get().strip(), 0, family()).filter(SocketAddress.Inet::isAny).isPresent();
    }

    private static String warningOfPath(SocketAddress.Unix address) {
        int bytes = address.path().length();
        return bytes > SocketAddress.Unix.MAX_PATH && !address.isAbstract() || bytes > SocketAddress.Unix.MAX_PATH + 1
                ? TEXT.text("address.path.long", Integer.toString(bytes)) : "";
    }

    private void resolvePath(Consumer<SocketAddress> then) {
        String typed = path.get();
        if (typed.isEmpty()) {
            pathProblem.set(TEXT.text("address.path.empty"));
            return;
        }
        try {
            folder.prepareFor(typed);
            pathProblem.set("");
            then.accept(SocketAddress.Unix.of(typed));
        } catch (IOException e) {
            pathProblem.set(TEXT.text("address.path.folder", folder.platform().socketFolder()));
        }
    }

    private void resolveHost(Family family, Consumer<SocketAddress> then) {
        portProblem.set(problemOfPort(port.get()));
        String name = host.get().strip();
        hostProblem.set(name.isEmpty()
                ? TEXT.text(family == Family.AF_INET ? "address.host.empty" : "address.host6.empty") : "");
        if (!portProblem.get().isEmpty() || !hostProblem.get().isEmpty()) {
            return;
        }
        int number = Integer.parseInt(port.get().strip());
        Optional<SocketAddress.Inet> literal = literal(name, number, family);
        if (literal.isPresent()) {
            then.accept(literal.get());
        } else if (isMeantAsNumbers(name)) {
            hostProblem.set(TEXT.text(problemOfNumbers(name, family), name));
        } else {
            hostProblem.set(TEXT.text("address.host.lookup", name));
            Thread.ofVirtual().name("lookup " + name).start(() -> {
                Optional<SocketAddress> found = HostNames.lookUp(name, number, family);
                javafx.application.Platform.runLater(() -> lookedUp(name, family, found, then));
            });
        }
    }

    private static Optional<SocketAddress.Inet> literal(String name, int port, Family family) {
        return family == Family.AF_INET6 ? SocketAddress.Inet6.of(name, port).map(SocketAddress.Inet.class::cast)
                : SocketAddress.Inet4.of(name, port).map(SocketAddress.Inet.class::cast);
    }

    private static boolean isMeantAsNumbers(String name) {
        return name.contains(":") || name.matches("[0-9.]+");
    }

    private static String problemOfNumbers(String name, Family family) {
        boolean isOfSix = name.contains(":");
        if (family == Family.AF_INET6) {
            return isOfSix ? "address.host6.malformed" : "address.host6.v4";
        }
        return isOfSix ? "address.host.v6" : "address.host.malformed";
    }

    private void lookedUp(String name, Family family, Optional<SocketAddress> found, Consumer<SocketAddress> then) {
        if (host.get().strip().equals(name) && family() == family) {
            String unknown = family == Family.AF_INET ? "address.host.unknown" : "address.host6.unknown";
            hostProblem.set(found.isPresent() ? "" : TEXT.text(unknown, name));
            found.ifPresent(then);
        }
    }

    private static String problemOfPort(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return TEXT.text("address.port.empty");
        }
        if (!text.matches("[+-]?\\d+")) {
            return TEXT.text("address.port.no-number", text);
        }
        boolean fits = text.matches("\\+?0*\\d{1,5}") && Integer.parseInt(text) <= SocketAddress.MAX_PORT;
        return fits ? "" : TEXT.text("address.port.range", text);
    }
}
