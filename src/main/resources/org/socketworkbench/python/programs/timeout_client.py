# A client that lets the server speak first, but does not wait for ever.
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
    connection.settimeout(20)  # seconds, for each call on it
    try:
        connection.connect((HOST, PORT))
        question = connection.recv(1024)
        print('the server asks', question)
        connection.send(b'Yes')
    except TimeoutError:
        print('the server says nothing')
