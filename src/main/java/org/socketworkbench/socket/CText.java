package org.socketworkbench.socket;

/** Calls and their outcomes as a C programmer reads them: {@code accept(5) = 6 127.0.0.1:41204}. */
public final class CText {
    private static final int SHOWN_BYTES = 32;

    private CText() {}

    /** The call alone: {@code connect(4, 127.0.0.1:8080)}. */
    public static String of(Call call) {
        return call.name() + "(" + switch (call) {
            case Call.Socket c -> c.family() + ", " + c.type() + ", " + c.protocol();
            case Call.SetSockOpt c -> c.fd() + ", " + c.option().levelName() + ", " + c.option() + ", " + c.value();
            case Call.GetSockOpt c -> c.fd() + ", " + c.option().levelName() + ", " + c.option();
            case Call.Bind c -> c.fd() + ", " + c.address();
            case Call.Listen c -> c.fd() + ", " + c.backlog();
            case Call.Accept c -> Integer.toString(c.fd());
            case Call.Connect c -> c.fd() + ", " + c.address();
            case Call.Send c -> c.fd() + ", " + quoted(c.data(), SHOWN_BYTES) + ", " + c.data().length() + ", " + c.flags();
            case Call.Recv c -> c.fd() + ", " + c.length() + ", " + c.flags();
            case Call.Shutdown c -> c.fd() + ", " + c.how();
            case Call.GetSockName c -> Integer.toString(c.fd());
            case Call.GetPeerName c -> Integer.toString(c.fd());
            case Call.Close c -> Integer.toString(c.fd());
        } + ")";
    }

    /** What came of it: {@code 6 127.0.0.1:41204}, {@code -1 ECONNREFUSED}. */
    public static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done o -> Long.toString(o.value());
            case Outcome.Accepted o -> o.fd() + " " + o.peer();
            case Outcome.Received o -> o.value() + (o.value() == 0 ? "" : " " + quoted(o.data(), SHOWN_BYTES));
            case Outcome.Named o -> "0 " + o.address();
            case Outcome.OptionValue o -> "0 [" + o.option() + "]";
            case Outcome.Failed o -> "-1 " + o.errno().symbol();
        };
    }

    /** Both: {@code send(4, "Hello", 5, 0) = 5}. */
    public static String of(Call call, Outcome outcome) {
        return of(call) + " = " + of(outcome);
    }

    /**
     * Bytes as a C string literal: printable ASCII as it is, the rest escaped, so that nothing a peer sends can act on
     * a terminal or a file.
     *
     * @param shown how many bytes at the most; {@code ...} behind the quote says that there were more
     */
    public static String quoted(Bytes bytes, int shown) {
        int end = Math.min(shown, bytes.kept());
        StringBuilder text = new StringBuilder(end + 5).append('"');
        for (int i = 0; i < end; i++) {
            int b = bytes.at(i);
            switch (b) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (b >= 0x20 && b < 0x7f) {
                        text.append((char) b);
                    } else {
                        text.append("\\x");
                        ByteText.appendHex(text, b);
                    }
                }
            }
        }
        return text.append('"').append(end < bytes.length() ? "..." : "").toString();
    }
}
