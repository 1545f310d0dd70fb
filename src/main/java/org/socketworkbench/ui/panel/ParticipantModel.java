package org.socketworkbench.ui.panel;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.engine.Participant;
import org.socketworkbench.engine.Program;
import org.socketworkbench.engine.Workbench;
import org.socketworkbench.explain.Replies;
import org.socketworkbench.explain.Reply;
import org.socketworkbench.model.DescriptorState;
import org.socketworkbench.model.Lane;
import org.socketworkbench.model.NextCall;
import org.socketworkbench.model.ParticipantState;
import org.socketworkbench.model.Picture;
import org.socketworkbench.socket.Call;
import org.socketworkbench.trace.TraceEvent;
import org.socketworkbench.ui.support.TraceFeed;

/** One participant as its panel sees it: read-only properties derived from the trace, and commands to the engine. */
public final class ParticipantModel implements TraceFeed.Listener {
    private final int id;
    private final String name;
    private final Optional<Actor> actor;
    private final Replies replies = new Replies();
    private final TraceFeed feed;

    private final ReadOnlyObjectWrapper<Activity> activity = new ReadOnlyObjectWrapper<>(new Activity.Idle());
    private Optional<ParticipantState> shown = Optional.empty();
    private List<Lane> lanes = List.of();
    private int knownSockets;
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Optional<NextCall>> nextCall =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper passing = new ReadOnlyBooleanWrapper();
    /** Actions requested while a call was in progress. */
    private final Deque<Runnable> afterwards = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper programRuns = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<DescriptorState> target = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<TraceEvent.CallReturned> lastReturn = new ReadOnlyObjectWrapper<>();
    private final InvalidationListener onLive;
    /** Whether a request has not appeared in the trace yet: a second click must not queue a second call. */
    private boolean asked;

    /** Carries the commands out. */
    private record Actor(Participant participant, Workbench workbench, NextStep next) {}

    /**
     * Creates the model of a participant that makes calls.
     *
     * @param next the suggestion for all participants
     */
    public static ParticipantModel of(Participant participant, Workbench workbench, TraceFeed feed, NextStep next) {
        return new ParticipantModel(participant.id(), participant.name(),
                Optional.of(new Actor(participant, workbench, next)), feed);
    }

    /** Creates the model of a participant in a finished trace, for viewing only. */
    public static ParticipantModel recorded(int id, String name, TraceFeed feed) {
        return new ParticipantModel(id, name, Optional.empty(), feed);
    }

    private ParticipantModel(int id, String name, Optional<Actor> actor, TraceFeed feed) {
        this.id = id;
        this.name = name;
        this.actor = actor;
        this.feed = feed;
        onLive = o -> showAs(feed.picture());
        feed.add(this, feed.log().size());
        feed.liveProperty().addListener(onLive);
    }

    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    public ReadOnlyObjectProperty<Activity> activityProperty() {
        return activity.getReadOnlyProperty();
    }

    /** What its last call, or its program, has come to; empty before the first. */
    public Optional<Reply> reply() {
        return shown.flatMap(who -> replies.of(who, feed.picture()));
    }

    /** Its threads, the main one first. */
    public List<Lane> lanes() {
        return lanes;
    }

    /** Its sockets in order of creation, including closed ones. */
    public List<DescriptorState> sockets() {
        return shown.map(ParticipantState::descriptors).orElse(List.of());
    }

    /** Its open sockets, in the same order. */
    public Collection<DescriptorState> openSockets() {
        return shown.<Collection<DescriptorState>>map(ParticipantState::open).orElse(List.of());
    }

    /** Changes whenever something in the picture may have changed. */
    public ReadOnlyIntegerProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** What lies unread before the chosen socket, in words; "" for nothing. */
    public String mailbox() {
        DescriptorState socket = target.get();
        return socket == null || !socket.isOpen() ? "" : Mailbox.of(socket, feed.picture(), feed.log());
    }

    /** Everything that is known at the position shown. */
    public Picture picture() {
        return feed.picture();
    }

    /** The time at the position shown, in nanoseconds since the log began. */
    public long now() {
        return feed.now();
    }

    /** The number of events in the trace. */
    public int events() {
        return feed.log().size();
    }

    /** Whether it belongs to a finished trace: it makes no calls. */
    public boolean isRecorded() {
        return actor.isEmpty();
    }

    /** Whether it accepts commands: it makes calls, and the view shows the present, not an earlier moment. */
    public boolean isLive() {
        return !isRecorded() && feed.liveProperty().get();
    }

    /** The call that comes next of all, if it is one of this participant's. */
    public ReadOnlyObjectProperty<Optional<NextCall>> nextCallProperty() {
        return nextCall.getReadOnlyProperty();
    }

    /** Whether no call can be made by hand: one is in progress, a program runs, or an earlier moment is shown. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty programRunsProperty() {
        return programRuns.getReadOnlyProperty();
    }

    /** The socket for the calls in the panel's lower part. */
    public ObjectProperty<DescriptorState> targetProperty() {
        return target;
    }

    /** The return of its last call; null before the first has returned. */
    public ReadOnlyObjectProperty<TraceEvent.CallReturned> lastReturnProperty() {
        return lastReturn.getReadOnlyProperty();
    }

    /** The last socket made by socket(), closed or not. */
    public Optional<DescriptorState> ownSocket() {
        return shown.flatMap(ParticipantState::lastMade);
    }

