package org.socketworkbench.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.socketworkbench.socket.Call;

/**
 * Writes a {@link HandProgram} in Java with the channels of {@code java.nio}, Java's closest match to the socket calls.
 * Where Java makes a call differently, or not at all, a comment says so.
 */
final class JavaWriter {
    private final JavaProgram program = new JavaProgram();
    private final CodeLines body = program.body();
    private final JavaCalls calls = new JavaCalls(program);

    Listing write(HandProgram written) {
        body.indent(2);
        for (Statement s : written.statements()) {
            if (s.call() instanceof Call.Opening) {
                body.gap();
            }
            body.call(s.number());
            add(s);
            body.call(Listing.NO_CALL);
        }
        return program.listing(written);
    }

    private void add(Statement s) {
        JavaLines lines = lines(s);
        String remark = Remarks.of(s);
        if (!remark.isEmpty()) {
            body.add("// " + remark);
        }
        lines.comment().ifPresent(comment -> body.add("// " + comment));
        String[] code = lines.code().toArray(String[]::new);
        if (!s.failed() || code.length == 0) {
            body.add(code);
            return;
        }
        body.add("try {");
        body.addInside(code);
        // Java detects some mistakes before the kernel does, and throws an IllegalStateException for them.
        body.add("} catch (IOException | IllegalStateException error) {");
        body.addInside("System.out.println(\"" + s.call().word() + ": \" + error);");
        body.addInside(calls.afterFailure(s).toArray(String[]::new));
        body.add("}");
    }

    private JavaLines lines(Statement s) {
        return switch (s.call()) {
            case Call.Socket c -> calls.socket(s, c);
            case Call.SocketPair c -> JavaLines.none(Remarks.because("java.none", c.word()));
            case Call.Other c -> JavaLines.none(Remarks.because("other", c.word()));
            case Call.Unlink c -> calls.unlink(c);
            case Call.EpollCreate c -> JavaLines.none(Remarks.because("java.poll", c.word()));
            case Call.EpollCtl c -> JavaLines.none(Remarks.because("java.poll", c.word()));
            case Call.EpollWait c -> JavaLines.none(Remarks.because("java.poll", c.word()));
            case Call.Polling c -> JavaLines.none(Remarks.because("java.poll", c.word()));
            case Call.Select c -> JavaLines.none(Remarks.because("java.poll", c.word()));
            case Call.OnDescriptor c when s.socket().isEmpty() && c.fd() == Call.NO_DESCRIPTOR ->
                JavaLines.none(Remarks.because("java.nothing", c.word()));
            case Call.OnDescriptor c when s.socket().isEmpty() -> JavaLines.none(Remarks.foreign(s));
            case Call.OnDescriptor c when !calls.has(s.socket().get()) ->
                JavaLines.none(Remarks.because("java.missing", c.word()));
            case Call.OnDescriptor c -> calls.finishConnect(s).map(finish -> calls.make(s, c).after(finish))
                    .orElseGet(() -> calls.make(s, c));
        };
    }

    /**
     * How a call is made.
     *
     * @param code    the statements; none if Java cannot make the call
     * @param comment why it is made differently, or not at all
     */
    record JavaLines(List<String> code, Optional<String> comment) {
        static JavaLines of(String... code) {
            return new JavaLines(List.of(code), Optional.empty());
        }

        static JavaLines none(String why) {
            return new JavaLines(List.of(), Optional.of(why));
        }

        JavaLines because(String why) {
            return new JavaLines(code, Optional.of(why));
        }

        JavaLines after(String first) {
            if (code.isEmpty()) {
                return this;
            }
            List<String> all = new ArrayList<>(List.of(first));
            all.addAll(code);
            return new JavaLines(all, comment);
        }
    }
}
