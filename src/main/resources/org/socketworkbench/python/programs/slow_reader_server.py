# A server that takes its time: it reads a portion, rests, and reads the next.
import socket
import time

HOST = '127.0.0.1'
PORT = 8080
PORTION = 100_000

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, PORT))
    listener.listen(5)
    connection, caller = listener.accept()
    with connection:
        total = 0
        while portion := connection.recv(PORTION):  # no more than PORTION, often less
            total += len(portion)
            time.sleep(0.1)
        print('read', total, 'bytes in all')
