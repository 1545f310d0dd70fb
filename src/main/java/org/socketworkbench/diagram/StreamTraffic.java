package org.socketworkbench.diagram;

import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Errno;
import org.socketworkbench.socket.OptionValue;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.trace.SocketRow;

/** What calls on connections and on their listeners bring: handshakes, data and ends. */
final class StreamTraffic implements Traffic {
    private final Endpoints endpoints;
    private final Streams streams;
    private final Handshakes handshakes;

    StreamTraffic(Endpoints endpoints, Arrows arrows) {
        this.endpoints = endpoints;
        streams = new Streams(arrows);
        handshakes = new Handshakes(endpoints, arrows, streams::flushOutside);
    }

    @Override
    public void entered(Endpoint endpoint, Activation activation, Call.OnSocket call) {
        switch (call) {
            case Call.Connect c -> handshakes.connectEntered(activation, c);
            case Call.Send c -> streams.sendEntered(endpoint, activation, c.data());
            case Call.Write c -> streams.sendEntered(endpoint, activation, c.data());
            case Call.SendTo c -> streams.sendEntered(endpoint, activation, c.data());
            case Call.Shutdown c -> streams.shutdownEntered(endpoint, activation, c.how());
            case Call.Close c -> {}
            case Call.Bind c -> {}
            case Call.Listen c -> {}
            case Call.Opening c -> {}
            case Call.Receiving c -> {}
            case Call.SetNonBlocking c -> {}
            case Call.SetSockOpt c -> {}
            case Call.GetSockOpt c -> {}
            case Call.GetSockName c -> {}
            case Call.GetPeerName c -> {}
        }
    }

    /** The kernel holds a call. */
    void blocked(Activation activation, Call.Connect call) {
        handshakes.connectBlocked(activation, call);
    }

    /** All lines of a reading were taken in. */
    void sampled() {
        handshakes.resolve();
    }

    @Override
    public void sampled(Endpoint endpoint, SocketRow row) {
        handshakes.sampled(endpoint, row);
    }

    @Override
    public void returned(Endpoint endpoint, Activation activation, Call.OnSocket call, Outcome outcome) {
        boolean done = !(outcome instanceof Outcome.Failed);
        switch (call) {
            case Call.Connect c -> handshakes.connectReturned(activation, c, outcome);
            case Call.Accept c -> {
                if (outcome instanceof Outcome.Accepted accepted) {
                    handshakes.accepted(activation, c, accepted);
                }
            }
            case Call.Send c -> sent(endpoint, activation, c, c.flags(), outcome);
            case Call.Write c -> sent(endpoint, activation, c, 0, outcome);
            case Call.SendTo c -> sent(endpoint, activation, c, c.flags(), outcome);
            case Call.Receiving c -> {
                handshakes.decide(endpoint);
                if (done) {
                    handshakes.connected(endpoint);
                }
                streams.recvReturned(endpoint, activation, c, outcome);
            }
            case Call.Shutdown c -> {
                handshakes.decide(endpoint);
                streams.endReturned(endpoint, activation);
            }
            case Call.Bind c -> {
                if (done) {
                    endpoint.local = c.address();
                    endpoints.bound(endpoint);
                }
            }
            case Call.Listen c -> {
                if (done) {
                    endpoint.stage = Endpoint.Stage.LISTENING;
                    endpoints.bound(endpoint);
                }
            }
            case Call.SetSockOpt c -> {
                if (done) {
                    optionSet(endpoint, c.option(), c.value());
                }
            }
            case Call.GetSockOpt c -> {
                if (c.option().equals(SocketOption.SO_ERROR)
                        && outcome instanceof Outcome.OptionRead(OptionValue.Int(int number))) {
                    handshakes.settled(endpoint, new Errno(number));
                }
            }
            case Call.GetPeerName c -> {
                if (done) {
                    handshakes.connected(endpoint);
                }
            }
            case Call.SetNonBlocking c -> {}
            case Call.GetSockName c -> {}
            case Call.Opening c -> {}
            case Call.Close c -> {}
        }
    }

    private void sent(Endpoint endpoint, Activation activation, Call.Sending call, int flags, Outcome outcome) {
        if (outcome instanceof Outcome.Done && endpoint.stage == Endpoint.Stage.CALLING) {
            handshakes.connected(endpoint);
            streams.sendEntered(endpoint, activation, call.data());
        }
        streams.sendReturned(endpoint, activation, flags, outcome);
    }

    private static void optionSet(Endpoint endpoint, SocketOption option, OptionValue value) {
        switch (value) {
            case OptionValue.Int(int on) when option.equals(SocketOption.IPV6_V6ONLY) -> endpoint.v6Only = on != 0;
            case OptionValue.Linger(boolean on, int seconds) when option.equals(SocketOption.SO_LINGER) ->
                endpoint.resetsAtClose = on && seconds == 0 && !endpoint.isUnix();
            default -> {}
        }
    }

    @Override
    public void closing(Endpoint endpoint, Activation activation) {
        streams.closeEntered(endpoint, activation);
    }

    @Override
    public void closed(Endpoint endpoint, Activation activation) {
        // When this call was entered, another number stood for the socket, which another thread has closed meanwhile.
        streams.closeEntered(endpoint, activation);
        handshakes.decide(endpoint);
        streams.closed(endpoint);
        streams.endReturned(endpoint, activation);
        streams.listenerClosed(endpoint, activation);
        endpoints.closed(endpoint);
    }
}
