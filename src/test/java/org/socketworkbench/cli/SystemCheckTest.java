package org.socketworkbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.socketworkbench.cli.SystemCheck.NoDisplay;
import org.socketworkbench.cli.SystemCheck.Unusable;
import org.socketworkbench.cli.SystemCheck.WindowPossible;
import org.socketworkbench.testing.ThisSystem;

class SystemCheckTest {
    private static final Predicate<String> GTK = "libgtk-3.so.0"::equals;
    private static final Predicate<String> NO_LIBRARY = name -> false;
    private static final Predicate<String> UNTOUCHABLE = name -> {
        throw new AssertionError("asked for " + name);
    };

    @Test
    void aDisplayAndGtkMakeAWindowPossible() {
        assertInstanceOf(WindowPossible.class, linux(Map.of("DISPLAY", ":0"), GTK).forWindow());
        assertInstanceOf(WindowPossible.class,
                linux(Map.of("DISPLAY", ":0", "WAYLAND_DISPLAY", "wayland-0"), GTK).forWindow());
    }

    @Test
    void neitherDisplayIsNoDisplayWhateverLibrariesThereAre() {
        assertInstanceOf(NoDisplay.class, linux(Map.of(), UNTOUCHABLE).forWindow());
        assertInstanceOf(NoDisplay.class,
                linux(Map.of("DISPLAY", "", "WAYLAND_DISPLAY", " "), UNTOUCHABLE).forWindow());
    }

    @Test
    void onlyAWaylandDisplayAsksForXWayland() {
        String message = unusable(linux(Map.of("WAYLAND_DISPLAY", "wayland-0"), UNTOUCHABLE));
        assertTrue(message.contains("XWayland"), message);
    }

    @Test
    void aDisplayWithoutGtkNamesThePackages() {
        String message = unusable(linux(Map.of("DISPLAY", ":0"), NO_LIBRARY));
        assertTrue(message.contains("libgtk-3-0,"), message);
        assertTrue(message.contains("libgtk-3-0t64"), message);
    }

    @Test
    void anotherSystemIsToldWhatHelpsBeforeAnythingNativeIsTouched() {
        SystemCheck mac = new SystemCheck("Mac OS X", ThisSystem.platform(Map.of("DISPLAY", ":0"), UNTOUCHABLE));
        String message = unusable(mac);
        assertTrue(message.contains("Mac OS X"), message);
        assertTrue(message.contains("Windows"), message);
        assertEquals(Optional.of(new Unusable(message)), mac.forCalls());
    }

    @Test
    void callsNeedNoDisplayOnLinux() {
        assertEquals(Optional.empty(), linux(Map.of(), UNTOUCHABLE).forCalls());
    }

    private static SystemCheck linux(Map<String, String> environment, Predicate<String> library) {
        return new SystemCheck("Linux", ThisSystem.platform(environment, library));
    }

    private static String unusable(SystemCheck check) {
        String message = assertInstanceOf(Unusable.class, check.forWindow()).message();
        assertFalse(message.contains("\n"), message);
        return message;
    }
}
