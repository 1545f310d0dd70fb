package org.socketworkbench.ui.panel;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.ByteText;
import org.socketworkbench.socket.Bytes;

/**
 * What a socket has received in readable form: the newest bytes, as many as a text area can easily show.
 *
 * @param count how many bytes came, and how many of them are shown
 */
record ReceivedText(String text, String count) {
    private static final Messages TEXT = Messages.of(ReceivedText.class);
    private static final int SHOWN_BYTES = 32 << 10;

    /** Everything that the text depends on: while it is unchanged, the text need not be made again in every frame. */
    record Source(@Nullable DescriptorState socket, boolean hex, long bytes, boolean reset, boolean ended) {
        static Source of(@Nullable DescriptorState socket, boolean hex) {
            return socket == null ? new Source(null, hex, 0, false, false)
                    : new Source(socket, hex, socket.receivedBytes(), socket.isReset(), socket.peerEnded());
        }
    }

    static ReceivedText of(Source source) {
        DescriptorState socket = source.socket();
        if (socket == null || socket.receivedBytes() == 0) {
            return new ReceivedText("", ending(socket, TEXT.text("received.none")));
        }
        Bytes newest = newest(socket);
        String total = String.format(Locale.ROOT, "%,d", socket.receivedBytes());
        String count = newest.length() == socket.receivedBytes()
                ? TEXT.text("received.all", total)
                : TEXT.text("received.part", total, String.format(Locale.ROOT, "%,d", newest.length()));
        return new ReceivedText(source.hex() ? ByteText.hex(newest) : ByteText.text(newest), ending(socket, count));
    }

    private static String ending(@Nullable DescriptorState socket, String count) {
        if (socket != null && socket.isReset()) {
            return count + TEXT.text("received.reset");
        }
        return socket != null && socket.peerEnded() ? count + TEXT.text("received.ended") : count;
    }

    private static Bytes newest(DescriptorState socket) {
        Deque<Bytes> parts = new ArrayDeque<>();
        int bytes = 0;
        for (DescriptorState.Arrival arrival : socket.received().reversed()) {
            Bytes part = arrival.data();
            if (bytes + part.kept() > SHOWN_BYTES && !parts.isEmpty()) {
                break;
            }
            parts.addFirst(part);
            bytes += part.kept();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(Math.min(bytes, SHOWN_BYTES));
        parts.forEach(part -> all.writeBytes(part.keeping(SHOWN_BYTES).toArray()));
        return Bytes.owning(all.toByteArray());
    }
}
