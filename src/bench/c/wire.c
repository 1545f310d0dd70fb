/*
 * What the engine is compared with: both ends of one loopback TCP connection, two threads of this process, each making
 * plain blocking calls.
 *
 *   wire echo ROUND_TRIPS   prints how many 64-byte round trips a second of CPU time were made
 *   wire bulk BYTES         prints how many bytes a second of CPU time went one way
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { MESSAGE_BYTES = 64, CHUNK_BYTES = 64 << 10 };

static int client;
static int server;
static long total;

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

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
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

static void *answer(void *unused) {
    char message[MESSAGE_BYTES];
    for (long left = total; left > 0; left--) {
        recv_all(server, message, sizeof message);
        send_all(server, message, sizeof message);
    }
    return unused;
}

static void *drain(void *unused) {
    static char chunk[CHUNK_BYTES];
    for (long left = total; left > 0;) {
        long received = recv(server, chunk, sizeof chunk, 0);
        expect(received > 0, "recv");
        left -= received;
    }
    send_all(server, chunk, 1);
    return unused;
}

static void echo(void) {
    char message[MESSAGE_BYTES];
    memset(message, 'x', sizeof message);
    for (long left = total; left > 0; left--) {
        send_all(client, message, sizeof message);
        recv_all(client, message, sizeof message);
    }
}

static void bulk(void) {
    static char chunk[CHUNK_BYTES];
    memset(chunk, 'x', sizeof chunk);
    for (long left = total; left > 0; left -= sizeof chunk) {
        send_all(client, chunk, sizeof chunk);
    }
    recv_all(client, chunk, 1);
}

static double rate(void *(*far_end)(void *), void (*near_end)(void), long amount) {
    pthread_t thread;
    total = amount;
    double began = seconds();
    expect(pthread_create(&thread, NULL, far_end, NULL) == 0, "pthread_create");
    near_end();
    double took = seconds() - began;
    pthread_join(thread, NULL);
    return amount / took;
}

int main(int count, char **words) {
    long amount = count == 3 ? atol(words[2]) : 0;
    if (amount <= 0 || (strcmp(words[1], "echo") && strcmp(words[1], "bulk"))) {
        fprintf(stderr, "usage: wire echo ROUND_TRIPS | wire bulk BYTES\n");
        return 2;
    }
    int echoes = strcmp(words[1], "echo") == 0;
    connect_ends();
    if (echoes) {
        rate(answer, echo, amount / 4);
        printf("%.0f\n", rate(answer, echo, amount));
    } else {
        rate(drain, bulk, CHUNK_BYTES * (amount / 4 / CHUNK_BYTES));
        printf("%.0f\n", rate(drain, bulk, amount));
    }
    return 0;
}
