# A client whose calls never wait: connect() only begins to call, and poll() tells when something has come of it.
import errno
import os
import select
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
    connection.setblocking(False)
    ready = select.poll()
    begun = connection.connect_ex((HOST, PORT))  # the error's number, where connect() would raise it
    print('connect has begun:', errno.errorcode[begun])

    ready.register(connection, select.POLLOUT)
    ready.poll()  # writable: connected, or failed
    error = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if error:
        raise OSError(error, os.strerror(error))
    print('connected')

    try:
        connection.recv(1024)
    except BlockingIOError as early:
        print('nothing to hear yet:', errno.errorcode[early.errno])
    connection.send(b'Hello')
    ready.modify(connection, select.POLLIN)
    ready.poll()  # readable: the answer is here
    print('the server answers', connection.recv(1024))
