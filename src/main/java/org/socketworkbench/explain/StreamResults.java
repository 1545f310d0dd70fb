package org.socketworkbench.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.MessageFlags;

/** Describes the results of calls that move bytes on a connection. */
final class StreamResults {
    private final Words words;

    StreamResults(Words words) {
        this.words = words;
    }

    List<String> sent(Kind kind, Bytes data, long taken, int flags) {
        if (data.length() == 0) {
            return List.of(words.text("send.nothing", kind));
        }
        if (taken < data.length()) {
            return List.of(words.text("send.short", words.bytes(taken), words.bytes(data.length()),
                    words.bytes(data.length() - taken)));
        }
        List<String> told = new ArrayList<>();
        told.add(words.text("send.done", words.bytes(taken), words.glance(data)));
        told.add(words.text("send.notYetRead"));
        if (has(flags, MessageFlags.MSG_OOB)) {
            told.add(words.text("send.urgent"));
        }
        return told;
    }

    List<String> received(Scene scene, Call.Receiving call, Bytes data) {
        int room = call.length();
        if (room == 0) {
            return List.of(words.text("recv.askedNothing"));
        }
        if (data.length() == 0) {
            return List.of(ended(scene));
        }
        if (has(call.flags(), MessageFlags.MSG_TRUNC) && data.kept() == 0) {
            return List.of(words.text("recv.discarded", words.bytes(data.length())));
        }
        String done = words.text("recv.done", words.bytes(data.length()), words.glance(data));
        if (has(call.flags(), MessageFlags.MSG_OOB)) {
            return List.of(done, words.text("recv.urgent"));
        }
        if (has(call.flags(), MessageFlags.MSG_PEEK)) {
            return List.of(done, words.text("recv.peeked"));
        }
        List<String> told = new ArrayList<>(List.of(done));
        long more = scene.unread() - data.length();
        if (more > 0) {
            told.add(words.text("recv.more", words.bytes(more), scene.owner(scene.otherEnd().orElseThrow())));
        }
        if (has(call.flags(), MessageFlags.MSG_WAITALL)) {
            told.add(words.text(data.length() < room ? "recv.notAll" : "recv.all", words.bytes(room)));
        } else {
            told.add(words.text(data.length() < room ? "recv.fewer" : "recv.full", scene.kind(), words.bytes(room)));
        }
        return told;
    }

    /** What 0 bytes mean. */
    String ended(Scene scene) {
        Optional<DescriptorState> socket = scene.socket();
        if (socket.filter(DescriptorState::isReset).isPresent()) {
            return words.text("recv.end.reset");
        }
        Optional<DescriptorState> other = scene.otherEnd();
        if (other.isPresent()) {
            String name = scene.owner(other.get());
            if (!other.get().isOpen()) {
                return words.text("recv.end.closed", name);
            }
            if (other.get().sendingEnded()) {
                return words.text("recv.end.shutdown", name);
            }
        }
        return words.text(socket.filter(DescriptorState::readingEnded).isPresent() ? "recv.end.own" : "recv.end");
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }
}
