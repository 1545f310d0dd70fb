package org.socketworkbench.ui.panel;

import java.util.Locale;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState.Arrival;

/** A row of the list of datagrams. */
record DatagramRow(String number, String time, String sender, String length, String whole, Arrival arrival) {
    private static final Messages TEXT = Messages.of(DatagramRow.class);

    /** @param number its position among the datagrams of its socket, from 1 */
    static DatagramRow of(int number, Arrival arrival) {
        return new DatagramRow(Integer.toString(number),
                TEXT.text("datagrams.seconds", String.format(Locale.ROOT, "%.3f", arrival.nanos() / 1e9)),
                arrival.sender().map(Object::toString).orElseGet(() -> TEXT.text("datagrams.sender.untold")),
                TEXT.text("datagrams.bytes", String.format(Locale.ROOT, "%,d", arrival.data().length())),
                whole(arrival), arrival);
    }

    /**
     * A datagram larger than the buffer is truncated, and the kernel does not say so: a full buffer may hold all of it
     * or only its beginning. Only MSG_TRUNC returns its real length.
     */
    private static String whole(Arrival arrival) {
        int length = arrival.data().length();
        if (length > arrival.room()) {
            return TEXT.text("datagrams.cut", Integer.toString(arrival.room()));
        }
        return TEXT.text(
                arrival.toldWhole() || length < arrival.room() ? "datagrams.whole.yes" : "datagrams.whole.perhaps");
    }
}
