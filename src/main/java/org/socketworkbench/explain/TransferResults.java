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

    List<String> received(Scene scene, Call.Receiving call, Bytes data) {
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
