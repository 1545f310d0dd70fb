package org.socketworkbench.trace;

/** Which panel a participant lives in. In either, it may make any call. */
public enum Role { SERVER, CLIENT }
