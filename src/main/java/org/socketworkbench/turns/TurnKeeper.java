package org.socketworkbench.turns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.engine.Turns;
import org.socketworkbench.kernel.KernelWatch;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.platform.Threads;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.trace.TraceLog;

/**
 * Gives each thread of programs that run one at a time its turn, as the {@link Schedule} decides. Nobody holds up a
 * thread that has
 * its turn. Before a call that may block, the keeper's own thread asks the kernel whether it would. So the turn passes
 * on in microseconds, and a program's thread makes only the system calls of its program. The keeper notices a little
 * later what it cannot know beforehand. Any thread may call any method.
 */
public final class TurnKeeper implements Turns {
    /** A turn ends after this many system calls if others can go on. */
    private static final int MAX_CALLS = 100;
    /**
     * A turn ends after this many consecutive polls that found nothing and were not meant to wait. An event loop polls
     * like this as long as it has other work of its own: asyncio does it four times before its server listens.
     */
    private static final int MAX_EMPTY_POLLS = 10;
    /** A thread whose non-blocking attempt failed tries again after this time if no other thread can go on. */
    private static final long VAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** A thread that is silent for longer is checked {@link #SELDOM_NANOS less often}. */
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SELDOM_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** A thread may use this much processor time without a call before others run alongside it. */
    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Before its first call, a program imports what it needs. */
    private static final long BUSY_AT_START_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** A thread that has made calls and sleeps for this long waits for something that nobody reports. */
    private static final long STILL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Sockets.Looks looks;
    private final Threads threads;
    private final KernelWatch watch;
    private final TraceLog log;
    private final IntConsumer starter;
    private final Schedule schedule = new Schedule(this::mayReturn);
    private final Map<Actor, Seat> seats = new HashMap<>();
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Silence silence = new Silence();
    /** The seat that wants to know whether its call would block. */
    private @Nullable Seat asking;
    private boolean undecided;
    /** Whether all have ended. */
    private boolean over;
    private boolean closed;
    /** When everybody stopped being able to go on, a {@link System#nanoTime}; meaningless while somebody goes on. */
    private long still = System.nanoTime();

    /**
     * The turn has passed on.
     *
     * @param number events from this number on happened after the change, earlier ones before it
     */
    public record Change(int number, Actor actor) {}

    /** @param starter starts a participant's program; returns at once */
    public TurnKeeper(Platform platform, KernelWatch watch, TraceLog log, IntConsumer starter) {
        looks = platform.sockets().looks();
        threads = platform.threads();
        this.watch = watch;
        this.log = log;
        this.starter = starter;
    }

    /** Begins with the programs of these participants; only they take turns. */
    public void start(List<Integer> participants) {
        lock.lock();
        try {
            participants.forEach(schedule::comes);
            undecided = true;
        } finally {
            lock.unlock();
        }
        Thread.ofPlatform().daemon().name("turn-keeper").start(this::keep);
    }

    /** The changes that have not been taken yet; one thread takes them. */
    public Queue<Change> changes() {
        return changes;
    }

    /** Whether all have ended. */
    public boolean isOver() {
        return locked(() -> over);
    }

    /** How long nobody has been able to go on, in nanoseconds; 0 if somebody is, or all have ended. */
    public long stillNanos() {
        lock.lock();
        try {
            boolean goesOn = over || undecided || schedule.isGoing(schedule.current()) || schedule.hasBusy();
            return goesOn ? 0 : System.nanoTime() - still;
        } finally {
            lock.unlock();
        }
    }

    /** How often the turn has passed on. */
    public int turns() {
        lock.lock();
        try {
            return schedule.turns();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a thread waits only for its turn. */
    public boolean waitsForTurn(Actor actor) {
        return locked(() -> schedule.waits(actor));
    }

    private boolean locked(BooleanSupplier question) {
        lock.lock();
        try {
            return question.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Turn begin(int participant, int thread, long threadId) {
        lock.lock();
        try {
            Seat seat = new Seat(new Actor(participant, thread), threadId);
            seats.put(seat.actor, seat);
            if (thread > 0) {
                schedule.begins(seat.actor);
                decide();
            }
            return seat;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop(int participant) {
        lock.lock();
        try {
            seats.values().stream().filter(seat -> seat.actor.participant() == participant)
                    .forEach(seat -> seat.mine.signal());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void gone(int participant) {
        lock.lock();
        try {
            seats.keySet().removeIf(actor -> actor.participant() == participant);
            schedule.goes(participant);
            decide();
        } finally {
            lock.unlock();
        }
    }

    /** From here on, nobody waits for a turn. */
    public void end() {
        lock.lock();
        try {
            closed = true;
            news.signal();
            seats.values().forEach(seat -> seat.mine.signal());
        } finally {
            lock.unlock();
        }
    }

    private void decide() {
        undecided = true;
        news.signal();
    }

    private void keep() {
        lock.lock();
        try {
            while (!closed) {
                if (asking != null) {
                    answer(asking);
                } else if (undecided) {
                    undecided = false;
                    if (!schedule.isGoing(schedule.current())) {
                        carryOut(schedule.next());
                    }
                } else if (!schedule.isGoing(schedule.current()) || isHalted(schedule.current())) {
                    news.awaitUninterruptibly();
                } else if (await(silence.isLong() ? SELDOM_NANOS : LOOK_NANOS)) {
                    look();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the user holds the thread that has the turn: there is nothing to look at until it goes on. */
    private boolean isHalted(Actor actor) {
        Seat seat = seats.get(actor);
        return seat != null && seat.halted;
    }

    /** Returns whether the time is over and nothing new has come. */
    private boolean await(long nanos) {
        try {
            return news.awaitNanos(nanos) <= 0 && asking == null && !undecided;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the keeper", e);
        }
    }

    private void answer(Seat seat) {
        asking = null;
        if (seat.call != null && looks.wouldWait(seat.call)) {
            seat.waited = true;
            watch.blocked(seat.actor.participant(), seat.number);
            schedule.isHeld(seat.actor);
            undecided = true;
        }
        seat.mine.signal();
    }

    private void carryOut(Schedule.Decision decision) {
        switch (decision) {
            case Schedule.Decision.Start(int participant) -> {
                passTo(new Actor(participant, 0));
                starter.accept(participant);
            }
            case Schedule.Decision.Go(Actor actor) -> {
                passTo(actor);
                Optional.ofNullable(seats.get(actor)).ifPresent(seat -> seat.mine.signal());
            }
            case Schedule.Decision.Standstill standstill -> still = System.nanoTime();
            case Schedule.Decision.Over everybodyHasEnded -> over = true;
        }
    }

    private void passTo(Actor actor) {
        changes.add(new Change(log.size(), actor));
        Optional.ofNullable(seats.get(actor)).ifPresent(seat -> seat.calls = 0);
    }

    /**
     * Some calls can be asked whether they would wait; for all others, only the thread shows whether the kernel still
     * holds it.
     */
    private boolean mayReturn(Actor actor) {
        Seat seat = seats.get(actor);
        return seat != null && seat.call != null
                && (canBeAsked(seat.call) ? !looks.wouldWait(seat.call) : !threads.isHeld(seat.threadId));
    }

    private static boolean canBeAsked(Call.SystemCall call) {
        return call instanceof Call.Receiving || call instanceof Call.Accept || call instanceof Call.OnDescriptors
                || call instanceof Call.EpollWait;
    }

    /**
     * Whether a call can wait for somebody. If a thread is held in any other call, the virtual machine is the cause,
     * and the wait is short.
     */
    private static boolean mayWait(Call.SystemCall call) {
        return canBeAsked(call) || call instanceof Call.Waiting || call instanceof Call.Close
                || call instanceof Call.Dup2;
    }

    /** The thread that has the turn has been silent: it may wait after all, or compute without an end. */
    private void look() {
        Seat seat = seats.get(schedule.current());
        if (seat == null || !silence.goesOn(seat)) {
            return;
        }
        if (seat.call != null) {
            if (mayWait(seat.call) && threads.isHeld(seat.threadId)) {
                watch.blocked(seat.actor.participant(), seat.number);
                schedule.isHeldAfterAll(seat.actor);
                undecided = true;
            }
        } else if (silence.isLong()) {
            if (silence.cpuNanos(seat) > (seat.began ? BUSY_NANOS : BUSY_AT_START_NANOS)) {
                schedule.isBusy(seat.actor);
                undecided = true;
            } else if (seat.began && silence.sleepNanos(seat) > STILL_NANOS) {
                schedule.isAway(seat.actor);
                undecided = true;
            }
        }
    }

    /** How long the thread that has the turn has been silent. */
    private final class Silence {
        private @Nullable Seat of;
        private int signs;
        private long since;
        private long cpuThen;
        /** When it began to sleep, having slept at each look since. */
        private long asleep;

        /** Whether a thread has been silent since the last call. */
        boolean goesOn(Seat seat) {
            if (seat == of && seat.signs == signs) {
                return true;
            }
            of = seat;
            signs = seat.signs;
            since = System.nanoTime();
            asleep = since;
            cpuThen = threads.cpuNanos(seat.threadId);
            return false;
        }

        boolean isLong() {
            return of != null && of.signs == signs && nanos() > SILENT_NANOS;
        }

        private long nanos() {
            return System.nanoTime() - since;
        }

        /** How long it has slept at each look; to be called at each look. */
        long sleepNanos(Seat seat) {
            long now = System.nanoTime();
            if (!threads.sleeps(seat.threadId)) {
                asleep = now;
            }
            return now - asleep;
        }

        long cpuNanos(Seat seat) {
            return threads.cpuNanos(seat.threadId) - cpuThen;
        }
    }

    /** One thread's place in the round. */
    private final class Seat implements Turn {
        final Actor actor;
        final long threadId;
        final Condition mine = lock.newCondition();
        /** The system call in progress, and its number in the log; null if there is none. */
        Call.@Nullable SystemCall call;
        int number;
        /** The number of system calls made in this turn. */
        int calls;
        /** Changes whenever the thread gives a sign. */
        int signs;
        boolean began;
        /** Whether the system call in progress was seen to wait. */
        boolean waited;
        /** Whether its last call asked without waiting for something that was not there. */
        boolean vain;
        /** The number of consecutive polls that found nothing without waiting. */
        int emptyPolls;
        /** Whether the user holds it: it has its turn for as long as that lasts. */
        boolean halted;

        Seat(Actor actor, long threadId) {
            this.actor = actor;
            this.threadId = threadId;
        }

        @Override
        public void take(BooleanSupplier stopped, Runnable onWait) {
            lock.lock();
            try {
                signs++;
                boolean yields = vain || calls >= MAX_CALLS;
                boolean inVain = vain;
                vain = false;
                emptyPolls = yields ? 0 : emptyPolls;
                if (closed || !schedule.knows(actor) || schedule.isGoing(actor) && !yields) {
                    return;
                }
                int before = schedule.turns();
                schedule.isReady(actor);
                decide();
                if (!yields) {
                    onWait.run();
                }
                while (!closed && !schedule.isGoing(actor) && !stopped.getAsBoolean()) {
                    mine.awaitUninterruptibly();
                }
                if (inVain && schedule.turns() == before && !closed) {
                    pause(stopped);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Nobody else could go on: a thread that asks again and again lets some time pass. */
        private void pause(BooleanSupplier stopped) {
            try {
                for (long left = VAIN_NANOS; left > 0 && !closed && !stopped.getAsBoolean();) {
                    left = mine.awaitNanos(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void halts() {
            halt(true);
        }

        @Override
        public void resumes() {
            halt(false);
        }

        private void halt(boolean now) {
            lock.lock();
            try {
                signs++;
                halted = now;
                news.signal();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void rests() {
            leave(() -> schedule.isAway(actor));
        }

        @Override
        public void wakes() {
            leave(() -> schedule.wakes(actor));
        }

        @Override
        public void close() {
            leave(() -> {
                seats.remove(actor);
                schedule.ends(actor);
            });
        }

        private void leave(Runnable how) {
            lock.lock();
            try {
                signs++;
                how.run();
                decide();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void enters(int number, Call.SystemCall call) {
            lock.lock();
            try {
                signs++;
                calls++;
                began = true;
                waited = false;
                this.number = number;
                this.call = call;
                if (canBeAsked(call) && schedule.isGoing(actor) && !closed) {
                    asking = this;
                    news.signal();
                    while (asking == this && !closed) {
                        mine.awaitUninterruptibly();
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void returned(Outcome outcome) {
            lock.lock();
            try {
                signs++;
                call = null;
                emptyPolls = !waited && isEmptyPoll(outcome) ? emptyPolls + 1 : 0;
                vain = !waited && wasNotThere(outcome) || emptyPolls >= MAX_EMPTY_POLLS;
            } finally {
                lock.unlock();
            }
        }

        private static boolean wasNotThere(Outcome outcome) {
            return outcome instanceof Outcome.Failed failed
                    && (failed.errno().equals(Errno.EAGAIN) || failed.errno().equals(Errno.EALREADY));
        }

        private static boolean isEmptyPoll(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Polled polled -> polled.ready().isEmpty();
                case Outcome.EpollReady ready -> ready.ready().isEmpty();
                case Outcome.Selected selected ->
                    selected.read().isEmpty() && selected.write().isEmpty() && selected.except().isEmpty();
                default -> false;
            };
        }
    }
}
