package org.socketworkbench.export;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes an opaque image as PNG, row by row from the top. It is closed before the stream below it.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics</a>
 */
public final class PngWriter implements AutoCloseable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] EIGHT_BIT_RGB = {8, 2, 0, 0, 0};
    private static final int CHUNK = 1 << 16;

    private final DataOutputStream out;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private final DeflaterOutputStream pixels = new DeflaterOutputStream(packed);
    private final byte[] line;

    public PngWriter(OutputStream out, int width, int height) throws IOException {
        this.out = new DataOutputStream(out);
        line = new byte[1 + 3 * width];
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream numbers = new DataOutputStream(head);
        numbers.writeInt(width);
        numbers.writeInt(height);
        numbers.write(EIGHT_BIT_RGB);
        this.out.write(SIGNATURE);
        chunk("IHDR", head.toByteArray());
    }

    /** The next row: a pixel an int, alpha (left out), red, green, blue from the highest byte on. */
    public void row(int[] argb) throws IOException {
        int at = 1; // Behind the number of the row's filter: 0, none.
        for (int pixel : argb) {
            line[at++] = (byte) (pixel >> 16);
            line[at++] = (byte) (pixel >> 8);
            line[at++] = (byte) pixel;
        }
        pixels.write(line);
        if (packed.size() >= CHUNK) {
            flushPixels();
        }
    }

    private void flushPixels() throws IOException {
        chunk("IDAT", packed.toByteArray());
        packed.reset();
    }

    private void chunk(String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    @Override
    public void close() throws IOException {
        pixels.close();
        flushPixels();
        chunk("IEND", new byte[0]);
        out.flush();
    }
}
