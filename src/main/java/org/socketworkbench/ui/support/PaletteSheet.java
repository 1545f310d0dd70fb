package org.socketworkbench.ui.support;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.socketworkbench.diagram.Palette;

/** The participants' colours as a style sheet: {@code -participant-0} and so on, for a light or dark root. */
public final class PaletteSheet {
    private PaletteSheet() {}

    /** The style class of a participant's colour. */
    public static String of(int participant) {
        return "participant-" + Palette.indexOf(participant);
    }

    /** The URL of the style sheet. */
    public static String url() {
        return "data:text/css,.root{" + colours(Palette::light) + "}.root:dark{" + colours(Palette::dark) + "}";
    }

    private static String colours(IntFunction<String> colour) {
        return IntStream.range(0, Palette.SIZE)
                // In a URL, # would begin the fragment.
                .mapToObj(i -> "-participant-" + i + ":" + colour.apply(i).replace("#", "%23") + ";")
                .collect(Collectors.joining());
    }
}
