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
    /** The part of a large screen's width and height that the window takes at first. */
    private static final double SHARE = 0.7;

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

    /** The usual size on a screen that takes up this part of the desktop. */
    static Rectangle2D usual(Rectangle2D screen) {
        return new Rectangle2D(screen.getMinX(), screen.getMinY(),
                usual(WorkbenchWindow.WIDTH, screen.getWidth()), usual(WorkbenchWindow.HEIGHT, screen.getHeight()));
    }

    private static double usual(double points, double screen) {
        return Math.min(screen, Math.max(points, Math.floor(screen * SHARE)));
    }

    /**
     * The place on the screen where its title can be reached, and no larger than that screen. Empty if there is none:
     * it may have been unplugged.
     */
    Optional<WindowPlace> on(List<Rectangle2D> screens) {
        return screens.stream().filter(this::isReachedOn).findFirst()
                .map(screen -> new WindowPlace(new Rectangle2D(bounds.getMinX(), bounds.getMinY(),
                        Math.min(bounds.getWidth(), screen.getWidth()),
                        Math.min(bounds.getHeight(), screen.getHeight())), maximized));
    }

    private boolean isReachedOn(Rectangle2D screen) {
        return overlap(bounds.getMinX(), bounds.getMaxX(), screen.getMinX(), screen.getMaxX()) >= REACHABLE
                && bounds.getMinY() >= screen.getMinY() && bounds.getMinY() <= screen.getMaxY() - REACHABLE;
    }

    private static double overlap(double from, double to, double otherFrom, double otherTo) {
        return Math.min(to, otherTo) - Math.max(from, otherFrom);
    }

    private static int number(Matcher text, int group) {
        return Integer.parseInt(text.group(group));
    }
}
