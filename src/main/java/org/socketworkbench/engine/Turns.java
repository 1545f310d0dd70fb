package org.socketworkbench.engine;

import java.util.function.BooleanSupplier;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** Decides which thread of the running programs goes on, where they take turns. Any thread may ask. */
public interface Turns {
    /** Nobody waits for anybody. */
    Turns NONE = new Turns() {
        @Override
        public Turn begin(int participant, int thread, long threadId) {
            return Turn.ALWAYS;
        }

        @Override
        public void stop(int participant) {}

        @Override
        public void gone(int participant) {}
    };

    /**
     * A thread begins to take turns; its first one is still to come.
     *
     * @param thread   its number among the participant's threads; 0 is the main one, which has a turn once its program
     *                 is started
     * @param threadId the system's number for it
     */
    Turn begin(int participant, int thread, long threadId);

    /** Makes those of a participant's threads that wait for their turn check again whether they are stopped. */
    void stop(int participant);

    /** A participant has left: none of its threads takes a turn any more. */
    void gone(int participant);

    /** One thread's turns. All methods except {@link #wakes} are for that thread. */
    interface Turn extends AutoCloseable {
        /** It is always this thread's turn. */
        Turn ALWAYS = new Turn() {
            @Override
            public void take(BooleanSupplier stopped, Runnable onWait) {}

            @Override
            public void halts() {}

            @Override
            public void resumes() {}

            @Override
            public void rests() {}

            @Override
            public void wakes() {}

            @Override
            public void enters(int number, Call.SystemCall call) {}

            @Override
            public void returned(Outcome outcome) {}

            @Override
            public void close() {}
        };

        /**
         * Waits until it is this thread's turn, or the thread is stopped.
         *
         * @param onWait run once, on this thread, if it has to wait
         */
        void take(BooleanSupplier stopped, Runnable onWait);

        /** The user holds the thread, at the gate or before a line: it keeps its turn until it {@link #resumes}. */
        void halts();

        /** The user holds the thread no longer. */
        void resumes();

        /**
         * The thread is about to wait for time, or for another thread of its program: its turn is over until it takes
         * one again.
         */
        void rests();

        /** What the thread waits for has happened: it will take a turn at once. Called by the thread that caused it. */
        void wakes();

        /** A system call that may wait in the kernel is about to be made; returns when it may be made. */
        void enters(int number, Call.SystemCall call);

        /** That system call has returned. */
        void returned(Outcome outcome);

        /** The thread ends. */
        @Override
        void close();
    }
}
