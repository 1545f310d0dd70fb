package org.socketworkbench.python;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.socketworkbench.messages.Messages;
import org.socketworkbench.socket.Family;

/**
 * One of the workbench's own programs. Its constants {@code HOST} and {@code PORT}, or {@code PATH}, at the beginning
 * of a line are replaced for other addresses.
 *
 * @param file     its name among the resources, as in {@code "one_call_server.py"}; its title's key is derived from it
 * @param side     who runs it
 * @param families what it can be run with; the first is what it is written for
 */
public record OwnProgram(String file, Side side, Set<Family> families) {
    private static final Messages TEXT = Messages.of(OwnProgram.class);
    private static final Pattern HOST = Pattern.compile("(?m)^HOST = .*?(?=\\s*(?:#.*)?$)");
    private static final Pattern PORT = Pattern.compile("(?m)^PORT = \\d+");
    private static final Pattern PATH = Pattern.compile("(?m)^PATH = .*?(?=\\s*(?:#.*)?$)");
    private static final Pattern INET = Pattern.compile("\\bAF_INET\\b");

    /** Who runs the program. */
    public enum Side {
        SERVER, CLIENT
    }

    /** Its name for a menu, as in "one call". */
    public String title() {
        return TEXT.text("program." + file);
    }

    /** The program as written. */
    public Script script() {
        return Script.own(file);
    }

    /**
     * The program for another address.
     *
     * @param host a name or an address, as a user types it
     * @param port 0 to 65535
     */
    public Script script(Family family, String host, int port) {
        String text = replace(HOST, "HOST = " + literal(host), script().text());
        text = replace(PORT, "PORT = " + port, text);
        return new Script(file, family == Family.AF_INET6 ? replace(INET, "AF_INET6", text) : text);
    }

    /** The program for another path; one that begins with {@code @} is an abstract name. */
    public Script script(String path) {
        String named = path.startsWith("@") ? "\0" + path.substring(1) : path;
        return new Script(file, replace(PATH, "PATH = " + literal(named), script().text()));
    }

    private static String replace(Pattern what, String by, String text) {
        return what.matcher(text).replaceAll(Matcher.quoteReplacement(by));
    }

    /** The text as a Python literal. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        text.chars().forEach(c -> {
            if (c == '\'' || c == '\\') {
                literal.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7f) {
                literal.append(String.format("\\x%02x", c));
            } else {
                literal.append((char) c);
            }
        });
        return literal.append('\'').toString();
    }
}
