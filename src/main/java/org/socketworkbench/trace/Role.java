package org.socketworkbench.trace;

/** Which panel a participant lives in. It may make any call all the same. */
public enum Role { SERVER, CLIENT }
