"""Runs the load generator, in step with whoever looks at the server meanwhile."""
import json
import subprocess

import processes


class Load:
    """with Load(…) as load: connections stand and have answered once
           load.run()        measures, and returns the figures; connections still stand
    """

    def __init__(self, tools, mode, port, path, *, fields=(), tls=False, **options):
        command = [tools / "load", mode, "--port", port, "--path", path]
        for name, value in options.items():
            command += [f"--{name.replace('_', '-')}"] + ([] if value is True else [value])
        for field in fields:
            command += ["--field", field]
        if tls:
            command += ["--tls", tls if isinstance(tls, str) else "1.3"]
        self.process = processes.start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            if self.process.stdout.readline() != "begin\n":
                raise SystemExit("bench: the load generator did not begin")
        except BaseException:
            processes.stop(self.process)
            raise

    def run(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        processes.stop(self.process)
        self.process.stdout.close()
