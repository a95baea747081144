"""A prefork HTTP server that does everything right but for one defect, named on its command line.

    server.py PORT LEDGER BACKLOG [DEFECT [EVERY [WORKERS [MOST]]]]

A defect is one small place below, marked by its name, that does wrong once in EVERY times; "none"
is the unbroken twin. The spawner (the parent) listens before it forks, replaces workers that die,
has more of them, up to MOST, while all are busy and fewer, down to WORKERS, when several are not,
and stops gracefully at SIGTERM.
"""
import ctypes, errno, multiprocessing, os, re, select, signal, socket, sys, threading, time

PORT, LEDGER, BACKLOG = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
DEFECT, EVERY, WORKERS, MOST = (sys.argv[4:] + ["none", "1", "4", "0"][len(sys.argv) - 4 :])[:4]
EVERY, WORKERS = int(EVERY), int(WORKERS)
MOST = int(MOST) or WORKERS
DEADLINE_S = 1.0
REQUEST = re.compile(rb"GET /r/([0-9a-fA-F]{16})(?:\?work=(\d+)ns)? HTTP/1\.[01]\r\n")

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", PORT))
listener.listen(BACKLOG)
blocks = DEFECT in ("notifies-one", "keeps-the-lock")
listener.setblocking(blocks)
ledger = os.open(LEDGER, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
turn = multiprocessing.Value("Q", 0)
lock = multiprocessing.Lock()
busy = multiprocessing.Array("b", 256, lock=False)  # by worker number: whether it has a request


class Worker:
    def __init__(self, number):
        self.number, self.stopping, self.before, self.leaked = number, False, None, []

    def strikes(self, defect):
        """Whether the defect is this one, and its turn has come: once in EVERY requests."""
        if DEFECT != defect:
            return False
        with turn.get_lock():
            turn.value += 1
            return turn.value % EVERY == 0

    def run(self):
        signal.signal(signal.SIGTERM, self.stop)
        if DEFECT == "queues-in-user-space":
            threading.Thread(target=self.hoard, daemon=True).start()
        wait = self.edge if DEFECT == "strands-on-edges" else self.level
        for _ in wait():
            self.attempt()

    def stop(self, *_):
        self.stopping = True
        if DEFECT == "shrinks-the-busy" or (blocks and not busy[self.number]):
            os._exit(0)

    # How it learns of requests ---------------------------------------------------------------

    def level(self):
        poll = select.poll()
        poll.register(listener, select.POLLIN)
        while not self.stopping:
            if DEFECT == "starves-a-handler" and self.number == 0:
                time.sleep(0.05)
            elif blocks or DEFECT == "queues-in-user-space" or poll.poll(100):
                yield

    def edge(self):
        epoll = select.epoll()
        epoll.register(listener, select.EPOLLIN | select.EPOLLET | select.EPOLLEXCLUSIVE)
        while not self.stopping:
            if epoll.poll(0.5 if self.number else 2):
                yield

    def hoard(self):
        self.queue = []
        poll = select.poll()
        poll.register(listener, select.POLLIN)
        while True:
            if poll.poll(100):
                try:
                    self.queue.append(listener.accept()[0])
                except OSError:
                    pass

    # How it takes one ---------------------------------------------------------------------------

    def accept(self):
        if DEFECT == "queues-in-user-space":
            while not getattr(self, "queue", None):
                time.sleep(0.001)
                if self.stopping:
                    raise BlockingIOError
            return self.queue.pop(0)
        if DEFECT == "keeps-the-lock" or DEFECT == "silence-blocks-all":
            if not lock.acquire(timeout=0.1):
                raise BlockingIOError
            try:
                if blocks and not select.select([listener], [], [], 0.1)[0]:
                    raise BlockingIOError
                connection = listener.accept()[0]
                if DEFECT == "silence-blocks-all":
                    connection.settimeout(None)
                    connection.recv(1, socket.MSG_PEEK)
                return connection
            finally:
                lock.release()
        return listener.accept()[0]

    def attempt(self):
        try:
            connection = self.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                if DEFECT == "dies-on-emfile":
                    os._exit(1)
                if DEFECT != "spins-on-emfile":
                    time.sleep(0.02)
            return
        busy[self.number] = 1
        try:
            self.serve(connection)
        except (OSError, ValueError) as failure:
            if DEFECT == "dies-on-reset" and isinstance(failure, ConnectionResetError):
                os._exit(1)
            if DEFECT == "leaks-descriptors":
                self.leaked.append(os.dup(connection.fileno()))
        finally:
            connection.close()
            busy[self.number] = 0

    # How it services one ----------------------------------------------------------------------------

    def request(self, connection):
        connection.setblocking(False)
        poll = select.poll()
        poll.register(connection, select.POLLIN)
        text, until = b"", time.monotonic() + DEADLINE_S
        while b"\r\n\r\n" not in text:
            left = until - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise ValueError("nothing came in time")
            part = connection.recv(4096)
            if not part or len(text) > 8192:
                raise ValueError("no request")
            text += part
        return REQUEST.match(text)

    def serve(self, connection):
        if self.strikes("accepts-and-forgets"):
            return
        request = self.request(connection)
        if not request:
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            return
        name = request.group(1)
        if request.group(2):
            time.sleep(int(request.group(2)) / 1e9)
        if not self.strikes("forgets-the-ledger"):
            os.write(ledger, name + b"\n")
        if self.strikes("services-twice"):
            os.write(ledger, name + b"\n")
        if self.strikes("records-without-service"):
            return
        answer = name
        if self.before and self.strikes("swaps-answers"):
            answer = self.before
        self.before = name
        body = b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\nConnection: close\r\n\r\n" + answer
        connection.sendall(body * 2 if self.strikes("answers-twice") else body)


class Spawner:
    def __init__(self):
        self.wanted, self.workers, self.leaving, self.stopping = WORKERS, {}, set(), False
        self.idle = 0

    def run(self):
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "stopping", True))
        while not self.stopping:
            self.policy()
            self.tend()
            time.sleep(0.01)
        for pid in self.workers:
            os.kill(pid, signal.SIGTERM)
        while self.workers:
            self.bury(os.waitpid(-1, 0)[0])

    def policy(self):
        spare = self.wanted - sum(busy)
        self.idle = self.idle + 1 if spare > 2 else 0
        if spare < 1 and self.wanted < MOST:
            self.wanted += 1
        elif self.idle > 20 and self.wanted > WORKERS and self.may_shrink():
            self.wanted, self.idle = self.wanted - 1, 0
        if DEFECT == "oscillates":
            self.wanted = WORKERS if int(time.monotonic() * 10) % 2 else MOST

    def may_shrink(self):
        return DEFECT != "shrinks-the-busy" or sum(busy) > 0

    def tend(self):
        while self.workers:
            pid = os.waitpid(-1, os.WNOHANG)[0]
            if pid == 0:
                break
            self.bury(pid)
        here = [pid for pid in self.workers if pid not in self.leaving]
        if DEFECT == "shrinks-the-busy":
            here.sort(key=lambda pid: busy[self.workers[pid]])
        for pid in here[self.wanted :]:
            self.leaving.add(pid)
            os.kill(pid, signal.SIGTERM)
        numbers = {self.workers[pid] for pid in here}
        for number in range(len(busy)):
            if len(numbers) >= self.wanted:
                break
            if number not in numbers:
                numbers.add(number)
                self.fork(number)

    def fork(self, number):
        pid = os.fork()
        if pid == 0:
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: no orphans
            try:
                Worker(number).run()
            finally:
                os._exit(0)
        self.workers[pid] = number

    def bury(self, pid):
        busy[self.workers.pop(pid)] = 0
        self.leaving.discard(pid)


Spawner().run()
