package org.socketworkbench.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.EpollEntry;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.trace.Origin;
import org.socketworkbench.trace.Role;
import org.socketworkbench.trace.TraceEvent;

/** What is known about one participant: what it does now and what sockets it has and had. */
public final class ParticipantState {
    private final int id;
    private final String name;
    private final Role role;

    boolean present = true;
    @Nullable String program;
    private final SequencedMap<String, String> sources = new LinkedHashMap<>();
    private final NavigableMap<Integer, Lane> lanes = new TreeMap<>();
    /** The thread that the latest event was about. */
    private Lane latest;
    private final List<DescriptorState> descriptors = new ArrayList<>();
    /** The open sockets in the order in which they were created. */
    private final SequencedSet<DescriptorState> open = new LinkedHashSet<>();
    /** The open sockets by number: a server that has answered ten thousand callers still finds its listener at once. */
    private final Map<Integer, DescriptorState> byNumber = new HashMap<>();
    private Watches watches = new Watches();
    private @Nullable DescriptorState made;
    private @Nullable LastCall lastCall;
    private TraceEvent.@Nullable CallReturned lastReturn;
    private int newestCall = NONE;
    private int startedAt = NONE;
    private TraceEvent.@Nullable Note failure;
    private TraceEvent.@Nullable Note end;
    /** Whether its sockets are being closed for it, as the kernel does when a process ends. */
    private boolean exits;

    /** The number of an event that has not happened yet. */
    public static final int NONE = -1;

    /**
     * The call that a program or a user made last, on any of its threads.
     *
     * @param number  the call's number
     * @param step    the number of the system call that it makes or made last; its own number if it is a system call
     * @param call    the call as it was asked for
     * @param stepped the system call that it makes or made last; the call itself if it is a system call
     * @param blocked whether the kernel was seen to hold it
     * @param outcome its outcome, once it has returned
     */
    public record LastCall(int number, int step, Call call, Call stepped, boolean blocked, Optional<Outcome> outcome) {
        private LastCall madeBy(int nextStep, Call nextCall) {
            return new LastCall(number, nextStep, call, nextCall, false, outcome);
        }

        private LastCall held() {
            return new LastCall(number, step, call, stepped, true, outcome);
        }

        private LastCall returned(Outcome with) {
            return new LastCall(number, step, call, stepped, false, Optional.of(with));
        }
    }

    ParticipantState(int id, String name, Role role) {
        this.id = id;
        this.name = name;
        this.role = role;
        latest = new Lane(0, "");
        lanes.put(0, latest);
    }

    /**
     * A copy of its present state, with copies of its sockets. The map then leads from each socket to its copy, except
     * for settled sockets, which are shared.
     */
    ParticipantState copy(Map<DescriptorState, DescriptorState> copies) {
        ParticipantState copy = new ParticipantState(id, name, role);
        copy.present = present;
        copy.program = program;
        copy.sources.putAll(sources);
        copy.lanes.clear();
        lanes.forEach((thread, lane) -> copy.lanes.put(thread, lane.copy()));
        copy.latest = copy.lanes.getOrDefault(latest.thread(), copy.main());
        for (DescriptorState socket : descriptors) {
            copy.descriptors.add(socket.isSettled() ? socket : copies.computeIfAbsent(socket, DescriptorState::copy));
        }
        open.forEach(socket -> copy.open.add(copies.get(socket)));
        byNumber.forEach((fd, socket) -> copy.byNumber.put(fd, copies.get(socket)));
        copy.watches = watches.copy();
        copy.made = copies.getOrDefault(made, made);
        copy.lastCall = lastCall;
        copy.lastReturn = lastReturn;
        copy.newestCall = newestCall;
        copy.startedAt = startedAt;
        copy.failure = failure;
        copy.end = end;
        copy.exits = exits;
        return copy;
    }

    public int id() {
        return id;
    }

    /** The call that was made last; empty before the first, and once the participant has left. */
    public Optional<LastCall> lastCall() {
        return Optional.ofNullable(lastCall);
    }

    /** The last return. */
    public Optional<TraceEvent.CallReturned> lastReturn() {
        return Optional.ofNullable(lastReturn);
    }

