package org.socketworkbench.platform;

/** Whether a window can be opened, as far as this can be told without opening one. */
public enum Display {
    /** It can. */
    READY,
    /** There is no display, and nobody expects a window. */
    NONE,
    /** There is only a Wayland display, on which JavaFX cannot draw. */
    ONLY_WAYLAND,
    /** There is a display, but not the library GTK 3, by which JavaFX opens windows. */
    NO_GTK
}
