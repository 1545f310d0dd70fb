package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.List;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.socket.TcpState;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.SocketRow;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.trace.TraceEvent.Note;

/** A trace written by hand: a millisecond passes from one event to the next. */
public final class Script {
    public static final int SERVER = 0;
    public static final int CLIENT = 1;
    public static final SocketAddress PORT = SocketAddress.Inet4.loopback(8080);
    public static final SocketAddress CALLER = SocketAddress.Inet4.loopback(41204);
    public static final Outcome OK = new Outcome.Done(0);
    public static final Call.Socket SOCKET = new Call.Socket(Family.AF_INET, SocketType.SOCK_STREAM, 0);

    private final List<TraceEvent> events = new ArrayList<>();

    public List<TraceEvent> events() {
        return events;
    }

    public long now() {
        return events.size() * 1_000_000L;
    }

    public int add(TraceEvent event) {
        events.add(event);
        return events.size() - 1;
    }

    public Script came(int participant, String name, Role role) {
        add(new TraceEvent.ParticipantCame(now(), participant, name, role));
        return this;
    }

    public int entered(int participant, Call call) {
        return add(new TraceEvent.CallEntered(now(), participant, call));
    }

    /** A call of one of the program's threads. */
    public int entered(int participant, int thread, Call call) {
        return add(new TraceEvent.CallEntered(now(), participant, Origin.of(thread), TraceEvent.CallEntered.NO_PARENT,
                call));
    }

    public int call(int participant, int thread, Call call, Outcome outcome) {
        int number = entered(participant, thread, call);
        returned(participant, number, outcome);
        return number;
    }

    public void note(int participant, int thread, Note.Kind kind, String text) {
        add(new Note(now(), participant, Origin.of(thread), kind, text));
    }

    public void threadStarted(int participant, int thread, String name) {
        note(participant, thread, Note.Kind.THREAD_STARTED, name);
    }

    public void threadEnded(int participant, int thread, String name) {
        note(participant, thread, Note.Kind.THREAD_ENDED, name);
    }

    /** A library call makes a system call. */
    public int step(int participant, int parent, Call call, Outcome outcome) {
        int number = add(new TraceEvent.CallEntered(now(), participant, parent, call));
        returned(participant, number, outcome);
        return number;
    }

    public void blocked(int participant, int number) {
        add(new TraceEvent.CallBlocked(now(), participant, number));
    }

    public void returned(int participant, int number, Outcome outcome) {
        TraceEvent.CallEntered entered = (TraceEvent.CallEntered) events.get(number);
        add(new TraceEvent.CallReturned(now(), participant, number, entered.nanos(), entered.call(), outcome));
    }

    public int call(int participant, Call call, Outcome outcome) {
        int number = entered(participant, call);
        returned(participant, number, outcome);
        return number;
    }

    /** The kernel's table tells the two ends' addresses of one connection. */
    public void sample(int fd, SocketAddress local, SocketAddress remote) {
        add(new TraceEvent.KernelSample(now(),
                List.of(new SocketRow(local, remote, TcpState.ESTABLISHED, 0, 0, fd, true))));
    }

    /** A server that listens on {@link #PORT} with fd 3. */
    public static Script listening() {
        Script s = new Script().came(SERVER, "server", Role.SERVER).came(CLIENT, "client", Role.CLIENT);
        s.call(SERVER, SOCKET, new Outcome.Opened(3));
        s.call(SERVER, new Call.Bind(3, PORT), OK);
        s.call(SERVER, new Call.Listen(3, 5), OK);
        return s;
    }

    /** A client connected with its fd 4 to the server's fd 5. */
    public static Script connected() {
        Script s = listening();
        s.call(CLIENT, SOCKET, new Outcome.Opened(4));
        s.call(CLIENT, new Call.Connect(4, PORT), OK);
        s.sample(4, CALLER, PORT);
        s.call(SERVER, new Call.Accept(3), new Outcome.Accepted(5, CALLER));
        return s;
    }

    public int send(int participant, int fd, String text) {
        Bytes data = Bytes.utf8(text);
        return call(participant, new Call.Send(fd, data, 0), new Outcome.Done(data.length()));
    }

    public int recv(int participant, int fd, String text) {
        return call(participant, new Call.Recv(fd, 1024, 0), new Outcome.Received(Bytes.utf8(text)));
    }

    public int close(int participant, int fd) {
        return call(participant, new Call.Close(fd), OK);
    }

    public static Outcome failed(Errno errno) {
        return new Outcome.Failed(errno);
    }

    public Picture picture() {
        Picture picture = new Picture();
        for (int number = 0; number < events.size(); number++) {
            picture.apply(number, events.get(number));
        }
        return picture;
    }
}
