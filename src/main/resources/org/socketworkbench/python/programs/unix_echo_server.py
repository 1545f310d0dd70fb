# A server for callers on this machine: its address is a path in the file system.
import os
import socket

PATH = 'echo.sock'

try:
    os.unlink(PATH)  # what an earlier run has left: bind() wants the path to be free
except FileNotFoundError:
    pass

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
    listener.bind(PATH)  # makes the file
    listener.listen(5)
    print('the server is up')
    while True:
        connection, caller = listener.accept()  # a caller without a path of its own has the address ''
        print('a call from this machine')
        with connection:
            try:
                while message := connection.recv(1024):
                    connection.sendall(message.upper())
            except ConnectionError:
                pass  # the caller is gone
