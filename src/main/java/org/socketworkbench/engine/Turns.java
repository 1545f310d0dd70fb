package org.socketworkbench.engine;

import java.util.function.BooleanSupplier;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Outcome;

/** Who goes on among the threads of the programs that run, where they take turns. Any thread may ask. */
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
     * A thread begins to take turns: its first is still to come.
     *
     * @param thread   its number among the participant's threads; 0 is the main one, which has a turn once its program
     *                 is started
     * @param threadId the kernel's number for it
     */
    Turn begin(int participant, int thread, long threadId);

    /** Those of a participant's threads that wait for their turn ask again whether they are stopped. */
    void stop(int participant);

    /** A participant has left: none of its threads takes a turn any more. */
    void gone(int participant);

    /** One thread's turns. All methods but {@link #wakes} are for that thread. */
    interface Turn extends AutoCloseable {
        /** It is always this thread's turn. */
        Turn ALWAYS = new Turn() {
            @Override
            public void take(BooleanSupplier stopped, Runnable onWait) {}

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
         * Waits until it is this thread's turn, or it is stopped.
         *
         * @param onWait run once, on this thread, if it has to wait
         */
        void take(BooleanSupplier stopped, Runnable onWait);

        /**
         * The thread is about to wait for time, or for another of its program: its turn is over until it takes one
         * again.
         */
        void rests();

        /**
         * What the thread rests for has come: it will take a turn at once. Called by the thread that has brought it
         * about.
         */
        void wakes();

        /** A system call is about to be made, which may wait in the kernel; returns when the call may be made. */
        void enters(int number, Call.SystemCall call);

        /** That system call has returned. */
        void returned(Outcome outcome);

        /** The thread ends. */
        @Override
        void close();
    }
}
