# A server that answers one caller after the other, each until it hangs up.
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, PORT))
    listener.listen(5)
    print('the server is up')
    while True:
        connection, caller = listener.accept()
        print('call from', caller[0])
        with connection:
            while True:
                try:
                    message = connection.recv(1024)
                    if not message:
                        break  # the caller has hung up
                    connection.send(message.upper())
                except ConnectionError:
                    break  # the caller is gone
