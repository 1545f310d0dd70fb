package org.socketworkbench.bench.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A virtual screen whose pixels are a file, so that what is seen of a window is known without asking its program.
 *
 * @see <a href="https://www.x.org/releases/current/doc/man/man1/Xvfb.1.xhtml">man 1 Xvfb</a>
 */
final class Display implements AutoCloseable {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int BYTES = WIDTH * HEIGHT * Integer.BYTES;
    /** Of every so many lines one is looked at. */
    private static final int LINES = 5;
    private static final int SEEN = HEIGHT / LINES * WIDTH;

    private final Process server;
    private final Path folder;
    private final String name;
    private final ByteBuffer pixels;

    Display() throws IOException {
        folder = Files.createTempDirectory("screen");
        server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", WIDTH + "x" + HEIGHT + "x24", "-fbdir",
                folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader said = server.inputReader();
        String number = said.readLine();
        if (number == null) {
            throw new IOException("Xvfb does not start");
        }
        name = ":" + number;
        try (FileChannel file = FileChannel.open(folder.resolve("Xvfb_screen0"))) {
            pixels = file.map(FileChannel.MapMode.READ_ONLY, file.size() - BYTES, BYTES);
        }
    }

    /** As for the variable {@code DISPLAY}. */
    String name() {
        return name;
    }

    /** What is on the screen now. */
    byte[] look() {
        byte[] seen = new byte[SEEN * Integer.BYTES];
        int line = WIDTH * Integer.BYTES;
        for (int at = 0; at < HEIGHT / LINES; at++) {
            pixels.get(at * LINES * line, seen, at * line, line);
        }
        return seen;
    }

    /** The share of the screen in which two looks differ. */
    static double difference(byte[] one, byte[] other) {
        ByteBuffer a = ByteBuffer.wrap(one);
        ByteBuffer b = ByteBuffer.wrap(other);
        int different = 0;
        for (int at = 0; at < one.length; at += Integer.BYTES) {
            if (a.getInt(at) != b.getInt(at)) {
                different++;
            }
        }
        return (double) different / SEEN;
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        server.onExit().join();
        Files.deleteIfExists(folder.resolve("Xvfb_screen0"));
        Files.deleteIfExists(folder);
    }
}
