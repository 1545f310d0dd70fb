# A server of datagrams: each is answered in capitals. There is no connection, so one socket serves everybody.
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as letter_box:
    letter_box.bind((HOST, PORT))
    print('the letter box is up')
    while True:
        letter, sender = letter_box.recvfrom(1024)  # one datagram, and who sent it
        print('from', sender[0], letter)
        letter_box.sendto(letter.upper(), sender)
