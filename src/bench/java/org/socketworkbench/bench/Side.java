package org.socketworkbench.bench;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What one thread does with its end of a connection: orders, one after the other, until it is dismissed. */
final class Side {
    /** Something to do with an end. */
    @FunctionalInterface
    interface Order {
        void carryOut(End end) throws Exception;
    }

    /** Opens an end, serves a side with it and closes it. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    /** An empty one is the dismissal. */
    private final BlockingQueue<Optional<Order>> orders = new LinkedBlockingQueue<>();
    /** An empty one says that an order was carried out. */
    private final BlockingQueue<Optional<Exception>> done = new LinkedBlockingQueue<>();

    /** Gives an order; returns at once. */
    void order(Order order) {
        orders.add(Optional.of(order));
    }

    /** Lets the side go when it has carried out its orders. */
    void dismiss() {
        orders.add(Optional.empty());
    }

    /** Waits until an order was carried out. */
    void await() throws Exception {
        Optional<Exception> failure = done.take();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Starts a thread for this side. */
    void start(Body body) {
        Thread.ofPlatform().daemon().start(() -> run(body));
    }

    /** Runs a body on this thread; what it throws comes out of {@link #await}. */
    void run(Body body) {
        try {
            body.run();
        } catch (Exception e) {
            done.add(Optional.of(e));
        }
    }

    /** Carries out orders until the dismissal, on the thread that the end belongs to. */
    void serve(End end) throws Exception {
        for (Optional<Order> order = orders.take(); order.isPresent(); order = orders.take()) {
            order.get().carryOut(end);
            done.add(Optional.empty());
        }
    }
}
