package org.socketworkbench.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** An end of a blocking {@link SocketChannel}. */
record ChannelEnd(SocketChannel channel, ByteBuffer buffer) implements End {
    @Override
    public void send() throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public int receive() throws IOException {
        return channel.read(buffer.clear());
    }
}
