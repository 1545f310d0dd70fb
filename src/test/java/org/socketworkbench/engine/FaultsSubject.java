package org.socketworkbench.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.CText;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.testing.Descriptors;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/**
 * The program whose calls strace lets fail: the duets, each program on a participant of its own. It prints, with a tab
 * between the columns and a word ahead that says what the line is, as {@link FaultRun} reads it.
 */
public final class FaultsSubject {
    private static final long LIMIT_SECONDS = 30;

    private final TraceLog log = new TraceLog();
    private final Sockets sockets = ThisSystem.sockets();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Map<String, Long> threadOf = new ConcurrentHashMap<>();
    /** A permit for every event that was appended and not yet looked at. */
    private final Semaphore appended = new Semaphore(0);
    private final Workbench workbench = new Workbench(this::caller, log, (call, outcome) -> {}, this::startThread);

    private FaultsSubject() {}

    /** @param args none */
    public static void main(String[] args) throws InterruptedException {
        long before = Descriptors.sockets();
        FaultsSubject subject = new FaultsSubject();
        subject.run();
        subject.print();
        System.out.println("left\t" + (Descriptors.sockets() - before) + "\t"
                + subject.threads.stream().filter(Thread::isAlive).count());
    }

    private void run() throws InterruptedException {
        log.onAppend(appended::release);
        for (Duet duet : Duet.all()) {
            workbench.add(duet.server().name(), Role.SERVER).start(duet.server());
            workbench.add(duet.client().name(), Role.CLIENT).start(duet.client());
        }
        // One that does not end has failed; what is printed then tells why.
        awaitEnds(2 * Duet.all().size());
        workbench.close(Duration.ofSeconds(LIMIT_SECONDS));
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(LIMIT_SECONDS));
        }
    }

    private void awaitEnds(int wanted) throws InterruptedException {
        int ended = 0;
        for (int next = 0; ended < wanted && appended.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS); next++) {
            if (log.get(next) instanceof Note note && note.kind() == Note.Kind.PROGRAM_ENDED) {
                ended++;
            }
        }
    }

    private void startThread(Runnable body) {
        threads.add(Thread.ofPlatform().daemon().name(((Participant) body).name()).start(body));
    }

    private Sockets.Caller caller() {
        Sockets.Caller caller = sockets.caller();
        threadOf.put(Thread.currentThread().getName(), caller.threadId());
        return caller;
    }

    private void print() {
        Explainer explainer = new Explainer();
        Picture picture = new Picture();
        RealCalls real = new RealCalls();
        for (int number = 0; number < log.size(); number++) {
            TraceEvent event = log.get(number);
            String seen = real.next(event).orElse("");
            switch (event) {
                case TraceEvent.CallReturned e -> print(e, seen, explainer, picture);
                case Note note when note.kind() == Note.Kind.OUTPUT ->
                    System.out.println("heard\t" + name(picture, note.participant()) + "\t" + note.text());
                case Note note when note.kind() == Note.Kind.PROGRAM_FAILED ->
                    System.out.println("failed\t" + name(picture, note.participant()) + "\t" + note.text());
                default -> {}
            }
            picture.apply(number, event);
        }
    }

    private void print(TraceEvent.CallReturned returned, String seen, Explainer explainer, Picture before) {
        switch (returned.call()) {
            // A JVM closes many files, also on these threads, so close cannot be compared.
            case Call.Close close -> {}
            case Call.SystemCall call ->
                print(returned.participant(), call, returned.outcome(), seen, explainer, before);
            case Call.LibraryCall call -> {
                if (returned.outcome() instanceof Outcome.Failed) {
                    System.out.println("library\t" + CText.of(call, returned.outcome()));
                }
            }
        }
    }

    private void print(int who, Call.SystemCall call, Outcome outcome, String seen, Explainer explainer,
            Picture before) {
        String trouble =
                outcome instanceof Outcome.Failed failed ? explainer.inOneLine(who, call, failed.errno(), before) : "";
        System.out.println(String.join("\t", "call", threadOf.get(name(before, who)).toString(), call.word(),
                CText.of(call, outcome), seen, trouble));
    }

    private static String name(Picture picture, int participant) {
        return picture.participant(participant).orElseThrow().name();
    }
}
