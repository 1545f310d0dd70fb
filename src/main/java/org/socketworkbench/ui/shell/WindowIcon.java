package org.socketworkbench.ui.shell;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.image.Image;

/** The window's icon in the sizes that window managers ask for. They are drawn from {@code icon/icon.svg}. */
final class WindowIcon {
    private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256};

    private WindowIcon() {}

    static List<Image> images() {
        return IntStream.of(SIZES)
                .mapToObj(size -> new Image(
                        WindowIcon.class.getResource("icon/icon-" + size + ".png").toExternalForm()))
                .toList();
    }
}
