package org.socketworkbench.trace;

/**
 * What Linux's table tells of the datagrams that wait in a UDP socket: not how many they are, nor their bytes in all.
 *
 * @param memory  how much of the kernel's memory they take, in bytes. Each counts with the kernel's own bookkeeping for
 *                it and the unused rest of its block: one byte of payload takes hundreds, and so does an empty
 *                datagram. 0 means that none waits
 * @param dropped how many datagrams the kernel has thrown away here since the socket was made, as a rule because the
 *                memory reached the limit that SO_RCVBUF sets; nobody was told
 */
public record UdpBuffer(long memory, long dropped) {}
