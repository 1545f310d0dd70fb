package org.socketworkbench.platform.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.socketworkbench.socket.Family;

/**
 * Tells which address families this system has, as far as the kernel's tables show without making a socket: a kernel
 * without a family has no table for it, and with IPv6 switched off no interface has an IPv6 address.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_net.5.html">man 5 proc_net</a>
 */
final class LinuxFamilies {
    private final Path tables;

    /** @param tables the folder of the kernel's tables, {@code /proc/net} */
    LinuxFamilies(Path tables) {
        this.tables = tables;
    }

    /** The families of this system. */
    static LinuxFamilies ofThisSystem() {
        return new LinuxFamilies(Path.of("/proc/net"));
    }

    /** Whether sockets of the family can be used now. Any thread may call it; reads at most a few lines. */
    boolean has(Family family) {
        return switch (family) {
            case AF_INET -> Files.exists(tables.resolve("tcp"));
            case AF_INET6 -> isNotEmpty(tables.resolve("if_inet6"));
            case AF_UNIX -> Files.exists(tables.resolve("unix"));
        };
    }

    /** Files in {@code /proc} have size 0 until they are read. */
    private static boolean isNotEmpty(Path table) {
        try (var text = Files.newInputStream(table)) {
            return text.read() >= 0;
        } catch (IOException e) {
            return false; // No such table: the kernel does not know the family.
        }
    }
}
