#!/usr/bin/env python3
"""A complete server of the raw protocol: one handler. usage: raw_server.py [PORT]"""
import os, socket, struct, sys, time

REQUEST = struct.Struct(">4sBBHQQQ")  # magic version kind zero id work check
ANSWER = struct.Struct(">4sBBHQQQQIIQ")  # all but the check, which comes last
OK, MALFORMED, SPIN, SLEEP = 0, 1, 1, 2
LONGEST_WORK_NS, UNKNOWN_CPU = 60 * 10**9, 0xFFFF


def check(message):
    value = 0xCBF29CE484222325
    for (word,) in struct.iter_unpack(">Q", message):
        value = ((value ^ word) * 0x100000001B3) % (1 << 64)
        value ^= value >> 32
    return value


def read_request(connection):
    data = b""
    while len(data) < 32 and (more := connection.recv(32 - len(data))):
        data += more
    return data


def work(kind, work_ns):
    end = time.monotonic_ns() + work_ns
    if kind == SLEEP:
        time.sleep(work_ns / 1e9)
    while kind == SPIN and time.monotonic_ns() < end:
        pass


def serve(connection, accepted):
    data = read_request(connection)
    begun = time.monotonic_ns()
    status, request_id = MALFORMED, 0
    if len(data) == 32:
        magic, version, kind, _, sent_id, work_ns, sent_check = REQUEST.unpack(data)
        whole = magic == b"STPQ" and version == 1 and sent_check == check(data[:24])
        if whole and sent_id != 0 and work_ns <= LONGEST_WORK_NS:
            work(kind, work_ns)
            status, request_id = OK, sent_id
    if data:
        answer = ANSWER.pack(b"STPA", 1, status, UNKNOWN_CPU, request_id, accepted, begun,
                             time.monotonic_ns(), 0, os.getpid(), 0)
        connection.sendall(answer + struct.pack(">Q", check(answer)))


listener = socket.create_server(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0))
print("%s:%d" % listener.getsockname(), flush=True)
while True:
    connection, accepted = listener.accept()[0], time.monotonic_ns()
    with connection:
        try:
            connection.settimeout(5)
            serve(connection, accepted)
        except OSError:
            pass  # this client is gone or silent: the next one is served
