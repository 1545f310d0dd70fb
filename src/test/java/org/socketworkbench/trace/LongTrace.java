package org.socketworkbench.trace;

import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** Run by {@link LongTraceTest}: a conversation of ten million events, appended and then read. */
final class LongTrace {
    static final int EVENTS = 10_000_000;

    private LongTrace() {}

    public static void main(String[] arguments) {
        TraceLog log = new TraceLog(EVENTS);
        Bytes payload = Bytes.owning(new byte[64]);
        Call send = new Call.Send(9, payload, 0);
        Call recv = new Call.Recv(10, 4096, 0);
        while (log.size() < EVENTS) {
            call(log, 0, send, new Outcome.Done(payload.length()));
            call(log, 1, recv, new Outcome.Received(payload));
        }
        long right = 0;
        for (int number = 0; number < EVENTS; number += 4) {
            TraceEvent.CallReturned sent = (TraceEvent.CallReturned) log.get(number + 1);
            TraceEvent.CallReturned received = (TraceEvent.CallReturned) log.get(number + 3);
            right += sent.call().equals(send) && received.outcome().equals(new Outcome.Received(payload))
                    && log.call(number).nanos() == sent.entered() && log.call(number + 2).call().equals(recv) ? 4 : 0;
        }
        System.out.println("right: " + right);
    }

    private static void call(TraceLog log, int participant, Call call, Outcome outcome) {
        long entered = log.now();
        int number = log.append(new TraceEvent.CallEntered(entered, participant, call));
        log.append(new TraceEvent.CallReturned(log.now(), participant, number, entered, call, outcome));
    }
}
