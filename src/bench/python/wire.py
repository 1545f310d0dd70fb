"""The program of wire.c in Python.

    wire.py processes|threads echo ROUND_TRIPS
    wire.py processes|threads bulk BYTES
"""
import os
import signal
import socket
import sys
import threading
import time

MESSAGE = b"x" * 64
CHUNK = b"x" * (64 << 10)


def echo(client, round_trips):
    for _ in range(round_trips):
        client.sendall(MESSAGE)
        client.recv(len(MESSAGE))


def answer(server, round_trips):
    for _ in range(round_trips):
        server.sendall(server.recv(len(MESSAGE)))


def bulk(client, total):
    for _ in range(total // len(CHUNK)):
        client.sendall(CHUNK)
    client.recv(1)


def drain(server, total):
    while total > 0:
        total -= len(server.recv(len(CHUNK)))
    server.sendall(b"x")


def clock_of(process):
    """The number of a process's CPU clock: what clock_getcpuclockid(3), which Python has not, makes of its pid."""
    return ~process << 3 | 2


def with_threads(near_end, far_end):
    threading.Thread(target=far_end, daemon=True).start()
    near_end(time.process_time)


def with_processes(near_end, far_end):
    child = os.fork()
    if child == 0:
        far_end()
    near_end(lambda: time.process_time() + time.clock_gettime(clock_of(child)))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main():
    ends = {"processes": with_processes, "threads": with_threads}[sys.argv[1]]
    near, far = {"echo": (echo, answer), "bulk": (bulk, drain)}[sys.argv[2]]
    amount = int(sys.argv[3])
    warm_up = amount // 4  # Goes first, and is not measured.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = socket.create_connection(listener.getsockname())
        server, _ = listener.accept()

    def near_end(clock):
        for _ in sys.stdin:
            near(client, warm_up)
            began = clock()
            near(client, amount)
            print(round(amount / (clock() - began)), flush=True)

    def far_end():
        while True:
            far(server, warm_up)
            far(server, amount)

    ends(near_end, far_end)


main()
