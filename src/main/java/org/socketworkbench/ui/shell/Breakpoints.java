package org.socketworkbench.ui.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import org.socketworkbench.socket.Call;

/** The calls before which a program can be made to stop. */
final class Breakpoints {
    /** The names of all calls, in the order in which {@link Call} has them. */
    static final List<String> CALLS = Stream.of(Call.class, Call.OnDescriptor.class)
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
            .filter(Class::isRecord)
            .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
            .toList();

    private Breakpoints() {}

    /** The names of those that are ticked. */
    static Set<String> chosen(List<MenuItem> items) {
        return items.stream()
                .filter(item -> item instanceof CheckMenuItem check && check.isSelected())
                .map(item -> item.getText().replace("()", ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
