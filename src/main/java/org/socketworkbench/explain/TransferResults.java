package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;

/** Describes the results of calls that move bytes, and what their flags did. */
final class TransferResults {
    private static final int OWN_WORDS =
            MessageFlags.MSG_OOB | MessageFlags.MSG_PEEK | MessageFlags.MSG_TRUNC | MessageFlags.MSG_WAITALL;

    /** Of how many buffers it is told what they hold. */
    private static final int MOST_BUFFERS = 8;

    private final Words words;
    private final StreamResults streams;
    private final DatagramResults datagrams;

    TransferResults(Words words) {
        this.words = words;
        streams = new StreamResults(words);
        datagrams = new DatagramResults(words);
    }

    List<String> sent(Scene scene, Call.Sending call, int flags, long taken) {
        List<String> told = new ArrayList<>(scene.kind() == Kind.DATAGRAM
                ? datagrams.sent(scene, call.data(), scene.socket().flatMap(DescriptorState::peer))
                : streams.sent(scene.kind(), call.data(), taken, flags));
        told.addAll(flags(flags));
        return told;
    }

    List<String> sentTo(Scene scene, Call.SendTo call, long taken) {
        List<String> told = new ArrayList<>();
        if (scene.kind() == Kind.DATAGRAM) {
            told.addAll(datagrams.sent(scene, call.data(), Optional.of(call.address())));
        } else {
            told.addAll(streams.sent(scene.kind(), call.data(), taken, call.flags()));
            told.add(words.text("sendto.connected", call.address()));
        }
        told.addAll(flags(call.flags()));
        return told;
    }

    /** The bytes of several buffers were handed over. */
    List<String> gathered(Scene scene, Call.Gathering call, long taken) {
        if (call instanceof Call.WriteV && call.data().length() == 0) {
            return List.of(words.text("writev.nothing"));
        }
        Scene same = scene.ofOneBuffer();
        List<String> told = new ArrayList<>(same.call() instanceof Call.SendTo to ? sentTo(same, to, taken)
                : sent(same, call, call instanceof Call.SendMsg message ? message.flags() : 0, taken));
        if (call.lengths().size() > 1) {
            told.add(words.text("gathered", scene.kind(), call.lengths().size()));
        }
        if (call instanceof Call.SendMsg message && !message.control().isEmpty()) {
            told.add(words.text("control.sent", words.list(message.control())));
        }
        return told;
    }

    /** The bytes that came lie in several buffers. */
    private List<String> scattered(Call.Scattering call, long count) {
        if (call.lengths().size() < 2 || count == 0) {
            return List.of();
        }
        List<Long> filled = new ArrayList<>();
        long left = count;
        for (int length : call.lengths().subList(0, Math.min(call.lengths().size(), MOST_BUFFERS))) {
            filled.add(Math.min(left, length));
            left -= filled.getLast();
        }
        return List.of(words.text("scattered", call.lengths().size(), words.list(filled)));
    }

    List<String> receivedMessage(Scene scene, Call.RecvMsg call, Outcome.ReceivedMessage received) {
        Scene same = scene.ofOneBuffer();
        List<String> told = new ArrayList<>();
        if (scene.kind() == Kind.DATAGRAM) {
            told.addAll(datagrams.received(same, call, received.data(), received.sender()));
            if ((received.flags() & MessageFlags.MSG_TRUNC) != 0) {
                told.add(words.text("recvmsg.cut"));
            } else if (received.value() == call.length() && received.value() > 0) {
                told.add(words.text("recvmsg.whole"));
            }
        } else {
            told.addAll(streams.received(same, call, received.data()));
        }
        told.addAll(scattered(call, received.value()));
        if (!received.control().isEmpty()) {
            told.add(words.text("control.received", words.list(received.control())));
        }
        if ((received.flags() & MessageFlags.MSG_CTRUNC) != 0) {
            told.add(words.text("control.cut", call.controlLength()));
        }
        told.addAll(flags(call.flags()));
        return told;
    }

    List<String> received(Scene scene, Call.Receiving call, Bytes data) {
        if (call instanceof Call.ReadV several) {
            Scene same = scene.ofOneBuffer();
            List<String> told = new ArrayList<>(received(same, (Call.Read) same.call(), data));
            told.addAll(scattered(several, data.length()));
            return told;
        }
        if (call instanceof Call.Read && call.length() == 0) {
            return List.of(words.text("read.nothing"));
        }
        List<String> told = new ArrayList<>(scene.kind() == Kind.DATAGRAM
                ? datagrams.received(scene, call, data, Optional.empty()) : streams.received(scene, call, data));
        told.addAll(flags(call.flags()));
        return told;
    }

    List<String> receivedFrom(Scene scene, Call.Receiving call, Outcome.ReceivedFrom received) {
        Optional<SocketAddress> sender = received.sender();
        List<String> told = new ArrayList<>();
        if (scene.kind() == Kind.DATAGRAM) {
            told.addAll(datagrams.received(scene, call, received.data(), sender));
        } else {
            told.addAll(streams.received(scene, call, received.data()));
            told.add(words.text("recvfrom.connected"));
        }
        told.addAll(flags(call.flags()));
        return told;
    }

    /** A sentence for each flag that the earlier sentences have not covered. */
    private List<String> flags(int flags) {
        List<String> told = new ArrayList<>();
        MessageFlags.NAMES.forEach((bit, name) -> {
            if ((flags & bit & ~OWN_WORDS) != 0) {
                told.add(words.text("flag." + name));
            }
        });
        return told;
    }
}
