package org.socketworkbench.ui.shell;

import java.util.List;
import org.socketworkbench.ui.listing.ProgramModel;
import org.socketworkbench.ui.panel.Activity;
import org.socketworkbench.ui.panel.ParticipantModel;

/**
 * Programs that talk with one another, started in the order in which they find one another: the server's first, and the
 * clients' as soon as the server is blocked, since then it waits for them. FX thread only.
 */
final class PairRun {
    private final ParticipantModel server;
    private final ProgramModel serverProgram;
    private final List<ProgramModel> clients;
    private final Runnable whenClientsStart;
    /** Whether the server has been started for clients that have not. */
    private boolean waits;

    /** @param whenClientsStart is run each time when the clients start */
    PairRun(ParticipantModel server, ProgramModel serverProgram, List<ProgramModel> clients,
            Runnable whenClientsStart) {
        this.server = server;
        this.serverProgram = serverProgram;
        this.clients = List.copyOf(clients);
        this.whenClientsStart = whenClientsStart;
        server.activityProperty().addListener(o -> startClientsIfTheServerWaits());
        server.programRunsProperty().addListener((o, was, runs) -> waits &= runs);
    }

    /** Starts the programs; of programs that run already, those that have ended. */
    void start() {
        if (!serverProgram.busyProperty().get()) {
            serverProgram.run();
            waits = true;
        } else if (!waits && clients.stream().noneMatch(client -> client.busyProperty().get())) {
            startClients();
        }
    }

    private void startClientsIfTheServerWaits() {
        if (waits && server.activityProperty().get() instanceof Activity.InCall call && call.call().blocked()) {
            waits = false;
            startClients();
        }
    }

    private void startClients() {
        clients.forEach(ProgramModel::run);
        whenClientsStart.run();
    }
}
