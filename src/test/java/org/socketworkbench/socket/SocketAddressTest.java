package org.socketworkbench.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.socket.SocketAddress.Inet4;

class SocketAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "255.255.255.255", "192.168.10.1"})
    void aDottedAddressIsReadAndWrittenAlike(String dotted) {
        assertEquals(dotted + ":8080", Inet4.of(dotted, 8080).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "127.0.0", "127.0.0.1.", "127.0.0.256", "1.2.3.4.5", " 127.0.0.1", "-1.0.0.1",
                    "::1", "127.0.0.0001", "010.0.0.1", "١٢٧.0.0.1", "99999999999.0.0.1"})
    void anythingElseIsNoAddress(String text) {
        assertEquals(Optional.empty(), Inet4.of(text, 8080));
    }

    @Test
    void theFirstOctetIsTheHighestByte() {
        assertEquals(0x7f000001, Inet4.of("127.0.0.1", 1).orElseThrow().host());
        assertEquals(Inet4.loopback(1), Inet4.of("127.0.0.1", 1).orElseThrow());
    }

    @Test
    void onlyZeroIsAny() {
        assertTrue(Inet4.of("0.0.0.0", 1).orElseThrow().isAny());
        assertFalse(Inet4.of("0.0.0.1", 1).orElseThrow().isAny());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortOutsideItsRangeIsRefused(int port) {
        assertThrows(IllegalArgumentException.class, () -> Inet4.loopback(port));
    }
}
