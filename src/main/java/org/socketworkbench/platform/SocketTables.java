package org.socketworkbench.platform;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.socketworkbench.trace.SocketRow;

/** The kernel's tables of all sockets of this system. Use from one thread at a time. */
public interface SocketTables {

    /**
     * Reads the current rows. Those of the given descriptors tell what the kernel knows of them beyond the tables, and
     * carry the descriptor; all others carry {@link SocketRow#NOT_OURS}. A row whose descriptor was closed during the
     * reading counts as one of the others.
     *
     * @param fds    our descriptors; some of them may be closed, or no sockets
     * @param choice selects the wanted rows from all rows
     * @throws IOException if a table cannot be read
     */
    List<SocketRow> read(Set<Integer> fds, UnaryOperator<List<SocketRow>> choice) throws IOException;
}
