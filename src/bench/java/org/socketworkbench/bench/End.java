package org.socketworkbench.bench;

/** One end of a connection with one buffer of a fixed size. Used by one thread. */
interface End {
    /** Sends the whole buffer. */
    void send() throws Exception;

    /** Waits until bytes come, takes at most a buffer full of them and answers how many. */
    int receive() throws Exception;
}
