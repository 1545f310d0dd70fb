package org.socketworkbench.ui.support;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Writes what JavaFX has drawn as a PNG file. */
public final class PngFile {
    private PngFile() {}

    /** Writes the image; an existing file is replaced. Any thread may call it. */
    public static void write(WritableImage drawn, Path file) throws IOException {
        int width = (int) drawn.getWidth();
        int height = (int) drawn.getHeight();
        int[] pixels = new int[width * height];
        drawn.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException("no writer for PNG");
        }
    }
}
