package org.socketworkbench.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceLog;

/**
 * One participant's calls: each made on its own descriptors only, and written into the trace before and after. Calls are
 * made by the participant's thread; any thread may look.
 */
final class TracedCalls {
    private final int participant;
    private final TraceLog log;
    private final Participant.Witness witness;
    private final Set<Integer> descriptors = new ConcurrentSkipListSet<>();
    private volatile Participant.InCall inCall;

    TracedCalls(int participant, TraceLog log, Participant.Witness witness) {
        this.participant = participant;
        this.log = log;
        this.witness = witness;
    }

    /** The descriptors that are open, lowest first. */
    List<Integer> descriptors() {
        return List.copyOf(descriptors);
    }

    /** The call that is being made right now, if one is. */
    Optional<Participant.InCall> inCall() {
        return Optional.ofNullable(inCall);
    }

    /** Makes a call and waits, as the kernel does, until it returns. */
    Outcome make(Sockets.Caller caller, Call wanted) {
        Call call = onOwnDescriptor(wanted);
        Call kept = kept(call);
        long entered = log.now();
        int number = log.append(new TraceEvent.CallEntered(entered, participant, kept));
        inCall = new Participant.InCall(number, kept, entered, caller.threadId());
        Outcome outcome;
        try {
            outcome = caller.make(call);
        } finally {
            inCall = null;
        }
        long returned = log.now();
        witness.returned(call, outcome);
        log.append(new TraceEvent.CallReturned(returned, participant, number, entered, kept, kept(outcome)));
        // Only now: a kernel sample that shows the new socket must not come before the event that made it.
        own(call, outcome);
        return outcome;
    }

    /**
     * All participants share this JVM's descriptors, but each is to see only its own: a number that is not (or no longer)
     * this participant's stands for no descriptor, so that it can never reach somebody else's socket or file.
     */
    private Call onOwnDescriptor(Call call) {
        return call instanceof Call.OnDescriptor c && !descriptors.contains(c.fd()) ? c.on(Call.NO_DESCRIPTOR) : call;
    }

    private void own(Call call, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted accepted -> descriptors.add(accepted.fd());
            case Outcome.Done done when call instanceof Call.Socket -> descriptors.add((int) done.value());
            default -> {
                // Linux gives the descriptor back whatever close answers.
                if (call instanceof Call.Close close) {
                    descriptors.remove(close.fd());
                }
            }
        }
    }

    private Call kept(Call call) {
        return call instanceof Call.Send c ? new Call.Send(c.fd(), log.keep(c.data()), c.flags()) : call;
    }

    private Outcome kept(Outcome outcome) {
        return outcome instanceof Outcome.Received r ? new Outcome.Received(log.keep(r.data())) : outcome;
    }
}
