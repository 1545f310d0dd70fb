# A server for several callers with one thread: select() waits for all of them at once.
import select
import socket

HOST = '127.0.0.1'
PORT = 8080

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, PORT))
    listener.listen(5)
    print('the server is up')
    callers = []
    while True:
        readable, _, _ = select.select([listener, *callers], [], [])
        for ready in readable:  # none of these has to wait
            if ready is listener:
                connection, caller = listener.accept()
                print('call from', caller[0])
                callers.append(connection)
                continue
            try:
                message = ready.recv(1024)
                ready.sendall(message.upper())
            except ConnectionError:
                message = b''  # the caller is gone
            if not message:
                print('end of a call')
                callers.remove(ready)
                ready.close()
