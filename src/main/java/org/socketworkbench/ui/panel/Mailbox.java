package org.socketworkbench.ui.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.Datagrams;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * What the kernel holds for a socket and no call has taken yet. What a participant sent is concluded from the calls;
 * what another program sent is known only as a count that was read from the kernel's table.
 */
public final class Mailbox {
    private static final Messages TEXT = Messages.of(Mailbox.class);
    private static final int GLANCE = 24;

    private Mailbox() {}

    /** What lies before an open socket, in words; "" for nothing. */
    static String of(DescriptorState socket, Picture picture, TraceLog log) {
        return socket.type() == SocketType.SOCK_DGRAM ? datagrams(picture.datagramsAt(socket))
                : stream(socket, picture, log);
    }

    /** How many bytes lie before a connection, as far as that is known. */
    public static long bytes(DescriptorState connection, Picture picture) {
        return picture.otherEnd(connection)
                .map(picture::arrived)
                .orElseGet(() -> connection.row().map(row -> row.unread().orElse(0)).orElse(0L));
    }

    private static String stream(DescriptorState socket, Picture picture, TraceLog log) {
        List<String> told = new ArrayList<>();
        long count = socket.isReset() ? 0 : bytes(socket, picture);
        if (count > 0) {
            String bytes = count == 1 ? TEXT.text("mailbox.byte") : TEXT.text("mailbox.bytes", number(count));
            told.add(picture.otherEnd(socket)
                    .map(other -> TEXT.text("mailbox.sent", bytes, first(picture.unread(other), log)))
                    .orElseGet(() -> TEXT.text("mailbox.read", bytes)));
        }
        if (picture.hasHungUp(socket) && !socket.peerEnded() && !socket.isReset()) {
            told.add(TEXT.text("mailbox.hung-up"));
        }
        return String.join(" ", told);
    }

    /** The first bytes of what is left of the first send. */
    private static String first(List<Picture.Unread> unread, TraceLog log) {
        Picture.Unread first = unread.stream().filter(Picture.Unread::returned).findFirst().orElseThrow();
        Bytes sent = log.get(first.send()) instanceof TraceEvent.CallEntered entered
                && entered.call() instanceof Call.Sending call ? call.data() : Bytes.EMPTY;
        return CText.quoted(sent.from(first.inSend()).outOf(first.count()), GLANCE);
    }

    private static String datagrams(List<Datagrams.Sent<DescriptorState>> waiting) {
        if (waiting.isEmpty()) {
            return "";
        }
        String first = CText.quoted(waiting.getFirst().data(), GLANCE);
        return waiting.size() == 1 ? TEXT.text("mailbox.datagram", first)
                : TEXT.text("mailbox.datagrams", number(waiting.size()), first);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
