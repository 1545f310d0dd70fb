package org.socketworkbench.ui.panel;

import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.socket.CText;

/** Whether a socket's calls wait. */
enum BlockingMode {
    /** As long as it takes. */
    BLOCKING("setblocking(True)"),
    /** Not at all. */
    NON_BLOCKING("setblocking(False)"),
    /** For a limited time. */
    TIMEOUT("settimeout()");

    private static final Messages TEXT = Messages.of(BlockingMode.class);

    private final String call;

    BlockingMode(String call) {
        this.call = call;
    }

    /** The text of the call that sets it. */
    String call() {
        return call;
    }

    /** The mode in words, as the calls made on a socket have left it. */
    static String of(DescriptorState socket) {
        if (!socket.isNonBlocking()) {
            return TEXT.text("mode.now.blocking");
        }
        return socket.timeoutNanos() > 0 ? TEXT.text("mode.now.timeout", CText.timeout(socket.timeoutNanos()))
                : TEXT.text("mode.now.non-blocking");
    }

    @Override
    public String toString() {
        return switch (this) {
            case BLOCKING -> TEXT.text("mode.blocking");
            case NON_BLOCKING -> TEXT.text("mode.non-blocking");
            case TIMEOUT -> TEXT.text("mode.timeout");
        };
    }
}
