package org.socketworkbench.platform.linux;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.socketworkbench.platform.Display;
import org.socketworkbench.platform.Platform;
import org.socketworkbench.platform.SocketTables;
import org.socketworkbench.platform.Threads;
import org.socketworkbench.socket.Family;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.socket.libc.LinuxSockets;
import org.socketworkbench.socket.libc.SharedLibrary;

/** Linux with glibc, on x86-64 and aarch64. Making it links nothing and reads nothing. */
public final class LinuxPlatform implements Platform {
    private static final Path SELF = Path.of("/proc/self");
    private static final String GTK = "libgtk-3.so.0";
    private static final String FILES_LIMIT = "Max open files";
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    /** glibc's text for EAI_AGAIN. */
    private static final String TRY_AGAIN = "Temporary failure in name resolution";

    private final Map<String, String> environment;
    private final Predicate<String> library;
    private final Threads threads = new LinuxThreads();
    private final LinuxFamilies families = LinuxFamilies.ofThisSystem();
    private @Nullable Sockets sockets;
    private @Nullable SocketTables tables;

    /** The system on which this process runs. */
    public LinuxPlatform() {
        this(System.getenv(), SharedLibrary::isPresent);
    }

    /**
     * The same with another environment.
     *
     * @param environment the environment variables
     * @param library     whether a shared library is present, by its soname
     */
    public LinuxPlatform(Map<String, String> environment, Predicate<String> library) {
        this.environment = environment;
        this.library = library;
    }

    @Override
    public boolean isFor(String system) {
        return system.equals("Linux");
    }

    @Override
    public synchronized Sockets sockets() {
        if (sockets == null) {
            sockets = new LinuxSockets();
        }
        return sockets;
    }

    @Override
    public synchronized SocketTables tables() {
        if (tables == null) {
            tables = new LinuxTables(sockets().looks());
        }
        return tables;
    }

    @Override
    public Threads threads() {
        return threads;
    }

    @Override
    public boolean has(Family family) {
        return families.has(family);
    }

    /**
     * {@inheritDoc}
     *
     * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
     */
    @Override
    public Path socketFolder() {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return runtime.startsWith("/") && Files.isWritable(Path.of(runtime)) ? Path.of(runtime, "workbench")
                : Path.of(System.getProperty("java.io.tmpdir"), "workbench-" + System.getProperty("user.name"));
    }

    @Override
    public Path cacheFolder() {
        String folder = environment.getOrDefault("XDG_CACHE_HOME", "");
        return folder.startsWith("/") ? Path.of(folder) : Path.of(System.getProperty("user.home"), ".cache");
    }

    @Override
    public String user() {
        return Integer.toString(userId());
    }

    @Override
    public void makePrivate(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        }
        boolean isOurs = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && PRIVATE.equals(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
                && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(userId());
        if (!isOurs) {
            throw new IOException(folder.toString());
        }
    }

    private static int userId() {
        try {
            return (int) Files.getAttribute(SELF, "unix:uid");
        } catch (IOException e) {
            throw new IllegalStateException("the kernel does not tell who this process's user is", e);
        }
    }

    /** {@inheritDoc} The kernel's own is the one that uname(2) returns. */
    @Override
    public String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }

    @Override
    public Path services() {
        return Path.of("/etc/services");
    }

    @Override
    public boolean noServerAnswered(UnknownHostException failure) {
        return failure.getMessage() != null && failure.getMessage().endsWith(TRY_AGAIN);
    }

    /**
     * {@inheritDoc}
     *
     * @see <a href="https://man7.org/linux/man-pages/man2/getrlimit.2.html">getrlimit(2), RLIMIT_NOFILE</a>
     */
    @Override
    public OptionalLong openFilesAtMost() {
        Path limits = SELF.resolve("limits");
        try {
            return openFilesAtMost(Files.readAllLines(limits));
        } catch (IOException e) {
            // No descriptor is left even for this file.
            return Files.exists(limits) ? OptionalLong.of(0) : OptionalLong.empty();
        }
    }

    /** @param limits the lines of man 5 proc_pid_limits: name, soft limit, hard limit, unit */
    static OptionalLong openFilesAtMost(List<String> limits) {
        return limits.stream().filter(line -> line.startsWith(FILES_LIMIT))
                .map(line -> line.substring(FILES_LIMIT.length()).strip().split("\\s+")[0])
                .filter(soft -> soft.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong).findFirst();
    }

    @Override
    public boolean inputIsPiped() {
        try {
            String name = Files.readSymbolicLink(SELF.resolve("fd/0")).toString();
            return !name.startsWith("/dev/pts/") && !name.startsWith("/dev/tty");
        } catch (IOException e) {
            return false; // It is closed.
        }
    }

    @Override
    public Display display() {
        if (!isSet("DISPLAY")) {
            return isSet("WAYLAND_DISPLAY") ? Display.ONLY_WAYLAND : Display.NONE;
        }
        return library.test(GTK) ? Display.READY : Display.NO_GTK;
    }

    private boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }
}
