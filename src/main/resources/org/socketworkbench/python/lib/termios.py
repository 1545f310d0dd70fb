"""The numbers of what `fcntl.ioctl` asks about a socket. Of terminals there is nothing here."""

FIONBIO, FIONREAD, TIOCINQ, TIOCOUTQ = 0x5421, 0x541b, 0x541b, 0x5411


def __getattr__(name):
    raise AttributeError(f"module 'termios' has no attribute '{name}': a program in the workbench has no terminal: print() and input() "
                         'are there')
