package org.socketworkbench.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.Call;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Outcome;
import org.socketworkbench.socket.SocketAddress;
import org.socketworkbench.socket.SocketType;
import org.socketworkbench.trace.Role;

/**
 * What a participant did by hand, as a program in no particular language: each call with the variables that it uses.
 * Immutable.
 *
 * @param name the program's name: {@code server}, {@code client2}; lower-case letters and digits
 */
public record HandProgram(String name, List<Statement> statements) {
    public HandProgram {
        statements = List.copyOf(statements);
    }

    static HandProgram of(String participant, Role role, List<HandCall> calls) {
        return new HandProgram(name(participant, role), new Names(role, calls).statements());
    }

    /** Users choose names freely, but this becomes the name of a class and a file, so only the number is used. */
    private static String name(String participant, Role role) {
        String number = participant.replaceAll("[^0-9]", "");
        return switch (role) {
            case SERVER -> "server";
            case CLIENT -> "client" + number.substring(0, Math.min(3, number.length()));
        };
    }

    /** Assigns variables to sockets while it follows the calls. */
    private static final class Names {
        private final Role role;
        private final List<HandCall> calls;
        private final Map<Integer, SocketVariable> open = new HashMap<>();
        private final Map<SocketVariable, Long> timeouts = new HashMap<>();
        private final Set<SocketVariable> files = new HashSet<>();
        private final Map<SocketAddress, String> senders = new HashMap<>();
        private final Map<SocketVariable.Kind, Integer> counts = new HashMap<>();
        private final List<Statement> statements = new ArrayList<>();
        /**
         * Closed sockets whose descriptors are not in use again: a variable keeps its number when the socket is closed.
         */
        private final Map<Integer, SocketVariable> closed = new HashMap<>();
        /** The most likely target of a call without a descriptor. */
        private @Nullable SocketVariable lastClosed;

        Names(Role role, List<HandCall> calls) {
            this.role = role;
            this.calls = calls;
        }

        List<Statement> statements() {
            for (int i = 0; i < calls.size(); i++) {
                HandCall made = calls.get(i);
                if (made.afterProgram()) {
                    closed.clear();
                }
                switch (made.call()) {
                    case Call.Timed timed -> add(i, made, timed.call());
                    case Call.ReadLine c -> addOnFile(i, made, c);
                    case Call.FileWrite c -> addOnFile(i, made, c);
                    case Call.Flush c -> addOnFile(i, made, c);
                    default -> add(i, made, made.call());
                }
            }
            return statements;
        }

        /** By hand, a file is created on first use; a program has to create it. */
        private void addOnFile(int index, HandCall made, Call.LibraryCall call) {
            SocketVariable socket = open.get(call.fd());
            if (socket != null && !files.contains(socket)) {
                add(index, made.returned(new Outcome.Done(call.fd())), new Call.MakeFile(call.fd()));
            }
            add(index, made, call);
        }

        private void add(int index, HandCall made, Call call) {
            Map<Integer, SocketVariable> sockets = new HashMap<>();
            for (int fd : fds(call)) {
                SocketVariable socket = fd == Call.NO_DESCRIPTOR ? lastClosed : open.getOrDefault(fd, closed.get(fd));
                if (socket != null) {
                    sockets.put(fd, socket);
                }
            }
            if (call instanceof Call.Dup2 c && open.containsKey(c.target())) {
                sockets.put(c.target(), open.get(c.target()));
            }
            SocketVariable on = call instanceof Call.OnDescriptor c ? sockets.get(c.fd()) : null;
            long timeout = timeouts.getOrDefault(on, Call.FOR_EVER);
            Optional<String> address = call instanceof Call.Bind ? Optional.empty() : call.named().map(senders::get);
            Optional<SocketVariable> result = made.outcome().filter(Outcome.Failed.class::isInstance).isPresent()
                    || made.outcome().filter(Outcome.TimedOut.class::isInstance).isPresent()
                            ? Optional.empty() : result(index, call, on);
            Optional<SocketVariable> second = result.filter(first -> call instanceof Call.SocketPair)
                    .map(first -> variable(first.kind(), first.family(), first.type()));
            made.outcome().ifPresent(outcome -> {
                changed(call, outcome, on);
                opened(outcome.opened(), result, second);
            });
            Optional<String> sender = made.outcome().flatMap(this::sender);
            statements.add(
                    new Statement(made.number(), call, made.outcome(), timeout, sockets, result, second, address,
                            sender));
        }

