package org.socketworkbench.ui.panel;

import org.socketworkbench.messages.Messages;
import org.socketworkbench.model.Lane;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;

/** Describes what a thread is doing. */
public final class ActivityWords {
    private static final Messages TEXT = Messages.of(ActivityWords.class);

    private ActivityWords() {}

    /**
     * Describes what a program's thread is doing.
     *
     * @param now the time shown, in nanoseconds since the log began
     */
    static String of(Activity activity, long now) {
        return switch (activity) {
            case Activity.Idle idle -> TEXT.text("activity.ready");
            case Activity.Beginning beginning -> TEXT.text("activity.begins");
            case Activity.Running running -> TEXT.text("activity.running");
            case Activity.Ended ended -> TEXT.text("activity.main-ended");
            case Activity.AtGate gate when gate.line() == 0 -> TEXT.text("activity.next", CText.of(gate.call()));
            case Activity.AtGate gate ->
                TEXT.text("activity.next.line", CText.of(gate.call()), Integer.toString(gate.line()));
            case Activity.AtLine line -> TEXT.text("activity.at-line", Integer.toString(line.line()));
            case Activity.InCall call -> call(call, now);
            case Activity.Asks asks -> TEXT.text("activity.asks", asks.prompt().strip(), seconds(now - asks.since()));
            case Activity.Sleeps sleeps when sleeps.line() == 0 -> TEXT.text("activity.sleeps", sleeps.seconds());
            case Activity.Sleeps sleeps ->
                TEXT.text("activity.sleeps.line", sleeps.seconds(), Integer.toString(sleeps.line()));
        };
    }

    /** A thread's name. */
    public static String thread(Lane lane) {
        return lane.name().isEmpty() ? TEXT.text("thread.main") : lane.name();
    }

    private static String call(Activity.InCall activity, long now) {
        Lane.Pending call = activity.call();
        String seconds = seconds(now - call.entered());
        String held = activity.step().filter(Lane.Pending::blocked).map(step -> step.call().word()).orElse("");
        if (!held.isEmpty()) {
            return TEXT.text("activity.blocked.in", CText.of(call.call()), held, seconds);
        }
        return TEXT.text(call.blocked() ? waits(call.call()) : "activity.in-call", CText.of(call.call()), seconds);
    }

    /** The words for what a call waits for. */
    private static String waits(Call call) {
        return switch (call) {
            case Call.Accept c -> "activity.blocked.accept";
            case Call.Connect c -> "activity.blocked.connect";
            case Call.Receiving c -> "activity.blocked.recv";
            case Call.Sending c -> "activity.blocked.send";
            default -> "activity.blocked";
        };
    }

    private static String seconds(long nanos) {
        return Long.toString(nanos / 1_000_000_000);
    }
}
