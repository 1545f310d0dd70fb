package org.socketworkbench.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.socketworkbench.testing.Tools;

/**
 * Every number that is written down here is this system's: asked from Python, whose modules are made from its headers.
 */
class LinuxNumbersTest {

    @Test
    void everyErrnoHasTheSystemsName() throws Exception {
        List<String> numbersAndNames = Tools.python("""
                import errno
                for name in sorted(vars(errno)):
                    if name.startswith('E'): print(getattr(errno, name), name)
                """).lines().toList();
        assertTrue(numbersAndNames.size() > 120);
        for (String line : numbersAndNames) {
            String[] part = line.split(" ");
            // Linux has three names for which another is the usual one: the same number twice.
            String usual = switch (part[1]) {
                case "EWOULDBLOCK" -> "EAGAIN";
                case "EDEADLOCK" -> "EDEADLK";
                case "ENOTSUP" -> "EOPNOTSUPP";
                default -> part[1];
            };
            assertEquals(usual, new Errno(Integer.parseInt(part[0])).symbol());
        }
    }

    @Test
    void everyErrnoConstantHasTheNumberOfItsName() throws Exception {
        int checked = 0;
        for (Field field : Errno.class.getFields()) {
            assertEquals(field.getName(), ((Errno) field.get(null)).symbol());
            checked++;
        }
        assertNotEquals(0, checked);
    }

    @Test
    void everyErrnoHasTheTextOfTheCLibrary() throws Exception {
        List<String> texts =
                Tools.python("import os\nfor number in range(140): print(os.strerror(number))").lines().toList();
        for (int number = 0; number < 140; number++) {
            assertEquals(texts.get(number), new Errno(number).text());
        }
    }

    @Test
    void aNumberWithoutANameSaysItsNumber() {
        assertEquals("errno 41", new Errno(41).symbol());
        assertEquals("errno 0", new Errno(0).symbol());
        assertEquals("errno 4095", new Errno(4095).symbol());
        assertEquals("ECONNREFUSED (111)", Errno.ECONNREFUSED.toString());
    }

    @Test
    void everyConstantOfASocketCallHasTheSystemsNumber() throws Exception {
        List<String> names = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (Family family : Family.values()) {
            names.add(family.name());
            numbers.add(Integer.toString(family.number()));
        }
        for (SocketType type : SocketType.values()) {
            names.add(type.name());
            numbers.add(Integer.toString(type.number()));
        }
        for (SocketOption option : SocketOption.NAMED.values()) {
            Stream.of(option.name(), option.levelName()).forEach(names::add);
            Stream.of(option.number(), option.level()).map(i -> Integer.toString(i)).forEach(numbers::add);
        }
        for (Call.Shutdown.How how : Call.Shutdown.How.values()) {
            names.add(how.name());
            numbers.add(Integer.toString(how.ordinal()));
        }
        MessageFlags.NAMES.forEach((number, name) -> {
            names.add(name);
            numbers.add(Integer.toString(number));
        });
        for (int event = 1; event <= PollEntry.POLLRDHUP; event <<= 1) {
            String name = new PollEntry(0, event).eventsText();
            if (name.startsWith("POLL")) {
                names.add(name);
                numbers.add(Integer.toString(event));
            }
        }
        String asked = Tools.python("import select, socket\nfor name in '" + String.join(" ", names)
                + "'.split(): print(int(getattr(select if name.startswith('POLL') else socket, name)))");
        assertEquals(numbers, asked.lines().toList());
    }

    @Test
    void everyTcpStateHasLinuxsNumber() {
        assertEquals(Optional.of(TcpState.ESTABLISHED), TcpState.of(1));
        assertEquals(Optional.of(TcpState.TIME_WAIT), TcpState.of(6));
        assertEquals(Optional.of(TcpState.CLOSE_WAIT), TcpState.of(8));
        assertEquals(Optional.of(TcpState.LISTEN), TcpState.of(10));
        assertEquals(Optional.of(TcpState.NEW_SYN_RECV), TcpState.of(12));
    }

    @Test
    void aNumberThatIsNoTcpStateIsNone() {
        assertEquals(Optional.empty(), TcpState.of(0));
        assertEquals(Optional.empty(), TcpState.of(13));
        assertEquals(Optional.empty(), TcpState.of(-1));
    }
}
