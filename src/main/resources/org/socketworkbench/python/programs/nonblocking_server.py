# A server whose calls never wait: one that would have to fails with BlockingIOError, and poll() tells when to try again.
import select
import socket

HOST = '127.0.0.1'
PORT = 8080


def wait_until_readable(one):
    ready = select.poll()
    ready.register(one, select.POLLIN)
    ready.poll()


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, PORT))
    listener.listen(5)
    listener.setblocking(False)
    try:
        connection, caller = listener.accept()
    except BlockingIOError:
        print('nobody has called yet')
        wait_until_readable(listener)  # readable: somebody calls
        connection, caller = listener.accept()
    with connection:
        print('call from', caller[0])
        connection.setblocking(False)
        wait_until_readable(connection)  # readable: there is something to hear
        connection.send(connection.recv(1024).upper())
