package org.socketworkbench.export;

import java.util.List;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;

/** Writes the calls with several buffers in C, each in a block with its struct iovec. */
final class CBuffers {
    private final CSource source;
    private final CArguments arguments;
    private final CWriter writer;
    private final CodeLines body;

    CBuffers(CSource source, CArguments arguments, CWriter writer) {
        this.source = source;
        this.arguments = arguments;
        this.writer = writer;
        body = source.body();
    }

    void send(Statement s, Call.Gathering call, String on) {
        writer.waitIfTimed(s, on, "POLLOUT");
        if (s.timedOut()) {
            return;
        }
        List<String> buffers = Literals.buffers(call).stream().map(CBuffers::buffer).toList();
        // The address is declared in main, where later calls find it.
        List<String> to = call.named().map(address -> arguments.address(s, address)).orElse(List.of());
        begin(buffers);
        switch (call) {
            case Call.WriteV c -> writer.check(s, "writev(" + on + ", buffers, " + buffers.size() + ")");
            case Call.SendMsg c -> {
                if (!c.control().isEmpty()) {
                    body.add("// " + Remarks.because("c.control"));
                }
                message(buffers.size(), to);
                writer.check(s, "sendmsg(" + on + ", &message, " + arguments.flags(c.flags()) + ")");
            }
        }
        end();
    }

    private static String buffer(Bytes bytes) {
        return "{.iov_base = " + Literals.c(bytes) + ", .iov_len = " + bytes.length() + "}";
    }

    /** The buffers are parts of one, so that all that came is shown as one. */
    void receive(Statement s, Call.Scattering call, String on) {
        writer.waitIfTimed(s, on, "POLLIN");
        if (s.timedOut()) {
            return;
        }
        source.include("<sys/types.h>");
        String buffer = source.buffer(call.length());
        String count = source.declare("ssize_t", "count");
        int[] begin = {0};
        begin(call.lengths().stream().map(length -> {
            String part = "{.iov_base = " + buffer + " + " + begin[0] + ", .iov_len = " + length + "}";
            begin[0] += length;
            return part;
        }).toList());
        switch (call) {
            case Call.ReadV c -> body.add(count + " = readv(" + on + ", buffers, " + c.lengths().size() + ");");
            case Call.RecvMsg c -> {
                if (c.controlLength() > 0) {
                    body.add("// " + Remarks.because("c.control"));
                }
                message(c.lengths().size(), s.sender().map(this::sender).orElse(List.of()));
                body.add(count + " = recvmsg(" + on + ", &message, " + arguments.flags(c.flags()) + ");");
                s.sender().ifPresent(sender -> body.add(arguments.lengthOf(sender) + " = message.msg_namelen;"));
            }
        }
        writer.failure(s, count + " == -1");
        writer.shown(s, call);
        end();
    }

    private List<String> sender(String variable) {
        source.declare("struct sockaddr_storage", variable);
        source.declare("socklen_t", arguments.lengthOf(variable));
        return List.of("&" + variable, "sizeof " + variable);
    }

    private void begin(List<String> buffers) {
        source.include("<sys/uio.h>");
        body.add("{");
        body.indent(1);
        body.add("struct iovec buffers[] = {");
        body.addInside((buffers.isEmpty() ? List.of("{.iov_len = 0}") : buffers).stream().map(one -> one + ",")
                .toArray(String[]::new));
        body.add("};");
    }

    private void message(int count, List<String> address) {
        body.add("struct msghdr message = {.msg_iov = buffers, .msg_iovlen = " + count
                + (address.isEmpty() ? ""
                        : ", .msg_name = " + address.getFirst() + ", .msg_namelen = " + address.getLast())
                + "};");
    }

    private void end() {
        body.indent(-1);
        body.add("}");
    }
}
