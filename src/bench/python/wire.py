"""The program of wire.c in Python: both ends of one loopback TCP connection, two threads, plain blocking calls.

    wire.py echo ROUND_TRIPS   prints how many 64-byte round trips a second of CPU time were made
    wire.py bulk BYTES         prints how many bytes a second of CPU time went one way
"""
import socket
import sys
import threading
import time

MESSAGE = b"x" * 64
CHUNK = b"x" * (64 << 10)


def answer(server, round_trips):
    for _ in range(round_trips):
        server.sendall(server.recv(len(MESSAGE)))


def echo(client, round_trips):
    for _ in range(round_trips):
        client.sendall(MESSAGE)
        client.recv(len(MESSAGE))


def drain(server, total):
    while total > 0:
        total -= len(server.recv(len(CHUNK)))
    server.sendall(b"x")


def bulk(client, total):
    for _ in range(total // len(CHUNK)):
        client.sendall(CHUNK)
    client.recv(1)


def rate(near_end, client, far_end, server, amount):
    began = time.process_time()
    thread = threading.Thread(target=far_end, args=(server, amount))
    thread.start()
    near_end(client, amount)
    took = time.process_time() - began
    thread.join()
    return amount / took


def main():
    near_end, far_end = {"echo": (echo, answer), "bulk": (bulk, drain)}[sys.argv[1]]
    amount = int(sys.argv[2])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = socket.create_connection(listener.getsockname())
        server, _ = listener.accept()
    with client, server:
        rate(near_end, client, far_end, server, amount // 4)
        print(round(rate(near_end, client, far_end, server, amount)))


main()
