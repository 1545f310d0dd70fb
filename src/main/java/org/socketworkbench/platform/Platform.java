package org.socketworkbench.platform;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Sockets;

/**
 * All that the workbench needs from the operating system beyond what Java offers on every system. Any thread may call
 * any method.
 */
public interface Platform {

    /**
     * Whether this is the port to a system. If it is not, no other method but {@link #openFilesAtMost} and
     * {@link #inputIsPiped} may be called.
     *
     * @param system its name, as in the property {@code os.name}
     */
    boolean isFor(String system);

    /** The socket calls, always the same object. The first request may take some tenths of a second. */
    Sockets sockets();

    /** The kernel's tables of sockets, always the same object. The first request takes as long as {@link #sockets}. */
    SocketTables tables();

    /** The state of this process's threads. */
    Threads threads();

    /** Whether sockets of the family can be used now. Makes no socket. */
    boolean has(Family family);

    /**
     * The folder where this user's UNIX sockets lie unless the user chooses another; an absolute path. It need not
     * exist, and others may be able to write to the folder around it: see {@link #makePrivate}.
     */
    Path socketFolder();

    /**
     * The folder for files of this user that can be made again, as Truffle chooses it; an absolute path. It need not
     * exist.
     */
    Path cacheFolder();

    /** Names this user in a file's name: no other user of the system has the same name. */
    String user();

    /**
     * Makes sure that only this user can use a folder: creates it if it does not exist.
     *
     * @throws IOException if it cannot be created, is no folder, belongs to somebody else, or is open to others
     */
    void makePrivate(Path folder) throws IOException;

    /** This host's name, as gethostname returns it. */
    String hostName();

    /** The file of services and their ports, in the format of man 5 services. It need not exist. */
    Path services();

    /**
     * Whether Java's resolver failed because no name server answered (EAI_AGAIN), so that nobody knows whether the name
     * exists. Java has no type of its own for this.
     */
    boolean noServerAnswered(UnknownHostException failure);

    /** How many descriptors this process may have open at a time; empty if there is no limit, or none is known. */
    OptionalLong openFilesAtMost();

    /** Whether standard input is a file or a pipe. From a terminal, the user is not asked for lines. */
    boolean inputIsPiped();

    /** Whether a window can be opened. */
    Display display();
}
