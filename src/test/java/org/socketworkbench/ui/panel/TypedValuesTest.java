package org.socketworkbench.ui.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.socketworkbench.model.DescriptorState.Arrival;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.SocketOption;

class TypedValuesTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2000000000", "0.5, 500000000", " 1.000000001 , 1000000001", ".25, 250000000",
            "999999999, 999999999000000000"})
    void secondsMayHaveParts(String typed, long nanos) {
        assertEquals(OptionalLong.of(nanos), Seconds.nanos(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-1", "1e3", "1000000000", "0.0000000001", "two"})
    void whatIsNoTimeIsNone(String typed) {
        assertEquals(OptionalLong.empty(), Seconds.nanos(typed));
    }

    @Test
    void anOptionsValueHasTheOptionsForm() throws OptionText.Malformed {
        assertEquals(new OptionValue.Int(-1), OptionText.value(SocketOption.SO_RCVBUF, " -1 ", false));
        assertEquals(new OptionValue.Int(16), OptionText.value(SocketOption.SO_RCVBUF, "0x10", false));
        assertEquals(new OptionValue.Int(10), OptionText.value(SocketOption.SO_RCVBUF, "010", false));
        assertEquals(new OptionValue.Linger(true, 0), OptionText.value(SocketOption.SO_LINGER, "0", true));
        assertEquals(new OptionValue.Time(1, 500_000), OptionText.value(SocketOption.SO_RCVTIMEO, "1.5", false));
        assertThrows(OptionText.Malformed.class, () -> OptionText.value(SocketOption.TCP_INFO, "1", false));
    }

    @ParameterizedTest
    @CsvSource({"3, 4, false, whole", "4, 4, false, perhaps cut", "4, 4, true, whole", "5, 4, true, cut to 4",
            "0, 4, false, whole", "0, 0, false, perhaps cut"})
    void aDatagramIsWholeOrCutAsFarAsItCanBeKnown(int length, int room, boolean told, String whole) {
        Arrival arrival = new Arrival(0, Bytes.owning(new byte[length]), java.util.Optional.empty(), room, told);
        assertEquals(whole, DatagramRow.of(1, arrival).whole());
    }
}
