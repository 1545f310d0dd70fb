# A client of datagrams: it sends two, each with its address on it, and waits for the answers.
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as letter_box:
    for text in 'Hello', 'world':
        letter_box.sendto(text.encode('utf-8'), (HOST, PORT))
        answer, sender = letter_box.recvfrom(1024)
        print(sender[0], 'answers', answer)