    /**
     * The number of the call that was entered last, even if it is a part of another; {@link #NONE} before the first.
     */
    public int newestCall() {
        return newestCall;
    }

    /** The number of the event that started its current or last program; {@link #NONE} before the first. */
    public int startedAt() {
        return startedAt;
    }

    /** The note that says that its last program failed, if it did. */
    public Optional<TraceEvent.Note> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * How its program ended: a note of the kind PROGRAM_ENDED, PROGRAM_FAILED or PROGRAM_STOPPED. Empty once a call is
     * made other than those that close what the program left open.
     */
    public Optional<TraceEvent.Note> end() {
        return Optional.ofNullable(end);
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    /** Whether it still takes part. */
    public boolean isPresent() {
        return present;
    }

    /** The name of the program that it runs. */
    public Optional<String> program() {
        return Optional.ofNullable(program);
    }

    /** The source of its current or last program: the texts of its files by name. */
    public SequencedMap<String, String> sources() {
        return Collections.unmodifiableSequencedMap(sources);
    }

    /** Its threads that have not ended, the main one first. */
    public Collection<Lane> lanes() {
        return Collections.unmodifiableCollection(lanes.values());
    }

    /**
     * The thread that is most worth showing: the one that the latest event was about if it is doing something, else the
     * first one that is.
     */
    public Lane foremost() {
        return isDoingSomething(latest) ? latest
                : lanes.values().stream().filter(ParticipantState::isDoingSomething).findFirst().orElse(latest);
    }

    private static boolean isDoingSomething(Lane lane) {
        return Stream.of(lane.pending(), lane.waiting(), lane.prompt()).anyMatch(Optional::isPresent);
    }

    /** The thread that the latest event was about. */
    Lane latest() {
        return latest;
    }

    /** The prompt of the input that its foremost thread waits for. */
    public Optional<String> prompt() {
        return foremost().prompt();
    }

    /** The call of its foremost thread that waits at the gate. */
    public Optional<Call> waiting() {
        return foremost().waiting();
    }

    /** The call that its foremost thread is making. */
    public Optional<Lane.Pending> pending() {
        return foremost().pending();
    }

    /** The system call that its foremost thread's library call is making. */
    public Optional<Lane.Pending> step() {
        return foremost().step();
    }

    /**
     * The system calls of the current or last library call that have returned, on the thread that the latest event was
     * about.
     */
    public List<Lane.Step> steps() {
        return latest.steps();
    }

    /** Whether a connect is being made on this socket. */
    public boolean isCalling(DescriptorState socket) {
        return isIn(Call.Connect.class, socket);
    }

    /** Whether a receiving call is being made on this socket. */
    boolean isReceiving(DescriptorState socket) {
        return isIn(Call.Receiving.class, socket);
    }

    private boolean isIn(Class<? extends Call.OnSocket> kind, DescriptorState socket) {
        return socket.isOpen() && within().map(Lane.Pending::call).filter(kind::isInstance).map(kind::cast)
                .anyMatch(call -> byNumber.get(call.fd()) == socket);
    }

    /** The call with this number, if it is being made. */
    Optional<Call> within(int number) {
        return within().filter(call -> call.number() == number).map(Lane.Pending::call).findFirst();
    }

    private Stream<Lane.Pending> within() {
        return lanes.values().stream().flatMap(lane -> Stream.of(lane.pending(), lane.step()))
                .flatMap(Optional::stream);
    }

    /** Its sockets in the order in which they were created, including the closed ones. */
    public List<DescriptorState> descriptors() {
        return Collections.unmodifiableList(descriptors);
    }

    /** Its open sockets in the order in which they were created. */
    public SequencedSet<DescriptorState> open() {
        return Collections.unmodifiableSequencedSet(open);
    }

    /** The last socket that it created itself, not by accept; open or closed. */
    public Optional<DescriptorState> lastMade() {
        return Optional.ofNullable(made);
    }

    /** Its open socket with this number. */
    public Optional<DescriptorState> open(int fd) {
        return Optional.ofNullable(byNumber.get(fd));
    }

    /** What an epoll descriptor watches, in the order in which it was added; empty if it is not an epoll descriptor. */
    public List<EpollEntry> watchedBy(int fd) {
        return watches.of(fd);
    }

    void add(DescriptorState descriptor) {
        descriptors.add(descriptor);
        open.add(descriptor);
        byNumber.put(descriptor.fd(), descriptor);
        made = descriptor.isAccepted() ? made : descriptor;
    }

    /** Another number now refers to a socket too. The socket that the number referred to before is already closed. */
    void duplicated(DescriptorState descriptor, Outcome.Opened opened) {
        descriptor.duplicated(opened);
        byNumber.put(opened.fd(), descriptor);
    }

    /** An open number is closed. Returns the real descriptor that was behind it. */
    int closed(int fd) {
        DescriptorState descriptor = Objects.requireNonNull(byNumber.remove(fd), "no open number");
        int real = descriptor.closed(fd);
        if (!descriptor.isOpen()) {
            open.remove(descriptor);
            watches.closed(fd);
        }
        return real;
    }

    /** The main thread. It exists as long as its participant. */
    private Lane main() {
        return lanes.sequencedValues().getFirst();
    }

    /** The thread that an event is about. If the trace began after the thread started, it is added here. */
    Lane lane(Origin origin) {
        latest = lanes.computeIfAbsent(origin.thread(), thread -> new Lane(thread, ""));
        latest.hasEnded = false;
        if (origin.hasLine()) {
            latest.origin = origin;
        }
        return latest;
    }

    /** The thread that makes a call. */
    Lane laneOf(int call) {
        if (!latest.isIn(call)) {
            for (Lane lane : lanes.values()) {
                latest = lane.isIn(call) ? lane : latest;
            }
        }
        return latest;
    }

    void entered(int number, TraceEvent.CallEntered e) {
        lane(e.origin()).entered(e.parent(), new Lane.Pending(number, e.nanos(), e.call(), false));
        newestCall = number;
        exits = exits && e.call() instanceof Call.Close close && byNumber.containsKey(close.fd());
        end = exits ? end : null;
        if (e.parent() == TraceEvent.CallEntered.NO_PARENT) {
            lastCall = new LastCall(number, number, e.call(), e.call(), false, Optional.empty());
        } else if (lastCall != null) {
            lastCall = lastCall.madeBy(number, e.call());
        }
    }

    void blocked(int call) {
        laneOf(call).blocked(call);
        if (lastCall != null && lastCall.step() == call) {
            lastCall = lastCall.held();
        }
    }

    void returned(TraceEvent.CallReturned e) {
        laneOf(e.number()).returned(e.number(), e.outcome());
        lastReturn = e;
        watches.returned(e.call(), e.outcome());
        if (lastCall != null && lastCall.number() == e.number()) {
            lastCall = lastCall.returned(e.outcome());
        }
    }

    void threadStarted(int thread, String name) {
        lanes.put(thread, new Lane(thread, name));
    }

    /** The main thread ends with its program. */
    void threadEnded(int thread) {
        if (thread != 0) {
            lanes.remove(thread);
            latest = latest.thread() == thread ? main() : latest;
        }
    }

    void source(String file, String text) {
        sources.put(file, text);
    }

    /** A program starts like a new process. */
    void started(int number, String name) {
        ended();
        program = name;
        startedAt = number;
        failure = null;
        end = null;
        sources.clear();
        main().origin = Origin.NONE;
    }

    /** Its program has ended; what it left open is closed next, unless the user stopped it. */
    void ended(TraceEvent.Note note) {
        ended();
        end = note;
        failure = note.kind() == TraceEvent.Note.Kind.PROGRAM_FAILED ? note : null;
    }

    /** Its open sockets are closed next, each by a call of its own. */
    void exits() {
        exits = true;
    }

    /** The program is over, and so is every thread but the main one. */
    private void ended() {
        program = null;
        lanes.keySet().removeIf(thread -> thread != 0);
        latest = main();
        latest.ended();
    }

    /** It stops in the middle of whatever it was doing: a defect can end a participant inside a call. */
    void went() {
        present = false;
        lastCall = null;
        ended();
    }
}
