# A client that sends three lines at once and reads the answers a line at a time.
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
    connection.connect((HOST, PORT))
    with connection.makefile('w', encoding='utf-8') as said:
        said.write('one\ntwo\nthree\n')  # stays in the file's buffer; the end of the file sends it
    connection.shutdown(socket.SHUT_WR)  # nothing more will come from here
    with connection.makefile('r', encoding='utf-8') as heard:
        for line in heard:
            print('the server answers', line.rstrip())
