package org.socketworkbench.socket;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BytesTest {

    @Test
    void whatIsGivenIsCopied() {
        byte[] given = {1, 2};
        Bytes bytes = Bytes.of(given);
        given[0] = 9;
        bytes.toArray()[1] = 9;
        assertArrayEquals(new byte[] {1, 2}, bytes.toArray());
    }

    @Test
    void aByteIsReadWithoutSign() {
        assertEquals(255, Bytes.of((byte) -1).at(0));
    }

    @Test
    void keepingLessLeavesTheTrueLength() {
        Bytes cut = Bytes.utf8("Hello").keeping(2);
        assertEquals(5, cut.length());
        assertEquals(2, cut.kept());
        assertArrayEquals(new byte[] {'H', 'e'}, cut.toArray());
    }

    @Test
    void keepingMoreThanThereIsChangesNothing() {
        assertEquals(Bytes.utf8("Hello"), Bytes.utf8("Hello").keeping(100));
    }

    @Test
    void aCutPayloadIsNotEqualToTheWholeOneThatItShows() {
        assertNotEquals(Bytes.utf8("He"), Bytes.utf8("Hello").keeping(2));
    }

    @Test
    void theRestAfterAPartialSendIsAPayloadOfItsOwn() {
        assertEquals(Bytes.utf8("llo"), Bytes.utf8("Hello").from(2));
        assertEquals(Bytes.EMPTY, Bytes.utf8("Hello").from(5));
        assertEquals(Bytes.utf8("Hello"), Bytes.utf8("Hello").from(0));
    }

    @Test
    void bytesWithinALongerArrayAreLikeAnyOthers() {
        byte[] array = {'x', 'H', 'e', 'l', 'l', 'o', 'x'};
        Bytes within = Bytes.within(array, 1, 5);
        assertEquals(Bytes.utf8("Hello"), within);
        assertEquals(Bytes.utf8("Hello").hashCode(), within.hashCode());
        assertEquals('H', within.at(0));
        assertThrows(IndexOutOfBoundsException.class, () -> within.at(5));
        assertThrows(IndexOutOfBoundsException.class, () -> within.at(-1));
        assertArrayEquals(new byte[] {'H', 'e', 'l', 'l', 'o'}, within.toArray());
        assertEquals(Bytes.utf8("Hello").keeping(2), within.keeping(2));
        assertEquals(Bytes.utf8("lo"), within.from(3));
        assertEquals(Bytes.EMPTY, within.from(6));
        assertEquals(5, within.buffer().remaining());
        assertEquals('H', within.buffer().get(0));
        byte[] target = new byte[7];
        within.copyTo(target, 2);
        assertArrayEquals(new byte[] {0, 0, 'H', 'e', 'l', 'l', 'o'}, target);
    }

    @Test
    void textIsEncodedAsUtf8() {
        assertArrayEquals(new byte[] {(byte) 0xc3, (byte) 0xa4}, Bytes.utf8("ä").toArray());
    }
}
