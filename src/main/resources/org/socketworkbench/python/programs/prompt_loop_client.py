# A client that sends what is typed, a line at a time, and shows each answer. The end of the input ends it.
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
    connection.connect((HOST, PORT))
    while True:
        try:
            text = input('>>: ').strip()
        except EOFError:
            break
        if not text:
            continue
        connection.send(text.encode('utf-8'))
        answer = connection.recv(1024)
        if not answer:
            print('the server has hung up')
            break
        print(answer.decode('utf-8'))
