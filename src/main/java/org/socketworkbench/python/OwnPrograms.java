package org.socketworkbench.python;

import static org.socketworkbench.socket.Family.AF_INET;
import static org.socketworkbench.socket.Family.AF_INET6;
import static org.socketworkbench.socket.Family.AF_UNIX;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.socketworkbench.python.OwnProgram.Side;
import org.socketworkbench.socket.Family;

/** The catalogue of the workbench's own programs, in menu order. */
public final class OwnPrograms {
    private static final List<OwnProgram> ALL = List.of(
            program("one_call_server.py", Side.SERVER, AF_INET, AF_INET6),
            program("answer_loop_server.py", Side.SERVER, AF_INET, AF_INET6),
            program("threaded_server.py", Side.SERVER, AF_INET, AF_INET6),
            program("select_server.py", Side.SERVER, AF_INET, AF_INET6),
            program("lines_server.py", Side.SERVER, AF_INET, AF_INET6),
            program("slow_reader_server.py", Side.SERVER, AF_INET, AF_INET6),
            program("timeout_server.py", Side.SERVER, AF_INET, AF_INET6),
            program("nonblocking_server.py", Side.SERVER, AF_INET, AF_INET6),
            program("udp_echo_server.py", Side.SERVER, AF_INET, AF_INET6),
            program("unix_echo_server.py", Side.SERVER, AF_UNIX),
            program("one_call_client.py", Side.CLIENT, AF_INET, AF_INET6),
            program("prompt_loop_client.py", Side.CLIENT, AF_INET, AF_INET6),
            program("lines_client.py", Side.CLIENT, AF_INET, AF_INET6),
            program("much_data_client.py", Side.CLIENT, AF_INET, AF_INET6),
            program("timeout_client.py", Side.CLIENT, AF_INET, AF_INET6),
            program("nonblocking_client.py", Side.CLIENT, AF_INET, AF_INET6),
            program("udp_echo_client.py", Side.CLIENT, AF_INET, AF_INET6),
            program("unix_echo_client.py", Side.CLIENT, AF_UNIX));

    private static final List<OwnPair> PAIRS = List.of(
            pair("one_call_server.py", "one_call_client.py", 1),
            pair("answer_loop_server.py", "prompt_loop_client.py", 1),
            pair("threaded_server.py", "prompt_loop_client.py", 2),
            pair("select_server.py", "prompt_loop_client.py", 2),
            pair("lines_server.py", "lines_client.py", 1),
            pair("slow_reader_server.py", "much_data_client.py", 1),
            pair("timeout_server.py", "timeout_client.py", 1),
            pair("nonblocking_server.py", "nonblocking_client.py", 1),
            pair("udp_echo_server.py", "udp_echo_client.py", 1),
            pair("unix_echo_server.py", "unix_echo_client.py", 1));

    private OwnPrograms() {}

    public static List<OwnProgram> all() {
        return ALL;
    }

    /** The programs that a participant of one side can run. */
    public static List<OwnProgram> of(Side side) {
        return ALL.stream().filter(program -> program.side() == side).toList();
    }

    /** The programs that are meant for one another. */
    public static List<OwnPair> pairs() {
        return PAIRS;
    }

    /** The program in this file. */
    public static OwnProgram named(String file) {
        return ALL.stream().filter(program -> program.file().equals(file)).findFirst().orElseThrow();
    }

    private static OwnPair pair(String server, String client, int clients) {
        return new OwnPair(named(server), named(client), clients);
    }

    private static OwnProgram program(String file, Side side, Family... families) {
        Set<Family> ordered = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(families)));
        return new OwnProgram(file, side, ordered);
    }
}
