package org.socketworkbench.export;

import static org.socketworkbench.export.SocketVariable.Kind.ENDPOINT;
import static org.socketworkbench.export.SocketVariable.Kind.LISTENER;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.socketworkbench.export.JavaWriter.JavaLines;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.MessageFlags;
import org.socketworkbench.socket.SocketAddress;

/** Writes the calls that move bytes with Java's channels: without flags, and with a buffer for each. */
final class JavaTransfers {
    private static final int CHANGES_WHAT_IS_TAKEN = MessageFlags.MSG_PEEK | MessageFlags.MSG_OOB;

    private final JavaProgram program;
    private final Set<SocketVariable> files = new HashSet<>();
    /** The variables that hold a datagram's sender. */
    private final Set<String> senders = new HashSet<>();

    JavaTransfers(JavaProgram program) {
        this.program = program;
    }

    JavaLines send(Statement s, SocketVariable on, Call.Sending call, int flags) {
        if (on.kind() == LISTENER) {
            return JavaCalls.lacks(on, call);
        }
        if ((flags & MessageFlags.MSG_OOB) != 0) {
            return urgent(on, call);
        }
        return flagged(s, flags, JavaLines.of(on.name() + ".write(" + buffer(call) + ");"));
    }

    private static JavaLines urgent(SocketVariable on, Call.Sending call) {
        Bytes data = call.data();
        return on.kind() != ENDPOINT && JavaText.hasSocket(on) && data.length() == 1
                ? JavaLines.of(on.name() + ".socket().sendUrgentData(" + data.at(0) + ");")
                : JavaLines.none(Remarks.because("java.flags.left", call.word(), "MSG_OOB"));
    }

    JavaLines sendAll(Statement s, SocketVariable on, Call.SendAll call) {
        if (on.kind() == LISTENER || (call.flags() & MessageFlags.MSG_OOB) != 0) {
            return send(s, on, call, call.flags());
        }
        String bytes = program.declare(program.use("java.nio.ByteBuffer"), "bytes");
        return flagged(s, call.flags(), JavaLines.of(bytes + " = " + buffer(call) + ";",
                "do {", "    " + on.name() + ".write(" + bytes + ");", "} while (" + bytes + ".hasRemaining());"));
    }

    JavaLines sendTo(Statement s, SocketVariable on, Call.SendTo call) {
        Optional<String> address = address(s, call, on);
        if (on.kind() != ENDPOINT || address.isEmpty() || (call.flags() & MessageFlags.MSG_OOB) != 0) {
            return JavaCalls.lacks(on, call);
        }
        return flagged(s, call.flags(),
                JavaLines.of(on.name() + ".send(" + buffer(call) + ", " + address.get() + ");"));
    }

    /** A sender's variable, or the address itself. */
    Optional<String> address(Statement s, Call.WithAddress call, SocketVariable on) {
        return address(s, call.address(), on);
    }

    private Optional<String> address(Statement s, SocketAddress address, SocketVariable on) {
        return s.address().filter(senders::contains).or(() -> JavaText.address(address, on, program));
    }

    /** Several buffers are an array, unless the call names a receiver: for that, Java takes one. */
    JavaLines gather(Statement s, SocketVariable on, Call.Gathering call) {
        int flags = call instanceof Call.SendMsg message ? message.flags() : 0;
        boolean hasControl = call instanceof Call.SendMsg message && !message.control().isEmpty();
        if (on.kind() == LISTENER || (flags & MessageFlags.MSG_OOB) != 0) {
            return JavaCalls.lacks(on, call);
        }
        JavaLines lines;
        if (call.named().isPresent()) {
            Optional<String> address = address(s, call.named().get(), on);
            if (on.kind() != ENDPOINT || address.isEmpty()) {
                return JavaCalls.lacks(on, call);
            }
            lines = JavaLines.of(on.name() + ".send(" + buffer(call) + ", " + address.get() + ");")
                    .because(Remarks.because("java.one-buffer", call.word()));
        } else {
            String wrap = program.use("java.nio.ByteBuffer") + ".wrap(";
            lines = JavaLines.of(on.name() + ".write(new ByteBuffer[] {" + Literals.buffers(call).stream()
                    .map(one -> wrap + JavaText.bytes(one, program) + ")").collect(Collectors.joining(", ")) + "});");
        }
        return flagged(s, flags, hasControl ? lines.because(Remarks.because("java.control", call.word())) : lines);
    }

    /** Channels for connections take an array of buffers; those for datagrams tell the sender only with one. */
    JavaLines scatter(Statement s, SocketVariable on, Call.Scattering call) {
        if (on.kind() == LISTENER || on.kind() == ENDPOINT || (call.flags() & CHANGES_WHAT_IS_TAKEN) != 0) {
            return receive(s, on, call);
        }
        String buffers = program.declare(program.use("java.nio.ByteBuffer") + "[]", "buffers");
        JavaLines lines = JavaLines.of(
                buffers + " = new ByteBuffer[] {" + call.lengths().stream()
                        .map(length -> "ByteBuffer.allocate(" + length + ")").collect(Collectors.joining(", ")) + "};",
                JavaCalls.printed(call, on.name() + ".read(" + buffers + ") + \" bytes\""));
        return flagged(s, call.flags(), lines);
    }

