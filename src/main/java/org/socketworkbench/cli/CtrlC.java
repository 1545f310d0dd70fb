package org.socketworkbench.cli;

import java.lang.reflect.Proxy;

/**
 * While it is open, Ctrl+C (SIGINT) does what it was made with, and nothing else. Any thread may run that.
 *
 * <p>The only way to it in the JDK is {@code sun.misc.Signal}, of which the compiler warns in a way that cannot be
 * turned off for one class: so it is asked for by name.
 */
final class CtrlC implements AutoCloseable {
    private static final String SIGINT = "INT";

    private final Object before;

    CtrlC(Runnable pressed) {
        before = handle(handler(pressed));
    }

    private static Object handler(Runnable pressed) {
        return Proxy.newProxyInstance(CtrlC.class.getClassLoader(), new Class<?>[] {named("sun.misc.SignalHandler")},
                (proxy, method, arguments) -> {
                    pressed.run();
                    return null;
                });
    }

    /** Answers what was done before. */
    private static Object handle(Object handler) {
        Class<?> signal = named("sun.misc.Signal");
        try {
            return signal.getMethod("handle", signal, named("sun.misc.SignalHandler"))
                    .invoke(null, signal.getConstructor(String.class).newInstance(SIGINT), handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no module jdk.unsupported", e);
        }
    }

    @Override
    public void close() {
        handle(before);
    }
}
