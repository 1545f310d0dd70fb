# A client that sends more than fits: send() takes a part of it, sendall() waits until all of it is taken.
import socket

HOST = '127.0.0.1'
PORT = 8080
SIZE = 2_000_000

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 50_000)  # the kernel's room for what is on its way
    connection.connect((HOST, PORT))
    data = b'x' * SIZE
    connection.setblocking(False)
    taken = connection.send(data)  # returns at once, with how much there was room for
    print('send took all of it:', taken == SIZE)
    connection.setblocking(True)
    connection.sendall(data[taken:])  # returns when the kernel has taken the last byte
    print('sendall took the rest')
