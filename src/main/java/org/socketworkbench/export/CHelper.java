package org.socketworkbench.export;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Functions that a C program includes when it needs them, in the order of their definition. */
enum CHelper {
    DIE(List.of("<stdio.h>", "<stdlib.h>"), """
            /* Says which call failed, and why, and ends the program. */
            static void die(const char *call) {
                perror(call);
                exit(EXIT_FAILURE);
            }
            """),
    IPV4(List.of("<arpa/inet.h>", "<netinet/in.h>", "<stdio.h>", "<stdlib.h>", "<sys/socket.h>"), """
            static struct sockaddr_in ipv4(const char *host, int port) {
                struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
                if (inet_pton(AF_INET, host, &address.sin_addr) != 1) {
                    fprintf(stderr, "%s is no IPv4 address\\n", host);
                    exit(EXIT_FAILURE);
                }
                return address;
            }
            """),
    IPV6(List.of("<arpa/inet.h>", "<netinet/in.h>", "<stdio.h>", "<stdlib.h>", "<sys/socket.h>"), """
            static struct sockaddr_in6 ipv6(const char *host, int port, unsigned flow_info, unsigned scope) {
                struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_port = htons(port),
                                               .sin6_flowinfo = htonl(flow_info), .sin6_scope_id = scope};
                if (inet_pton(AF_INET6, host, &address.sin6_addr) != 1) {
                    fprintf(stderr, "%s is no IPv6 address\\n", host);
                    exit(EXIT_FAILURE);
                }
                return address;
            }
            """),
    SHOW(List.of("<stdio.h>", "<sys/types.h>"), """
            /* Prints bytes so that none of them can act on the terminal. */
            static void show(const char *call, const char *bytes, ssize_t count) {
                printf("%s: %zd bytes \\"", call, count);
                for (ssize_t i = 0; i < count; i++) {
                    if (bytes[i] >= ' ' && bytes[i] <= '~')
                        putchar(bytes[i]);
                    else
                        printf("\\\\x%02x", (unsigned char)bytes[i]);
                }
                printf("\\"\\n");
            }
            """),
    SHOW_ADDRESS(List.of("<netdb.h>", "<stddef.h>", "<stdio.h>", "<sys/socket.h>", "<sys/un.h>"), """
            static void show_address(const char *call, const struct sockaddr_storage *address, socklen_t length) {
                char host[NI_MAXHOST];
                char port[NI_MAXSERV];
                if ((address->ss_family == AF_INET || address->ss_family == AF_INET6)
                        && getnameinfo((const struct sockaddr *)address, length, host, sizeof host, port, sizeof port,
                                       NI_NUMERICHOST | NI_NUMERICSERV) == 0)
                    printf("%s: host %s, port %s\\n", call, host, port);
                else
                    show(call, ((const struct sockaddr_un *)address)->sun_path,
                         (ssize_t)length - (ssize_t)offsetof(struct sockaddr_un, sun_path));
            }
            """),
    SEND_ALL(List.of("<sys/socket.h>", "<sys/types.h>"), """
            /* Sends until all bytes are handed over: send() may take fewer. */
            static int send_all(int fd, const char *bytes, size_t length, int flags) {
                do {
                    ssize_t sent = send(fd, bytes, length, flags);
                    if (sent == -1)
                        return -1;
                    bytes += sent;
                    length -= (size_t)sent;
                } while (length > 0);
                return 0;
            }
            """),
    WAIT_FOR(List.of("<errno.h>", "<poll.h>"), """
            /* Waits until a descriptor is ready; -1 with ETIMEDOUT when the time is over. */
            static int wait_for(int fd, short events, int milliseconds) {
                struct pollfd entry = {.fd = fd, .events = events};
                int ready = poll(&entry, 1, milliseconds);
                if (ready == 0)
                    errno = ETIMEDOUT;
                return ready > 0 ? 0 : -1;
            }
            """),
    CONNECT_WITHIN(List.of("<errno.h>", "<sys/socket.h>"), """
            /* Connects a non-blocking socket; -1 with ETIMEDOUT when the time is over. */
            static int connect_within(int fd, const struct sockaddr *address, socklen_t length, int milliseconds) {
                if (connect(fd, address, length) == 0)
                    return 0;
                if (errno != EINPROGRESS || wait_for(fd, POLLOUT, milliseconds) == -1)
                    return -1;
                int error;
                socklen_t size = sizeof error;
                if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == -1)
                    return -1;
                errno = error;
                return error == 0 ? 0 : -1;
            }
            """),
    WATCH(List.of("<sys/select.h>"), """
            /* Puts a descriptor into a set for select(), which also wants to know the highest. */
            static void watch(int fd, fd_set *set, int *highest) {
                FD_SET(fd, set);
                if (fd > *highest)
                    *highest = fd;
            }
            """);

    private final List<String> headers;
    private final String text;

    CHelper(List<String> headers, String text) {
        this.headers = headers;
        this.text = text;
    }

    List<String> headers() {
        return headers;
    }

    String[] lines() {
        return text.lines().toArray(String[]::new);
    }

    /** This function and those that it calls. */
    Set<CHelper> withThoseItCalls() {
        return switch (this) {
            case CONNECT_WITHIN -> EnumSet.of(WAIT_FOR, CONNECT_WITHIN);
            case SHOW_ADDRESS -> EnumSet.of(SHOW, SHOW_ADDRESS);
            case DIE, IPV4, IPV6, SHOW, SEND_ALL, WAIT_FOR, WATCH -> EnumSet.of(this);
        };
    }
}
