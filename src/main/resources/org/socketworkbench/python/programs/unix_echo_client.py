# A client that calls a server on this machine by its path.
import socket

PATH = 'echo.sock'

with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
    connection.connect(PATH)
    connection.sendall(b'Hello')
    answer = connection.recv(1024)
    print('the server answers', answer)
