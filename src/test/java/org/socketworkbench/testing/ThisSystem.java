package org.socketworkbench.testing;

import java.util.Map;
import java.util.function.Predicate;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.platform.linux.LinuxPlatform;
import org.socketworkbench.socket.Sockets;

/** The platform on which the tests run, made here and in no test. */
public final class ThisSystem {
    private ThisSystem() {}

    /** A new port to it. */
    public static Platform platform() {
        return new LinuxPlatform();
    }

    /** A new port to it, with other environment variables and libraries. */
    public static Platform platform(Map<String, String> environment, Predicate<String> library) {
        return new LinuxPlatform(environment, library);
    }

    /** New ways to make its calls. */
    public static Sockets sockets() {
        return platform().sockets();
    }
}