    JavaLines receive(Statement s, SocketVariable on, Call.Receiving call) {
        if (on.kind() == LISTENER) {
            return JavaCalls.lacks(on, call);
        }
        if ((call.flags() & CHANGES_WHAT_IS_TAKEN) != 0) {
            return JavaLines.none(Remarks.because("java.flags.left", call.word(), MessageFlags.text(call.flags())));
        }
        return flagged(s, call.flags(), on.kind() == ENDPOINT ? datagram(s, on, call) : stream(s, on, call));
    }

    private JavaLines stream(Statement s, SocketVariable on, Call.Receiving call) {
        String buffer = program.declare(program.use("java.nio.ByteBuffer"), "buffer");
        String count = program.declare("int", "count");
        String show = program.show() + "(\"" + call.word() + "\", " + count + ", " + buffer + ");";
        if (s.waitsForATime() && JavaText.hasSocket(on)) {
            return JavaLines.of(buffer + " = ByteBuffer.allocate(" + call.length() + ");",
                    count + " = " + on.name() + ".socket().getInputStream().read(" + buffer + ".array());",
                    buffer + ".position(Math.max(0, " + count + "));", show);
        }
        return JavaLines.of(buffer + " = ByteBuffer.allocate(" + call.length() + ");",
                count + " = " + on.name() + ".read(" + buffer + ");"
                        + (endsHere(s) ? "  // " + Remarks.because("java.end") : ""),
                show);
    }

    private static boolean endsHere(Statement s) {
        return s.outcome().filter(outcome -> outcome.value() == 0).isPresent();
    }

    private JavaLines datagram(Statement s, SocketVariable on, Call.Receiving call) {
        String buffer = program.declare(program.use("java.nio.ByteBuffer"), "buffer");
        String sender = program.declare(program.use("java.net.SocketAddress"), s.sender().orElse("peer"));
        s.sender().ifPresent(senders::add);
        String show = program.show() + "(\"" + call.word() + " from \" + " + sender + ", " + buffer + ".position(), "
                + buffer + ");";
        if (s.waitsForATime()) {
            String packet = program.declare(program.use("java.net.DatagramPacket"), "packet");
            return JavaLines.of(buffer + " = ByteBuffer.allocate(" + call.length() + ");",
                    packet + " = new DatagramPacket(" + buffer + ".array(), " + call.length() + ");",
                    on.name() + ".socket().receive(" + packet + ");",
                    sender + " = " + packet + ".getSocketAddress();",
                    buffer + ".position(" + packet + ".getLength());", show);
        }
        return JavaLines.of(buffer + " = ByteBuffer.allocate(" + call.length() + ");",
                sender + " = " + on.name() + ".receive(" + buffer + ");", show);
    }

    /** Drops the flags; a call that failed only because it was not allowed to wait would now wait forever. */
    private static JavaLines flagged(Statement s, int flags, JavaLines lines) {
        if (flags == 0) {
            return lines;
        }
        String names = MessageFlags.text(flags);
        return s.failed() && (flags & MessageFlags.MSG_DONTWAIT) != 0
                ? JavaLines.none(Remarks.because("java.flags.left", s.call().word(), names))
                : lines.because(Remarks.because("java.flags", s.call().word(), names));
    }

    JavaLines makeFile(Statement s, SocketVariable on) {
        if (s.failed() || on.kind() == LISTENER || on.kind() == ENDPOINT) {
            return JavaCalls.lacks(on, s.call());
        }
        boolean first = files.add(on);
        program.use("java.nio.charset.StandardCharsets");
        return JavaLines.of(
                (first ? program.use("java.io.BufferedReader") + " " : "") + on.name() + "Reader = new BufferedReader("
                        + program.use("java.nio.channels.Channels") + ".newReader(" + on.name()
                        + ", StandardCharsets.UTF_8));",
                (first ? program.use("java.io.BufferedOutputStream") + " " : "") + on.name()
                        + "Output = new BufferedOutputStream(Channels.newOutputStream(" + on.name() + "));")
                .because(Remarks.because("java.files"));
    }

    JavaLines readLine(SocketVariable on, Call.ReadLine call) {
        return files.contains(on) ? JavaLines.of(JavaCalls.printed(call, on.name() + "Reader.readLine()"))
                : JavaCalls.lacks(on, call);
    }

    JavaLines write(SocketVariable on, Call.FileWrite call) {
        return files.contains(on)
                ? JavaLines.of(on.name() + "Output.write(" + JavaText.bytes(call.data(), program) + ");")
                : JavaCalls.lacks(on, call);
    }

    JavaLines flush(SocketVariable on, Call.Flush call) {
        return files.contains(on) ? JavaLines.of(on.name() + "Output.flush();") : JavaCalls.lacks(on, call);
    }

    private String buffer(Call.Sending call) {
        return program.use("java.nio.ByteBuffer") + ".wrap(" + JavaText.bytes(call.data(), program) + ")";
    }
}
