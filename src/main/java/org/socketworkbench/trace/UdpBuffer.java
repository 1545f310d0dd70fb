package org.socketworkbench.trace;

/**
 * What Linux's table says about the datagrams that wait in a UDP socket. It gives neither their number nor their total
 * bytes.
 *
 * @param memory  how much of the kernel's memory they take, in bytes. This includes the kernel's bookkeeping for each
 *                datagram and the unused rest of its block: one byte of payload takes hundreds of bytes, and so does an
 *                empty datagram. 0 means that none waits
 * @param dropped how many datagrams the kernel has dropped here since the socket was made, usually because the memory
 *                reached the limit that SO_RCVBUF sets; nobody was told
 */
public record UdpBuffer(long memory, long dropped) {}
