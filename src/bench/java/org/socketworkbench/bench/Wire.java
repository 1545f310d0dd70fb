package org.socketworkbench.bench;

/** A connection with both its sides, as the C and the Python program have it: two threads of one process. */
final class Wire implements AutoCloseable {
    private final Side near = new Side();
    private final Side far = new Side();
    private final Load load;

    /** Connects, and waits until that is done. */
    Wire(Kind kind, Load load) throws Exception {
        this.load = load;
        kind.open(near, far, load.size());
        both(end -> {}, end -> {});
    }

    /** Sends so many messages there and back, or so many bytes one way, and waits until they have arrived. */
    void transfer(int amount) throws Exception {
        switch (load) {
            case ECHO -> both(end -> {
                for (int left = amount; left > 0; left--) {
                    end.send();
                    receiveWhole(end);
                }
            }, end -> {
                for (int left = amount; left > 0; left--) {
                    receiveWhole(end);
                    end.send();
                }
            });
            case BULK -> both(end -> {
                for (int left = amount; left > 0; left -= load.size()) {
                    end.send();
                }
            }, end -> {
                for (int left = amount; left > 0;) {
                    left -= end.receive();
                }
            });
        }
    }

    /** Carries out an order on each side and waits for both. */
    void both(Side.Order nearOrder, Side.Order farOrder) throws Exception {
        far.order(farOrder);
        near.order(nearOrder);
        near.await();
        far.await();
    }

    /** A small message comes in one piece over loopback; if not, this is no measurement. */
    private void receiveWhole(End end) throws Exception {
        int received = end.receive();
        if (received != load.size()) {
            throw new IllegalStateException("received " + received);
        }
    }

    @Override
    public void close() {
        near.dismiss();
        far.dismiss();
    }
}
