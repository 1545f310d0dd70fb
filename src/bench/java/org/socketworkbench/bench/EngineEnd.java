package org.socketworkbench.bench;

import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** An end whose calls the engine makes, traced or not. */
final class EngineEnd implements End {
    private final Caller caller;
    private final int fd;
    private final int size;
    private Bytes buffer;

    /** Makes calls. */
    @FunctionalInterface
    interface Caller {
        Outcome make(Call.SystemCall call) throws Exception;
    }

    EngineEnd(Caller caller, int fd, int size) {
        this.caller = caller;
        this.fd = fd;
        this.size = size;
        buffer = Bytes.owning(new byte[size]);
    }

    @Override
    public void send() throws Exception {
        long sent = caller.make(new Call.Send(fd, buffer, 0)).value();
        if (sent != size) {
            throw new IllegalStateException("send = " + sent);
        }
    }

    @Override
    public int receive() throws Exception {
        if (caller.make(new Call.Recv(fd, size, 0)) instanceof Outcome.Received received) {
            Bytes data = received.data();
            if (data.length() == size) {
                buffer = data;
            }
            return data.length();
        }
        throw new IllegalStateException("recv failed");
    }
}
