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
        assertEquals(reached, place.isOn(List.of(new Rectangle2D(0, 0, 1920, 1080))));
    }

    @Test
    void anyScreenWillDo() {
        WindowPlace place = new WindowPlace(new Rectangle2D(2000, 0, 1000, 700), false);
        assertEquals(true,
                place.isOn(List.of(new Rectangle2D(0, 0, 1920, 1080), new Rectangle2D(1920, 0, 1920, 1080))));
    }
}
