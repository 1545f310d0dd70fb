package org.socketworkbench.ui.panel;

import java.io.IOException;
import java.nio.file.Path;
import org.socketworkbench.platform.Platform;

/** The default folder for UNIX sockets, closed to other users. */
record SocketFolder(Platform platform) {

    /** The initial path in the field. */
    String path() {
        return platform.socketFolder().resolve("phone").toString();
    }

    /**
     * Creates the folder if the path is in it and it does not exist yet.
     *
     * @throws IOException if it cannot be created, or is open to other users
     */
    void prepareFor(String path) throws IOException {
        Path folder = platform.socketFolder();
        boolean isAbstract = path.indexOf('\0') >= 0;
        if (!isAbstract && folder.equals(Path.of(path).getParent())) {
            platform.makePrivate(folder);
        }
    }
}
