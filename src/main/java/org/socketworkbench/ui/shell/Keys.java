package org.socketworkbench.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.socketworkbench.ui.listing.ProgramController;
import org.socketworkbench.ui.panel.ActivityController;
import org.socketworkbench.ui.support.Shortcut;

/** All keys of the window. The guide lists them for the user. */
final class Keys {
    private Keys() {}

    /** All actions that have keys: the window's, then those of panels and programs. */
    static List<Shortcut.Described> all() {
        Stream<Shortcut.Described> commands =
                Stream.of(Command.values()).map(Command::described).flatMap(Optional::stream);
        Stream<Shortcut.Described> tabs = Stream.of(Tabs.Kind.values()).map(Tabs.Kind::described);
        return Stream
                .of(commands, tabs, ProgramController.shortcuts().stream(), ActivityController.shortcuts().stream())
                .flatMap(part -> part).toList();
    }
}
