package org.socketworkbench.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.socketworkbench.explain.Explainer;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.model.Picture;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.testing.Descriptors;
import org.socketworkbench.testing.ThisSystem;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;
import org.socketworkbench.trace.TraceLog;

/**
 * The program that runs out of descriptors: a participant calls its own listener, opens sockets until there are no
 * more, and then makes room for one caller after the other. It prints what the participant prints, and what is left.
 */
public final class ExhaustedSubject implements Program {
    private static final int CALLERS = 3;
    private static final int BUFFER = 100;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TraceLog log = new TraceLog();
    private final Explainer explainer = new Explainer();
    private final CountDownLatch ended = new CountDownLatch(1);

    private ExhaustedSubject() {}

    /** @param args none */
    public static void main(String[] args) throws InterruptedException {
        long before = Descriptors.sockets();
        new ExhaustedSubject().run();
        System.out.println("left open: " + (Descriptors.sockets() - before));
    }

    private void run() throws InterruptedException {
        Workbench[] later = new Workbench[1];
        Platform platform = ThisSystem.platform();
        KernelWatch watch = new KernelWatch(log, () -> later[0].cast(), platform);
        Workbench workbench = new Workbench(platform.sockets(), log, watch, body -> Thread.ofPlatform().start(body));
        later[0] = workbench;
        // Not started: it looks after a connect only, and takes a descriptor for that, but none at a moment of its own.
        workbench.add("one", Role.SERVER).start(this);
        ended.await();
        workbench.close(LIMIT);
        watch.close();
        for (TraceEvent event : log.range(0, log.size())) {
            if (event instanceof Note note
                    && (note.kind() == Note.Kind.OUTPUT || note.kind() == Note.Kind.PROGRAM_FAILED)) {
                System.out.println(note.text());
            }
        }
    }

    @Override
    public String name() {
        return "exhausted";
    }

    @Override
    public void run(Process process) throws Ended {
        try {
            int listener = socket(process);
            process.call(new Call.Bind(listener, SocketAddress.Inet4.loopback(0)));
            process.call(new Call.Listen(listener, CALLERS));
            SocketAddress address = ((Outcome.Named) process.call(new Call.GetSockName(listener))).address();
            call(process, socket(process), address, "caller 1");
            call(process, socket(process), address, "caller 2");
            Deque<Integer> spare = openAll(process);
            call(process, spare.removeFirst(), address, "caller 3");
            for (int caller = 1; caller <= CALLERS; caller++) {
                told(process, new Call.Accept(listener));
                process.call(new Call.Close(spare.removeLast()));
                int connection = ((Outcome.Accepted) process.call(new Call.Accept(listener))).fd();
                Outcome.Received heard = (Outcome.Received) process.call(new Call.Recv(connection, BUFFER, 0));
                process.print(new String(heard.data().toArray(), StandardCharsets.UTF_8));
            }
            for (int fd : spare) {
                process.call(new Call.Close(fd));
            }
            int before = log.size();
            call(process, socket(process), address, "caller 4");
            process.print("kernel's table read again: " + log.range(before, log.size()).stream()
                    .anyMatch(TraceEvent.KernelSample.class::isInstance));
        } finally {
            ended.countDown();
        }
    }

    private static void call(Process process, int socket, SocketAddress address, String text) throws Ended {
        process.call(new Call.Connect(socket, address));
        process.call(new Call.Send(socket, Bytes.utf8(text), 0));
    }

    private Deque<Integer> openAll(Process process) throws Ended {
        Deque<Integer> opened = new ArrayDeque<>();
        int highest = 0;
        while (told(process, newSocket()) instanceof Outcome.Opened socket) {
            opened.add(socket.fd());
            highest = Math.max(highest, socket.real());
        }
        process.print("highest: " + highest);
        return opened;
    }

    private int socket(Process process) throws Ended {
        return (int) process.call(newSocket()).value();
    }

    private static Call newSocket() {
        return new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0);
    }

    /** Makes a call and prints, at once, how its failure reads. */
    private Outcome told(Process process, Call call) throws Ended {
        Outcome outcome = process.attempt(call);
        if (outcome instanceof Outcome.Failed failed) {
            Picture picture = new Picture();
            for (int number = 0; number < log.size(); number++) {
                picture.apply(number, log.get(number));
            }
            process.print(call.word() + ": " + explainer.inOneLine(0, call, failed.errno(), picture));
        }
        return outcome;
    }
}
