package org.socketworkbench.python;

import java.nio.charset.StandardCharsets;
import org.socketworkbench.socket.Bytes;

/** Passes bytes to Python as text in which each character is one byte. A Java array would be copied byte by byte. */
final class Latin1 {
    private Latin1() {}

    static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
