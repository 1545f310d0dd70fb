package org.socketworkbench.cli;

import java.lang.reflect.Proxy;

/**
 * While open, makes Ctrl+C (SIGINT) run the given action and nothing else. Any thread may run the action.
 *
 * <p>The JDK offers only {@code sun.misc.Signal} for this. The compiler warns about it in a way that cannot be turned
 * off for one class, so the class is looked up by name.
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

    /** Returns the previous handler. */
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
