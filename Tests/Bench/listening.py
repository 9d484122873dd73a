"""What all servers of the bench have in common."""
import exchange
import processes


class Listening:
    """A process that listens on 127.0.0.1 and ends with its `with` block. `self.process` is the one, `self.ports` are
    its ports by scheme."""

    @property
    def pid(self):
        return self.process.pid

    def port(self, tls=False):
        return self.ports["https" if tls else "http"]

    def ask(self, path, fields=(), tls=False):
        return exchange.ask(self.port(tls), path, fields, tls)

    def stop(self):
        processes.stop(self.process)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