        private static List<Integer> fds(Call call) {
            return switch (call) {
                case Call.EpollCtl c -> List.of(c.target());
                case Call.OnDescriptor c -> List.of(c.fd());
                case Call.OnDescriptors c -> c.fds();
                case Call.Socket c -> List.of();
                case Call.SocketPair c -> List.of();
                case Call.EpollCreate c -> List.of();
                case Call.Unlink c -> List.of();
                case Call.Other c -> List.of();
            };
        }

        private Optional<SocketVariable> result(int index, Call call, @Nullable SocketVariable on) {
            return switch (call) {
                case Call.Socket c -> Optional.of(variable(kind(index, c.type()), c.family(), c.type()));
                case Call.Accept c when on != null ->
                    Optional.of(variable(SocketVariable.Kind.CONNECTION, on.family(), on.type()));
                case Call.SocketPair c ->
                    Optional.of(variable(c.type() == SocketType.SOCK_DGRAM ? SocketVariable.Kind.ENDPOINT
                            : SocketVariable.Kind.CONNECTION, c.family(), c.type()));
                // The variable stays the same, and what it stands for changes.
                case Call.Dup2 c when open.containsKey(c.target()) -> Optional.of(open.get(c.target()));
                case Call.Opening c when on != null -> Optional.of(variable(on.kind(), on.family(), on.type()));
                default -> Optional.empty();
            };
        }

        private SocketVariable variable(SocketVariable.Kind kind, Family family, SocketType type) {
            int count = counts.merge(kind, 1, Integer::sum);
            return new SocketVariable(kind.word() + (count == 1 ? "" : count), kind, family, type);
        }

        /** Later calls show what the socket becomes. */
        private SocketVariable.Kind kind(int index, SocketType type) {
            if (type == SocketType.SOCK_DGRAM) {
                return SocketVariable.Kind.ENDPOINT;
            }
            Optional<Outcome> outcome = calls.get(index).outcome();
            boolean listens = false;
            boolean connects = false;
            for (HandCall later : calls.subList(index + 1, calls.size())) {
                Call call = later.call().untimed();
                if (outcome.isEmpty() || !(call instanceof Call.OnDescriptor c) || c.fd() != outcome.get().value()) {
                    continue;
                }
                if (call instanceof Call.Close) {
                    break;
                }
                listens |= call instanceof Call.Listen || call instanceof Call.Accept;
                connects |= call instanceof Call.Connect || call instanceof Call.ConnectEx;
            }
            boolean listener = listens || !connects && role == Role.SERVER;
            return listener ? SocketVariable.Kind.LISTENER : SocketVariable.Kind.CLIENT;
        }

        private void opened(List<Outcome.Opened> opened, Optional<SocketVariable> first,
                Optional<SocketVariable> second) {
            List<SocketVariable> made = Stream.of(first, second).flatMap(Optional::stream).toList();
            for (int i = 0; i < Math.min(opened.size(), made.size()); i++) {
                open.put(opened.get(i).fd(), made.get(i));
            }
        }

        private void changed(Call call, Outcome outcome, @Nullable SocketVariable on) {
            switch (call) {
                // Linux releases the descriptor whatever close returns.
                case Call.Close c when open.containsKey(c.fd()) -> {
                    closed.put(c.fd(), open.remove(c.fd()));
                    lastClosed = on;
                }
                case Call.SetTimeout c when outcome instanceof Outcome.Done -> timeouts.put(on, c.nanos());
                case Call.SetBlocking c when outcome instanceof Outcome.Done ->
                    timeouts.put(on, c.blocking() ? Call.FOR_EVER : 0);
                case Call.MakeFile c when on != null -> files.add(on);
                default -> {}
            }
        }

        private Optional<String> sender(Outcome outcome) {
            Optional<SocketAddress> told = switch (outcome) {
                case Outcome.ReceivedFrom received -> received.sender();
                case Outcome.ReceivedMessage received -> received.sender();
                default -> Optional.empty();
            };
            return told.filter(Names::canBeCalled).map(sender -> senders.computeIfAbsent(sender,
                    address -> "sender" + (senders.isEmpty() ? "" : senders.size() + 1)));
        }

        private static boolean canBeCalled(SocketAddress address) {
            return !(address instanceof SocketAddress.Unix(Bytes path)) || path.length() > 0;
        }
    }
}
