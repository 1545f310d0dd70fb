package org.socketworkbench.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.SocketAddress;

/**
 * The addresses of one script: what its words stand for, and the words for what the system and this run have chosen.
 */
final class ScriptAddresses {
    private final Path folder;
    private final String key;
    private final Map<String, SocketAddress> learnt = new HashMap<>();
    private final Map<Integer, String> ports = new HashMap<>();
    private final Map<SocketAddress.Unix, String> chosen = new HashMap<>();
    private final Map<SocketAddress.Unix, String> given = new HashMap<>();

    /**
     * @param folder where the script's paths are
     * @param key    what begins its abstract names, so that no other run has the same
     */
    ScriptAddresses(Path folder, String key) {
        this.folder = folder;
        this.key = key;
    }

    /** Takes note of the address that a socket was seen to have. */
    void learn(String socket, SocketAddress address) {
        learnt.put(socket, address);
    }

    /** The address that a word stands for; none if it names one that was not learnt. */
    Optional<SocketAddress> of(String word) {
        if (word.startsWith("@")) {
            return Optional.ofNullable(learnt.get(word.substring(1)));
        }
        if (word.startsWith("unix:")) {
            String name = word.substring("unix:".length());
            return Optional.of(choose(word, name.isEmpty() ? "" : folder.resolve(name).toString()));
        }
        if (word.startsWith("abstract:")) {
            return Optional.of(choose(word, "\0" + key + word.substring("abstract:".length())));
        }
        int colon = word.lastIndexOf(':');
        String host = word.substring(0, colon);
        return port(word.substring(colon + 1)).flatMap(port -> host.startsWith("[")
                ? SocketAddress.Inet6.of(host.substring(1, host.length() - 1), port)
                : SocketAddress.Inet4.of(host, port));
    }

    private Optional<Integer> port(String word) {
        return Character.isDigit(word.charAt(0)) ? Optional.of(Integer.valueOf(word))
                : Optional.ofNullable(learnt.get(word)).map(address -> ((SocketAddress.Inet) address).port());
    }

    /** A path, filled up with x to the length behind a tilde if there is one. */
    private SocketAddress.Unix choose(String word, String path) {
        String[] parts = path.split("~", 2);
        StringBuilder text = new StringBuilder(parts[0]);
        while (parts.length > 1 && text.length() < Integer.parseInt(parts[1])) {
            text.append('x');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        SocketAddress.Unix address = new SocketAddress.Unix(Bytes.owning(bytes));
        chosen.put(address, word);
        return address;
    }

    /** An address from the kernel in the words of the script. */
    String name(SocketAddress address) {
        return switch (address) {
            case SocketAddress.Inet4 inet -> inet.hostText() + ":" + portName(inet.port());
            case SocketAddress.Inet6 inet -> "[" + inet.hostText() + "]:" + portName(inet.port());
            case SocketAddress.Unix unix when unix.isUnnamed() -> "unnamed";
            case SocketAddress.Unix unix when chosen.containsKey(unix) -> chosen.get(unix);
            case SocketAddress.Unix unix -> given.computeIfAbsent(unix, u -> "abstract:auto" + (given.size() + 1));
        };
    }

    private String portName(int port) {
        return port == 0 ? "0" : ports.computeIfAbsent(port, p -> "port" + (ports.size() + 1));
    }
}
