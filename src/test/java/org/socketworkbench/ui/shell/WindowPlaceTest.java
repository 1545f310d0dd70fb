package org.socketworkbench.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.ui.support.Preferences;

class WindowPlaceTest {
    private final Preferences preferences = Preferences.inMemory();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlaceIsRemembered(boolean maximized) {
        WindowPlace place = new WindowPlace(new Rectangle2D(-40, 20, 1000, 700), maximized);
        place.remember(preferences);
        assertEquals(Optional.of(place), WindowPlace.of(preferences));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2 3", "1 2 3 wide", "1 2 3 -4", "99999999999 0 1 1"})
    void nonsenseIsNoPlace(String text) {
        preferences.put(Preferences.Key.WINDOW, text);
        assertEquals(Optional.empty(), WindowPlace.of(preferences));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "-900, 0, true", "-950, 0, false", "1950, 0, false", "1000, 1100, false",
            "1000, -10, false", "2000, 300, false"})
    void itIsOnlyTakenWhereItsTitleCanBeReached(int x, int y, boolean reached) {
        WindowPlace place = new WindowPlace(new Rectangle2D(x, y, 1000, 700), false);
        assertEquals(reached, place.on(List.of(new Rectangle2D(0, 0, 1920, 1080))).isPresent());
    }

    @Test
    void anyScreenWillDo() {
        WindowPlace place = new WindowPlace(new Rectangle2D(2000, 0, 1000, 700), false);
        assertEquals(Optional.of(place),
                place.on(List.of(new Rectangle2D(0, 0, 1920, 1080), new Rectangle2D(1920, 0, 1920, 1080))));
    }

    @Test
    void itIsNeverLargerThanItsScreen() {
        WindowPlace place = new WindowPlace(new Rectangle2D(10, 20, 2500, 1400), false);
        assertEquals(Optional.of(new WindowPlace(new Rectangle2D(10, 20, 1024, 768), false)),
                place.on(List.of(new Rectangle2D(0, 0, 1024, 768))));
    }

    @ParameterizedTest
    @CsvSource({"1024, 768, 1024, 768", "1366, 728, 1280, 728", "1920, 1040, 1344, 800", "3840, 2160, 2688, 1512"})
    void itsUsualSizeIsSensibleOnAnyScreen(int width, int height, int usualWidth, int usualHeight) {
        assertEquals(new Rectangle2D(7, 30, usualWidth, usualHeight),
                WindowPlace.usual(new Rectangle2D(7, 30, width, height)));
    }
}
