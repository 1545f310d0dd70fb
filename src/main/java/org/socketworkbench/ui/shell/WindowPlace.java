package org.socketworkbench.ui.shell;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Rectangle2D;
import org.socketworkbench.ui.support.Preferences;

/**
 * Where the window is, and how large, in pixels.
 *
 * @param maximized whether it fills the screen; the place is then the one that it returns to
 */
record WindowPlace(Rectangle2D bounds, boolean maximized) {
    private static final Pattern TEXT = Pattern.compile("(-?\\d{1,6}) (-?\\d{1,6}) (\\d{1,6}) (\\d{1,6})( maximized)?");
    /** So much of it must be on a screen for the user to reach it. */
    private static final double REACHABLE = 100;

    /** The place where the window was last; empty if it is not known. */
    static Optional<WindowPlace> of(Preferences preferences) {
        return preferences.get(Preferences.Key.WINDOW).map(TEXT::matcher).filter(Matcher::matches)
                .map(text -> new WindowPlace(new Rectangle2D(number(text, 1), number(text, 2), number(text, 3),
                        number(text, 4)), text.group(5) != null));
    }

    void remember(Preferences preferences) {
        preferences.put(Preferences.Key.WINDOW, "%d %d %d %d%s".formatted(Math.round(bounds.getMinX()),
                Math.round(bounds.getMinY()), Math.round(bounds.getWidth()), Math.round(bounds.getHeight()),
                maximized ? " maximized" : ""));
    }

    /** Whether it can be reached on one of the screens: one of them may have been unplugged. */
    boolean isOn(List<Rectangle2D> screens) {
        return screens.stream().anyMatch(screen -> overlap(bounds.getMinX(), bounds.getMaxX(), screen.getMinX(),
                screen.getMaxX()) >= REACHABLE && bounds.getMinY() >= screen.getMinY()
                && bounds.getMinY() <= screen.getMaxY() - REACHABLE);
    }

    private static double overlap(double from, double to, double otherFrom, double otherTo) {
        return Math.min(to, otherTo) - Math.max(from, otherFrom);
    }

    private static int number(Matcher text, int group) {
        return Integer.parseInt(text.group(group));
    }
}