    /**
     * The descriptor to pass for a socket that may not exist or may be closed. A closed socket keeps its number, as in
     * a program's variable, unless another socket has it by now: the user who chose the old one does not mean the new
     * one.
     */
    public int fd(@Nullable DescriptorState socket) {
        boolean taken = socket != null
                && shown.flatMap(own -> own.open(socket.fd())).filter(open -> open != socket).isPresent();
        return socket == null || taken ? Call.NO_DESCRIPTOR : socket.fd();
    }

    /**
     * Whether it is busy only for a moment: a call made by hand is in progress, and was not seen to block. Requests
     * made now must not be lost.
     */
    public ReadOnlyBooleanProperty passingProperty() {
        return passing.getReadOnlyProperty();
    }

    /** Runs an action as soon as it is no longer busy; the action is dropped if the call in progress is interrupted. */
    public void afterwards(Runnable action) {
        afterwards.add(action);
    }

    /** Makes a call by hand. */
    public void make(Call call) {
        passing.set(!busy.get() && actor.isPresent() || passing.get());
        ask(participant -> {
            if (actor.filter(who -> who.next().isAskedAbout(name, call.name())).isPresent()) {
                participant.makeWhenPredicted(call);
            } else {
                participant.make(call);
            }
        });
    }

    /** Makes a call by hand on the selected socket, by the number that {@link #fd} gives. */
    public void makeOnTarget(IntFunction<Call> call) {
        make(call.apply(fd(target.get())));
    }

    public void start(Program program) {
        ask(participant -> participant.start(program));
    }

    public void type(String line) {
        actor.ifPresent(who -> who.participant().type(line));
    }

    /** Tells the program that no more lines will come. */
    public void endInput() {
        actor.ifPresent(who -> who.participant().endInput());
    }

    /** Ends the blocked call or the program. */
    public void interrupt() {
        afterwards.clear();
        actor.ifPresent(who -> who.participant().interrupt());
    }

    /** Lets the call that waits at the gate go ahead. */
    public void step() {
        actor.ifPresent(who -> who.workbench().gate().step(id));
    }

    /** Sends the participant away: its calls are ended and its sockets closed. */
    public void leave() {
        actor.ifPresent(who -> who.workbench().remove(who.participant()));
    }

    /** Ends the connection to the trace; from here on the model shows an idle participant. */
    public void close() {
        feed.remove(this);
        feed.liveProperty().removeListener(onLive);
        lanes = List.of();
        afterwards.clear();
        // Otherwise a panel that counts the seconds of a blocked call would run forever and keep the whole trace in
        // memory.
        activity.set(new Activity.Idle());
    }

    @Override
    public void event(int number, TraceEvent event) {
        if (event instanceof TraceEvent.OfParticipant mine && mine.participant() == id) {
            asked = false;
        }
    }

    @Override
    public void show(int count, Picture now) {
        showAs(now);
    }

    private void showAs(Picture now) {
        Optional<ParticipantState> found = now.participant(id);
        if (found.isEmpty()) {
            showNothing(); // It has not arrived yet at this position.
            return;
        }
        ParticipantState state = found.get();
        lanes = List.copyOf(state.lanes());
        activity.set(Activity.of(state.foremost(), state.program().isPresent()));
        programRuns.set(state.program().isPresent());
        passing.set(isLive() && state.program().isEmpty() && (asked && passing.get() || isOnItsWay()));
        busy.set(asked || !isLive() || !state.isPresent()
                || !(activity.get() instanceof Activity.Idle));
        shown = found;
        // Not copied: a server that has answered ten thousand callers has as many sockets, and this runs once a frame.
        List<DescriptorState> sockets = state.descriptors();
        boolean grown = sockets.size() != knownSockets;
        knownSockets = sockets.size();
        // At another moment the same socket is another object.
        int chosen = grown ? -1 : sockets.indexOf(target.get());
        target.set(sockets.isEmpty() ? null : sockets.get(chosen < 0 ? sockets.size() - 1 : chosen));
        lastReturn.set(state.lastReturn().orElse(null));
        showNext(state);
        revision.set(revision.get() + 1);
        if (!busy.get() && !afterwards.isEmpty()) {
            // After all views have taken in the change.
            Platform.runLater(this::goOn);
        }
    }

    private void showNext(ParticipantState state) {
        Optional<NextCall> mine =
                actor.flatMap(who -> who.next().callProperty().get()).filter(next -> next.participant() == id);
        if (!mine.equals(nextCall.get())) {
            // The button that is marked is to act on the socket that is meant.
            mine.flatMap(next -> state.open(next.fd()))
                    .filter(socket -> socket.phase() != DescriptorState.Phase.LISTENING).ifPresent(target::set);
            nextCall.set(mine);
        }
    }

    private void showNothing() {
        shown = Optional.empty();
        lanes = List.of();
        knownSockets = 0;
        activity.set(new Activity.Idle());
        programRuns.set(false);
        passing.set(false);
        busy.set(true);
        target.set(null);
        lastReturn.set(null);
        nextCall.set(Optional.empty());
        revision.set(revision.get() + 1);
    }

    private boolean isOnItsWay() {
        return activity.get() instanceof Activity.InCall call && !call.call().blocked();
    }

    private void goOn() {
        while (!busy.get() && !afterwards.isEmpty()) {
            afterwards.remove().run();
        }
    }

    private void ask(Consumer<Participant> command) {
        if (!busy.get() && actor.isPresent()) {
            asked = true;
            busy.set(true);
            command.accept(actor.get().participant());
        }
    }
}
