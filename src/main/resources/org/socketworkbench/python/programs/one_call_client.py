# A client that calls, says one thing and hears the answer.
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as telephone:
    telephone.connect((HOST, PORT))
    telephone.send('Hello'.encode('utf-8'))
    answer = telephone.recv(1024)
    print('the server answers', answer)
