# A server with a thread for each caller: nobody waits until somebody else has hung up.
import socket
import threading

HOST = '127.0.0.1'
PORT = 8080


def answer(connection, caller):
    with connection:
        try:
            while message := connection.recv(1024):  # only this thread waits here
                connection.sendall(message.upper())
        except ConnectionError:
            pass  # the caller is gone
    print('end of a call from', caller[0])


with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, PORT))
    listener.listen(5)
    print('the server is up')
    while True:
        connection, caller = listener.accept()
        print('call from', caller[0])
        threading.Thread(target=answer, args=(connection, caller)).start()
