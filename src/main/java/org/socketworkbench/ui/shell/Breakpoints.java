package org.socketworkbench.ui.shell;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.CallName;

/** The calls before which a program can be made to stop. */
final class Breakpoints {
    private static final Messages TEXT = Messages.of(Breakpoints.class);

    /** Calls that belong together. */
    record Theme(String title, List<CallName> calls) {}

    /** Every call once. */
    static final List<Theme> THEMES = List.of(
            new Theme(TEXT.text("breakpoints.connections"),
                    List.of(CallName.SOCKET, CallName.BIND, CallName.LISTEN, CallName.ACCEPT, CallName.CONNECT,
                            CallName.CONNECT_EX,
                            CallName.SHUTDOWN, CallName.CLOSE, CallName.UNLINK, CallName.SOCKETPAIR, CallName.DUP,
                            CallName.DUP2)),
            new Theme(TEXT.text("breakpoints.bytes"),
                    List.of(CallName.SEND, CallName.SENDALL, CallName.SENDTO, CallName.RECV, CallName.RECVFROM,
                            CallName.READ, CallName.WRITE, CallName.READV, CallName.WRITEV, CallName.SENDMSG,
                            CallName.RECVMSG,
                            CallName.MAKEFILE,
                            CallName.READLINE, CallName.FILE_WRITE, CallName.FLUSH)),
            new Theme(TEXT.text("breakpoints.waiting"),
                    List.of(CallName.POLL, CallName.PPOLL, CallName.SELECT, CallName.EPOLL_CREATE1, CallName.EPOLL_CTL,
                            CallName.EPOLL_WAIT, CallName.FCNTL, CallName.IOCTL_READ,
                            CallName.SETBLOCKING, CallName.SETTIMEOUT,
                            CallName.GETTIMEOUT, CallName.IOCTL)),
            new Theme(TEXT.text("breakpoints.settings"),
                    List.of(CallName.SETSOCKOPT, CallName.GETSOCKOPT, CallName.GETSOCKNAME, CallName.GETPEERNAME,
                            CallName.FILENO)));

    private Breakpoints() {}

    /** One menu per theme, with one item per call. */
    static List<Menu> menus(Runnable onChange) {
        return THEMES.stream().map(theme -> {
            Menu menu = new Menu(theme.title());
            theme.calls().forEach(call -> {
                CheckMenuItem item = new CheckMenuItem(call.text() + "()");
                item.setUserData(call);
                item.setMnemonicParsing(false);
                item.selectedProperty().addListener(o -> onChange.run());
                menu.getItems().add(item);
            });
            return menu;
        }).toList();
    }

    /** The items of the calls in these menus. */
    static List<CheckMenuItem> items(List<MenuItem> menus) {
        return menus.stream()
                .flatMap(menu -> menu instanceof Menu theme ? theme.getItems().stream() : Stream.empty())
                .map(CheckMenuItem.class::cast).toList();
    }

    /** The ticked calls. */
    static Set<CallName> chosen(List<CheckMenuItem> items) {
        return items.stream().filter(CheckMenuItem::isSelected).map(item -> (CallName) item.getUserData())
                .collect(Collectors.toUnmodifiableSet());
    }
}
