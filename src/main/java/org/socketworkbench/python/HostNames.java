package org.socketworkbench.python;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.socket.SocketAddress;

/**
 * What the system knows about names: of hosts from its resolver, of services from their file. Waits for the resolver.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/getaddrinfo.3.html">man 3 getaddrinfo</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/services.5.html">man 5 services</a>
 */
final class HostNames {
    static {
        // Java would remember a failure for ten seconds, and forget its reason at once.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    private final Platform platform;

    HostNames(Platform platform) {
        this.platform = platform;
    }

    /** No name server answers: whether there is such a name is not known (EAI_AGAIN). */
    static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** A network interface with its index. */
    record Interface(int index, String name) {}

    /**
     * A host's addresses, IPv6 and IPv4, at port 0, in the resolver's order; empty if the name is unknown.
     *
     * @param numericOnly whether names are not looked up
     */
    List<SocketAddress.Inet> addresses(String host, boolean numericOnly) throws NoAnswerException {
        Optional<SocketAddress.Inet> numeric = numeric(host);
        if (numeric.isPresent() || numericOnly) {
            return numeric.stream().toList();
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).map(found -> SocketAddress.Inet.of(found, 0)).toList();
        } catch (UnknownHostException e) {
            if (platform.noServerAnswered(e)) {
                throw new NoAnswerException();
            }
            return List.of();
        }
    }

    private static Optional<SocketAddress.Inet> numeric(String host) {
        return SocketAddress.Inet4.of(host, 0).<SocketAddress.Inet>map(inet4 -> inet4)
                .or(() -> SocketAddress.Inet6.of(host, 0));
    }

    /** The name of a numeric address; the address itself if it has none. */
    String nameOf(String numeric) {
        try {
            return InetAddress.getByName(numeric).getHostName();
        } catch (UnknownHostException e) {
            return numeric;
        }
    }

    /** This host's name. */
    String ownName() {
        return platform.hostName();
    }

    /** A service's port; an empty protocol matches any. */
    Optional<Integer> port(String service, String protocol) {
        return services()
                .filter(entry -> entry.isFor(protocol) && entry.names().contains(service))
                .map(Service::port).findFirst();
    }

    /** The name of the service at a port; an empty protocol matches any. */
    Optional<String> service(int port, String protocol) {
        return services()
                .filter(entry -> entry.isFor(protocol) && entry.port() == port)
                .map(entry -> entry.names().getFirst()).findFirst();
    }

    private record Service(List<String> names, int port, String protocol) {
        boolean isFor(String wanted) {
            return wanted.isEmpty() || wanted.equals(protocol);
        }
    }

    private Stream<Service> services() {
        try {
            return Files.readAllLines(platform.services(), StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.replaceFirst("#.*", "").strip().split("\\s+"))
                    .filter(words -> words.length >= 2 && words[1].matches("\\d{1,5}/\\w+"))
                    .map(words -> {
                        String[] end = words[1].split("/");
                        List<String> names = new ArrayList<>(List.of(words[0]));
                        names.addAll(List.of(words).subList(2, words.length));
                        return new Service(names, Integer.parseInt(end[0]), end[1]);
                    });
        } catch (IOException e) {
            // A small system has no such file: then no service is known by name.
            return Stream.empty();
        }
    }

    List<Interface> interfaces() {
        try {
            return NetworkInterface.networkInterfaces().map(one -> new Interface(one.getIndex(), one.getName()))
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }
}
