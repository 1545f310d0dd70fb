/*
 * What the engine is compared with: the two ends of one loopback TCP connection, each making plain blocking calls; they are
 * two processes, as a client and a server are, or two threads of one process, as the engine's participants are.
 *
 *   wire processes|threads echo ROUND_TRIPS
 *   wire processes|threads bulk BYTES
 *
 * For each line of its input it makes so many 64-byte round trips, or sends so many bytes one way, and prints how many of them
 * it made a second of CPU time.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGE_BYTES = 64, CHUNK_BYTES = 64 << 10 };

struct load {
    void (*near_end)(long amount);
    void (*far_end)(long amount);
    long amount;
};

static int client;
static int server;

static void expect(int holds, const char *what) {
    if (!holds) {
        perror(what);
        exit(1);
    }
}

static void connect_ends(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    expect(listener >= 0, "socket");
    expect(bind(listener, (struct sockaddr *) &address, length) == 0, "bind");
    expect(listen(listener, 1) == 0, "listen");
    expect(getsockname(listener, (struct sockaddr *) &address, &length) == 0, "getsockname");
    client = socket(AF_INET, SOCK_STREAM, 0);
    expect(client >= 0, "socket");
    expect(connect(client, (struct sockaddr *) &address, length) == 0, "connect");
    server = accept(listener, NULL, NULL);
    expect(server >= 0, "accept");
}

static void send_all(int fd, const char *data, long size) {
    while (size > 0) {
        long sent = send(fd, data, size, 0);
        expect(sent >= 0, "send");
        data += sent;
        size -= sent;
    }
}

static void recv_all(int fd, char *data, long size) {
    while (size > 0) {
        long received = recv(fd, data, size, 0);
        expect(received > 0, "recv");
        data += received;
        size -= received;
    }
}

static void echo(long left) {
    char message[MESSAGE_BYTES];
    memset(message, 'x', sizeof message);
    for (; left > 0; left--) {
        send_all(client, message, sizeof message);
        recv_all(client, message, sizeof message);
    }
}

static void answer(long left) {
    char message[MESSAGE_BYTES];
    for (; left > 0; left--) {
        recv_all(server, message, sizeof message);
        send_all(server, message, sizeof message);
    }
}

static void bulk(long left) {
    static char chunk[CHUNK_BYTES];
    memset(chunk, 'x', sizeof chunk);
    for (; left > 0; left -= sizeof chunk) {
        send_all(client, chunk, sizeof chunk);
    }
    recv_all(client, chunk, 1);
}

static void drain(long left) {
    static char chunk[CHUNK_BYTES];
    while (left > 0) {
        long received = recv(server, chunk, sizeof chunk, 0);
        expect(received > 0, "recv");
        left -= received;
    }
    send_all(server, chunk, 1);
}

/* A quarter of the amount goes first, and is not measured. */
static long warm_up(const struct load *load) {
    return load->amount / 4;
}

/* Turn after turn, until the process ends. */
static void *far_end(void *argument) {
    const struct load *load = argument;
    for (;;) {
        load->far_end(warm_up(load));
        load->far_end(load->amount);
    }
}

static double seconds(clockid_t clock) {
    struct timespec now;
    expect(clock_gettime(clock, &now) == 0, "clock_gettime");
    return now.tv_sec + now.tv_nsec * 1e-9;
}

/* A turn for each line; other is the clock of the far end's process, if that is not this one. */
static void near_end(const struct load *load, const clockid_t *other) {
    for (int c = getchar(); c != EOF; c = getchar()) {
        load->near_end(warm_up(load));
        double began = seconds(CLOCK_PROCESS_CPUTIME_ID) + (other ? seconds(*other) : 0);
        load->near_end(load->amount);
        double took = seconds(CLOCK_PROCESS_CPUTIME_ID) + (other ? seconds(*other) : 0) - began;
        printf("%.0f\n", load->amount / took);
        fflush(stdout);
    }
}

static void with_threads(struct load *load) {
    pthread_t thread;
    expect(pthread_create(&thread, NULL, far_end, load) == 0, "pthread_create");
    near_end(load, NULL);
}

static void with_processes(struct load *load) {
    pid_t child = fork();
    expect(child >= 0, "fork");
    if (child == 0) {
        expect(prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, "prctl");
        far_end(load);
    }
    clockid_t clock;
    expect(clock_getcpuclockid(child, &clock) == 0, "clock_getcpuclockid");
    near_end(load, &clock);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

int main(int count, char **words) {
    int processes = count == 4 && strcmp(words[1], "processes") == 0;
    int threads = count == 4 && strcmp(words[1], "threads") == 0;
    int echoes = count == 4 && strcmp(words[2], "echo") == 0;
    int bulks = count == 4 && strcmp(words[2], "bulk") == 0;
    struct load load = {echoes ? echo : bulk, echoes ? answer : drain, count == 4 ? atol(words[3]) : 0};
    if (!(processes || threads) || !(echoes || bulks) || load.amount <= 0) {
        fprintf(stderr, "usage: wire processes|threads echo ROUND_TRIPS | wire processes|threads bulk BYTES\n");
        return 2;
    }
    connect_ends();
    if (processes) {
        with_processes(&load);
    } else {
        with_threads(&load);
    }
    return 0;
}
