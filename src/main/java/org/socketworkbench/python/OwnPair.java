package org.socketworkbench.python;

import org.socketworkbench.messages.Messages;

/**
 * Two of the workbench's own programs that talk with one another.
 *
 * @param server  the server's; it gives the pair its title and its text
 * @param client  each client's
 * @param clients how many clients show what the pair is about, from 1
 */
public record OwnPair(OwnProgram server, OwnProgram client, int clients) {
    private static final Messages TEXT = Messages.of(OwnPair.class);

    /** Its name for a menu, as in "One call". */
    public String title() {
        return TEXT.text("pair." + server.file());
    }

    /** What it shows, in one line. */
    public String shows() {
        return TEXT.text("pair.shows." + server.file());
    }
}
