package org.socketworkbench.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "Grüße", "日本語", "😀", "one\ntwo\tthree", "one\r\ntwo", "\"quoted\" \\ slash"})
    void utf8TextIsShownAsItIs(String text) {
        assertEquals(text, ByteText.text(Bytes.utf8(text)));
    }

    @Test
    void controlCharactersAreEscaped() {
        assertEquals("\\x00\\x1b[2J\\x7f\\x07", ByteText.text(Bytes.utf8("\0\033[2J\177\007")));
    }

    @Test
    void aC1ControlIsEscapedByteByByte() {
        assertEquals("\\xc2\\x9b", ByteText.text(Bytes.utf8("\u009b")));
    }

    @Test
    void aCarriageReturnThatEndsNoLineIsEscaped() {
        assertEquals("safe\\x0dEVIL\\x0d", ByteText.text(Bytes.utf8("safe\rEVIL\r")));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x061c})
    void charactersThatTurnTheWritingDirectionAreEscaped(int codePoint) {
        Bytes bytes = Bytes.utf8(Character.toString(codePoint));
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            escaped.append(String.format("\\x%02x", bytes.at(i)));
        }
        assertEquals("a" + escaped + "b", ByteText.text(Bytes.utf8("a" + Character.toString(codePoint) + "b")));
    }

    @Test
    void lineAndParagraphSeparatorsAreEscaped() {
        assertEquals("\\xe2\\x80\\xa8\\xe2\\x80\\xa9", ByteText.text(Bytes.utf8("\u2028\u2029")));
    }

    @Test
    void aByteThatIsNoUtf8IsEscapedAndTheRestGoesOn() {
        assertEquals("a\\xffb", ByteText.text(bytes('a', 0xff, 'b')));
    }

    @Test
    void aSequenceThatIsCutOffAtTheEndIsEscaped() {
        assertEquals("a\\xe2\\x82", ByteText.text(bytes('a', 0xe2, 0x82)));
    }

    @Test
    void aSequenceThatIsCutOffByALetterKeepsTheLetter() {
        assertEquals("\\xe2\\x82A", ByteText.text(bytes(0xe2, 0x82, 'A')));
    }

    @Test
    void anOverlongSequenceIsEscaped() {
        assertEquals("\\xc0\\xaf\\xe0\\x80\\xaf", ByteText.text(bytes(0xc0, 0xaf, 0xe0, 0x80, 0xaf)));
    }

    @Test
    void anEncodedSurrogateIsEscaped() {
        assertEquals("\\xed\\xa0\\x80", ByteText.text(bytes(0xed, 0xa0, 0x80)));
    }

    @Test
    void onlyTheKeptBytesAreShown() {
        assertEquals("He", ByteText.text(Bytes.utf8("Hello").keeping(2)));
    }

    @Test
    void hexShowsOffsetBytesAndAscii() {
        assertEquals("000000  48 65 6c 6c 6f 0a 00 ff                          Hello...\n",
                ByteText.hex(bytes('H', 'e', 'l', 'l', 'o', '\n', 0, 0xff)));
    }

    @Test
    void hexBeginsARowEverySixteenBytes() {
        assertEquals("""
                000000  61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70  abcdefghijklmnop
                000010  71                                               q
                """, ByteText.hex(Bytes.utf8("abcdefghijklmnopq")));
    }

    private static Bytes bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Bytes.of(bytes);
    }
}
