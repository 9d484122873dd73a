"""The servers that are measured. Each listens on free ports of 127.0.0.1 and ends with its `with` block."""
import os
import re
import select
import subprocess
import time

import listening
import processes


class Server(listening.Listening):
    name = "?"

    def __init__(self, command, run, wrapper=(), environment=None, schemes=("http",), patience=30):
        self.ports = {}
        self.errors = run / f"{self.name}.err"
        with open(self.errors, "ab") as errors:
            self.process = processes.start(
                [*wrapper, *command], stdout=subprocess.PIPE, stderr=errors, env={**os.environ, **(environment or {})})
        try:
            self.wait_until_listening(schemes, patience)
        except BaseException:
            self.stop()
            raise

    def wait_until_listening(self, schemes, patience):
        """Reads the lines "Listening on http://127.0.0.1:PORT" that OnRecord and the floor print."""
        end, output = time.monotonic() + patience, self.process.stdout.fileno()
        text = ""
        while not all(scheme in self.ports for scheme in schemes):
            if not select.select([output], [], [], max(0, end - time.monotonic()))[0]:
                raise SystemExit(f"bench: {self.name} did not say where it listens within {patience} s")
            piece = os.read(output, 4096).decode()
            if not piece:
                raise SystemExit(f"bench: {self.name} did not start; {self.errors} says why")
            text += piece
            for scheme, port in re.findall(r"Listening on (https?)://127\.0\.0\.1:(\d+)\n", text):
                self.ports[scheme] = int(port)

    def stop(self):
        super().stop()
        if self.process.stdout:
            self.process.stdout.close()


class Floor(Server):
    """The bare C loop; sends `answer`, bytes of a file, whatever is asked."""

    name = "floor"

    def __init__(self, tools, run, answer, tls=False, closes=False, threads=1, **options):
        path = run / f"answer-{len(answer)}-{'close' if closes else 'keep'}"
        path.write_bytes(answer)
        command = [tools / "floor", "--answer", path, "--threads", threads]
        command += ["--close"] if closes else []
        command += ["--certificate", run / "certificate.pem", "--key", run / "key.pem"] if tls else []
        super().__init__(command, run, schemes=["https" if tls else "http"], **options)


class OnRecord(Server):
    """The binary, with the samples loaded unless said otherwise."""

    name = "onrecord"
    help = None  # what `serve --help` prints: what this build can do

    @classmethod
    def learn(cls, binary):
        cls.binary = binary
        cls.help = subprocess.run([binary, "serve", "--help"], capture_output=True, text=True, check=True).stdout

    @classmethod
    def has_tls(cls):
        return "--tls-port" in cls.help

    def __init__(self, run, samples, loops=None, tls=False, access_log=True, binary=None, **options):
        command = [binary or self.binary, "serve", "--port", 0, "--log-level", "warning", "--connections-max", 20000]
        command += ["--load", samples] if samples else []
        command += ["--loops", loops] if loops else []
        self.access_log = run / "access.log"
        if access_log and "--access-log" in self.help:
            command += ["--access-log", self.access_log]
        if tls:
            command += ["--tls-port", 0, "--tls-certificate", run / "certificate.pem", "--tls-key", run / "key.pem"]
        super().__init__(command, run, schemes=["http", "https"] if tls else ["http"], **options)

    def shorten_access_log(self):
        """A line a request fills a disk within an hour."""
        if self.access_log.exists():
            os.truncate(self.access_log, 0)

    def stop(self):
        super().stop()
        self.access_log.unlink(missing_ok=True)
