#!/usr/bin/env python3
"""A prefork HTTP server that keeps a ledger. usage: http_server.py PORT LEDGER [WORKERS]"""
import errno, os, re, select, signal, socket, sys, time

WORKERS = int(sys.argv[3]) if len(sys.argv) > 3 else 4
GET = re.compile(rb"GET /r/([0-9a-fA-F]{16})(?:\?work=(\d+)(ns|us|ms))? HTTP/1\.[01]\r\n.*\r\n\r\n$", re.S)
UNIT_S, DEADLINE_S, MOST_BYTES = {b"ns": 1e-9, b"us": 1e-6, b"ms": 1e-3}, 2, 8192
NO = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
YES = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"


def read_request(connection):
    data, end = b"", time.monotonic() + DEADLINE_S
    while b"\r\n\r\n" not in data and len(data) < MOST_BYTES:
        connection.settimeout(max(0.001, end - time.monotonic()))
        if not (more := connection.recv(4096)):
            break
        data += more
    return data


def serve(connection, accepted):
    data = read_request(connection)
    begun, request = time.monotonic_ns(), GET.match(data)
    if request:
        number, amount, unit = request.groups()
        time.sleep(int(amount) * UNIT_S[unit] if amount else 0)
        times = (os.getpid(), accepted, begun, time.monotonic_ns())  # before the answer, in one write
        os.write(ledger, number + b" tid=%d accepted=%d begun=%d completed=%d\n" % times)
    if data:
        connection.sendall(YES % (len(number), number) if request else NO)


def work():
    os.close(alive)
    while parent not in select.select([listener, parent], [], [])[0]:  # wakes every worker
        try:
            with listener.accept()[0] as connection:
                serve(connection, time.monotonic_ns())
        except BlockingIOError:
            pass  # another worker has taken it
        except OSError as error:  # this client is gone or silent: the next one is served
            time.sleep(0.05 if error.errno in (errno.EMFILE, errno.ENFILE) else 0)
    os._exit(0)  # the parent has closed its end of the pipe, or is dead


ledger = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=1024)
listener.setblocking(False)
parent, alive = os.pipe()
stopped, workers = [], set()
signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))
while not stopped:
    workers |= {os.fork() or work() for _ in range(WORKERS - len(workers))}
    workers.discard(os.waitpid(-1, os.WNOHANG)[0])
    time.sleep(0.02)
os.close(alive)
while workers:
    workers.discard(os.waitpid(-1, 0)[0])
