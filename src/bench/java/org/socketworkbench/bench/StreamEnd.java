package org.socketworkbench.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** An end of a {@link Socket}. */
final class StreamEnd implements End {
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer;

    StreamEnd(Socket socket, int size) throws IOException {
        in = socket.getInputStream();
        out = socket.getOutputStream();
        buffer = new byte[size];
    }

    @Override
    public void send() throws IOException {
        out.write(buffer);
    }

    @Override
    public int receive() throws IOException {
        return in.read(buffer);
    }
}
