# A server that reads lines: a stream has no message boundaries, so both sides agree that a newline ends a message.
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, PORT))
    listener.listen(5)
    connection, caller = listener.accept()
    # One file to read and one to write: each has a buffer of its own.
    with connection, connection.makefile('r', encoding='utf-8') as heard, connection.makefile('w', encoding='utf-8') as said:
        for line in heard:  # until the caller has ended its side
            print('heard', line.rstrip())
            said.write(line.upper())
            said.flush()  # what is written is sent now
