package org.socketworkbench.cli;

import java.util.List;
import org.socketworkbench.engine.Program;

/** Whose turn it is, for programs that come to their end: what they have open is closed then, and nobody else's doing is to meet that. */
final class Turn {
    private int participant = -1;
    private boolean over;

    /** Whose turn it is; -1 as long as it is nobody's. */
    synchronized int participant() {
        return participant;
    }

    synchronized void giveTo(int next) {
        participant = next;
        notifyAll();
    }

    /** Nobody waits any more. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    /** The same program, which ends only when it is this participant's turn. */
    Program endsInTurn(int who, Program program) {
        return new Program() {
            @Override
            public String name() {
                return program.name();
            }

            @Override
            public void run(Process process) throws Ended {
                try {
                    program.run(process);
                } finally {
                    await(who);
                }
            }

            @Override
            public void stop() {
                program.stop();
            }

            @Override
            public void interrupt() {
                program.interrupt();
            }

            @Override
            public List<Integer> takeForgotten() {
                return program.takeForgotten();
            }
        };
    }

    private synchronized void await(int who) {
        try {
            while (participant != who && !over) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
