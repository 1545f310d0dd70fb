package org.socketworkbench.ui.shell;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import org.socketworkbench.messages.Messages;

/** The calls before which a program can be made to stop. */
final class Breakpoints {
    private static final Messages TEXT = Messages.of(Breakpoints.class);

    /** Calls that belong together, by name. */
    record Theme(String title, List<String> calls) {}

    /** Every call once. */
    static final List<Theme> THEMES = List.of(
            new Theme(TEXT.text("breakpoints.connections"),
                    List.of("socket", "bind", "listen", "accept", "connect", "connect_ex",
                            "shutdown", "close", "unlink", "socketpair", "dup", "dup2")),
            new Theme(TEXT.text("breakpoints.bytes"),
                    List.of("send", "sendall", "sendto", "recv", "recvfrom", "makefile",
                            "readline", "write", "flush")),
            new Theme(TEXT.text("breakpoints.waiting"),
                    List.of("poll", "select", "setblocking", "settimeout", "gettimeout", "ioctl")),
            new Theme(TEXT.text("breakpoints.settings"),
                    List.of("setsockopt", "getsockopt", "getsockname", "getpeername",
                            "fileno")));

    private Breakpoints() {}

    /** One menu per theme, with one item per call. */
    static List<Menu> menus(Runnable onChange) {
        return THEMES.stream().map(theme -> {
            Menu menu = new Menu(theme.title());
            theme.calls().forEach(call -> {
                CheckMenuItem item = new CheckMenuItem(call + "()");
                item.setMnemonicParsing(false);
                item.selectedProperty().addListener(o -> onChange.run());
                menu.getItems().add(item);
            });
            return menu;
        }).toList();
    }

    /** The names of the ticked calls. */
    static Set<String> chosen(List<MenuItem> menus) {
        return menus.stream()
                .flatMap(menu -> menu instanceof Menu theme ? theme.getItems().stream() : Stream.empty())
                .filter(item -> item instanceof CheckMenuItem check && check.isSelected())
                .map(item -> item.getText().replace("()", ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
