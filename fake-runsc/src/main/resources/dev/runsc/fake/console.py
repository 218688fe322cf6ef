# console.py SOCKET REPORT COMMAND...: what console.pl does, for hosts that have Python and no Perl.
import array
import os
import socket
import sys


def report(text):
    with open(sys.argv[2] + ".new", "w") as file:
        file.write(text)
    os.rename(sys.argv[2] + ".new", sys.argv[2])


def send(master):
    if len(os.fsencode(sys.argv[1])) >= 108:
        raise OSError(22, "Invalid argument")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
        peer.connect(sys.argv[1])
        rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [master]))
        peer.sendmsg([b"pty-master"], [rights])


try:
    master, slave = os.openpty()
except OSError as error:
    report("tool " + str(error.strerror))
    sys.exit(1)
try:
    send(master)
except OSError as error:
    report("connect " + str(error.strerror))
    sys.exit(1)
os.close(master)
for descriptor in range(3):
    os.dup2(slave, descriptor)
report("ok")
os.execv(sys.argv[3], sys.argv[3:])
