# A server that waits for a second, then asks whether anybody is there.
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, PORT))
    listener.listen(5)
    connection, caller = listener.accept()
    with connection:
        connection.settimeout(1.0)  # seconds, for each call on it from here on
        try:
            message = connection.recv(1024)
        except TimeoutError:
            print('the caller says nothing')
            connection.settimeout(None)  # wait as long as it takes
            connection.send(b'Is anybody there?')
            message = connection.recv(1024)
        print('heard', message)
