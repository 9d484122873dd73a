"""Figures that do not depend on how busy the machine is: instructions, system calls, allocations, bytes."""
import os
import re
import signal
import statistics
import struct
import subprocess
import time

import processes
from load import Load
from servers import Floor, OnRecord

CONNECTIONS = 8
INSTRUCTIONS_OF_A_RUN = 100_000_000
CALLGRIND_PATIENCE = 300  # seconds: under callgrind everything takes fifty times as long

# name: (load's mode, its options, TLS, requests under strace)
SCENARIOS = {
    "keep-alive": ("keep-alive", {}, False, 8_000),
    "pipelined-16": ("keep-alive", {"depth": 16}, False, 32_000),
    "new-connection": ("one-shot", {}, False, 4_000),
    "tls-keep-alive": ("keep-alive", {}, True, 8_000),
    "tls-handshake": ("one-shot", {}, True, 800),
}


def checked(figures, expected):
    """Counts are worth something only when every request got its right answer."""
    if figures["errors"] or figures["wrong"] or figures["n"] != expected:
        raise SystemExit(f"bench: {expected} right answers were due: {figures}")
    return figures


class Counts:
    def __init__(self, tools, run, samples, say, quick=False, access_log=True):
        self.tools, self.run, self.samples, self.say = tools, run, samples, say
        self.access_log = access_log
        self.divisor = 4 if quick else 1
        self.results, self.details = {}, {}

    # Servers.

    def onrecord(self, **options):
        return OnRecord(self.run, self.samples, access_log=self.access_log, **options)

    def floor(self, **options):
        closes = options.get("closes", False)
        return Floor(self.tools, self.run, self.closing_answer if closes else self.answer, **options)

    def learn_answers(self):
        """What the founding article is called here, and what its answers look like."""
        import json
        with self.onrecord() as server:
            article = json.loads(server.ask("/v1/articles").body)["data"][0]["id"]
            self.paths = {"article": f"/v1/articles/{article}", "quotes": f"/v1/articles/{article}/quotes"}
            self.answer = server.ask(self.paths["article"]).raw
            self.closing_answer = server.ask(self.paths["article"], ["Connection: close"]).raw

    def load(self, server, mode, requests, tls=False, target="article", **options):
        path = self.paths[target]
        # An article says how long its extraction took, so its length is another with each start of a server.
        length = len(server.ask(path, ["Connection: close"], tls).body)
        return Load(self.tools, mode, server.port(tls), path, tls=tls, length=length, requests=requests, seconds=240,
                    connections=options.pop("connections", CONNECTIONS), **options)

    # Instructions.

    def instructions(self, server, scenario, target="article"):
        """Two lengths in one process: whatever a run costs besides its requests cancels out. The lengths follow from a
        first look at the cost, so that neither a slow nor a fast server takes long."""
        mode, options, tls, _ = SCENARIOS[scenario]

        def of(requests):
            with self.load(server, mode, requests, tls, target, **options) as load:
                self.dump_callgrind(server)
                checked(load.run(), requests)
                return self.dump_callgrind(server)

        unit = CONNECTIONS * options.get("depth", 1)
        per_unit = of(unit)
        short = unit * min(max(INSTRUCTIONS_OF_A_RUN // self.divisor // per_unit, 2), 256)
        return (of(3 * short) - of(short)) / (2 * short)

    def dump_callgrind(self, server):
        """Instructions of all threads since the last dump."""
        before = set(self.run.glob("callgrind.*"))
        subprocess.run(["vgdb", f"--pid={server.pid}", "dump"], check=True, timeout=60, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        total = 0
        for path in set(self.run.glob("callgrind.*")) - before:
            total += sum(map(int, re.findall(r"^totals: (\d+)", path.read_text(errors="replace"), re.M)))
            path.unlink()
        return total

    def measure_instructions(self):
        wrapper = ["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={self.run}/callgrind.%p"]
        with self.floor(wrapper=wrapper, patience=CALLGRIND_PATIENCE) as floor:
            for scenario in ("keep-alive", "pipelined-16"):
                self.note(f"floor.instructions.{scenario}", self.instructions(floor, scenario))
        # Debian's valgrind does not know all of the debug information that Swift writes, and gives up over it.
        stripped = self.run / "stripped"
        subprocess.run(["strip", "-o", stripped, OnRecord.binary], check=True)
        with self.onrecord(loops=1, binary=stripped, wrapper=wrapper, patience=CALLGRIND_PATIENCE) as server:
            for target in self.paths:
                for scenario in ("keep-alive", "pipelined-16"):
                    self.note(f"instructions.{target}.{scenario}", self.instructions(server, scenario, target))
        for path in self.run.glob("callgrind.*"):
            path.unlink()

    # System calls.

    def system_calls(self, server, scenario):
        """How many connections are ready at once is chance, and a busy machine only makes them fewer and calls more: of
        three runs the least counts."""
        return min((self.system_calls_once(server, scenario) for _ in range(3)), key=lambda run: run[0])

    def system_calls_once(self, server, scenario):
        mode, options, tls, requests = SCENARIOS[scenario]
        requests //= self.divisor
        with self.load(server, mode, requests, tls, **options) as load:
            summary = self.run / "strace.out"
            strace = processes.start(["strace", "-f", "-c", "-o", summary, "-p", server.pid],
                                     stderr=subprocess.DEVNULL)
            try:
                self.wait_until_traced(server.pid)
                checked(load.run(), requests)
                time.sleep(0.2)  # closing a connection comes behind its answer
            finally:
                strace.send_signal(signal.SIGINT)
                strace.wait(30)
        calls = {}
        for line in summary.read_text().splitlines():
            cells = line.split()
            if len(cells) in (5, 6) and cells[3].isdigit() and cells[-1] != "total":
                calls[cells[-1]] = int(cells[3]) / requests
        return sum(calls.values()), {name: round(count, 3) for name, count in calls.items() if count > 0.005}

    def wait_until_traced(self, pid):
        for _ in range(200):
            states = [open(f"/proc/{pid}/task/{thread}/status").read() for thread in os.listdir(f"/proc/{pid}/task")]
            if not any(re.search(r"^TracerPid:\s+0$", state, re.M) for state in states):
                return
            time.sleep(0.02)
        raise SystemExit("bench: strace could not attach; it needs root, or kernel.yama.ptrace_scope=0")

    def measure_system_calls(self):
        tls = OnRecord.has_tls()
        with self.onrecord(tls=tls) as server:
            for scenario, (_, _, needs_tls, _) in SCENARIOS.items():
                name = f"calls.{scenario}"
                if needs_tls and not tls:
                    continue
                self.note(name, *self.system_calls(server, scenario))
        for scenario, (mode, _, needs_tls, _) in SCENARIOS.items():
            with self.floor(tls=needs_tls, closes=mode == "one-shot", threads=os.cpu_count()) as floor:
                self.note(f"floor.calls.{scenario}", *self.system_calls(floor, scenario))

    # Heap.

    def measure_allocations(self):
        counter = self.run / "allocations"
        counter.write_bytes(bytes(8))
        environment = {"LD_PRELOAD": str(self.tools / "allocations.so"), "ONRECORD_ALLOCATIONS": str(counter)}
        tls = OnRecord.has_tls()

        def calls():
            return struct.unpack("<Q", counter.read_bytes())[0]

        with self.onrecord(environment=environment, tls=tls) as server:
            for name, target, options in (("article", "article", {}), ("quotes", "quotes", {}),
                                          ("article.pipelined-16", "article", {"depth": 16}),
                                          ("article.tls", "article", {"tls": True})):
                if options.get("tls") and not tls:
                    continue
                requests = 16_000
                with self.load(server, "keep-alive", requests, target=target, **options) as load:
                    start = calls()
                    checked(load.run(), requests)
                    self.note(f"allocations.{name}", (calls() - start) / requests)
        counter.unlink()

    # Memory.

    def idle_bytes(self, connections, tls):
        """What a server's memory grows by, for each connection that stands and waits."""
        with self.onrecord(tls=tls) as server:
            with self.load(server, "keep-alive", 20_000, tls, connections=64) as load:
                load.run()  # what is made once is made now
            time.sleep(0.5)
            before = processes.memory_bytes(server.pid)
            with self.load(server, "idle", 0, tls, connections=connections) as load:
                time.sleep(0.5)
                grown = processes.memory_bytes(server.pid) - before
                checked(load.run(), connections)
        return grown / connections

    def measure_memory(self):
        self.note("idle-bytes.plain", self.idle_bytes(10_000, tls=False))
        if OnRecord.has_tls():
            self.note("idle-bytes.tls", self.idle_bytes(2_000, tls=True))

    # Start and size.

    def measure_start(self):
        times = [self.milliseconds_to_listen() for _ in range(15)]
        self.note("listening-ms", statistics.median(times), {"least": round(min(times), 2), "most": round(max(times), 2)})

    def milliseconds_to_listen(self):
        """From `posix_spawn` to the line that says so; with an empty store."""
        reading, writing = os.pipe()
        arguments = [OnRecord.binary, "serve", "--port", "0", "--log-level", "warning"]
        start = time.perf_counter()
        pid = os.posix_spawn(OnRecord.binary, arguments, os.environ,
                             file_actions=[(os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_CLOSE, reading)])
        os.close(writing)
        line = os.read(reading, 4096)
        milliseconds = (time.perf_counter() - start) * 1000
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
        os.close(reading)
        if not line.startswith(b"Listening on"):
            raise SystemExit(f"bench: onrecord said {line!r} when it started")
        return milliseconds

    def measure_size(self):
        stripped = self.run / "stripped"
        subprocess.run(["strip", "-o", stripped, OnRecord.binary], check=True)
        self.note("binary-bytes", os.stat(OnRecord.binary).st_size)
        self.note("binary-bytes.stripped", os.stat(stripped).st_size)
        stripped.unlink()

    # All.

    def note(self, name, value, details=None):
        value = round(value) if value >= 100 else round(value, 2)
        self.results[name] = value
        if details:
            self.details[name] = details
        parts = "  ".join(f"{key}={part}" for key, part in sorted((details or {}).items(), key=lambda x: -x[1]))
        self.say(f"{name:<42}{value:>12,}  {parts}")

    def measure(self, groups):
        self.learn_answers()
        for group in groups:
            getattr(self, f"measure_{group}")()


GROUPS = ("instructions", "system_calls", "allocations", "memory", "start", "size")
