# A server for a single call, like a telephone that is answered once.
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:  # get a telephone
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # do not wait for TIME_WAIT to end
    listener.bind((HOST, PORT))  # give it a number
    listener.listen(5)  # switch it on
    connection, caller = listener.accept()  # wait until it rings, and answer
    with connection:
        print('call from', caller[0])
        message = connection.recv(1024)  # listen
        print('heard', message)
        connection.send(message.upper())  # speak
