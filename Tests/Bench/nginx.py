"""nginx, told to `return` the bytes that OnRecord answers with, in a configuration and a process of our own."""
import os
import socket
import time

import listening
import processes

LITERAL_BYTES_MAX = 3_500  # nginx reads its configuration through a buffer of 4,096 bytes
OWN_FIELDS = {"server", "date", "content-type", "content-length", "connection"}  # nginx writes these itself


def quoted(text):
    """A literal of nginx's configuration. It has no escape for `$`; `$dollar` is defined to stand for one."""
    return b"'" + text.replace(b"\\", b"\\\\").replace(b"'", b"\\'").replace(b"$", b"${dollar}") + b"'"


def free_port():
    """nginx cannot pick a port and say which, so one is picked for it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Page:
    """One path and its answer. Fields are OnRecord's, so that as many bytes go over the wire; as nginx says `Server:
    nginx` and `Connection: keep-alive` of its own, one field is made shorter by as much, or one is added."""

    def __init__(self, path, answer):
        self.path, self.answer, self.excess = path, answer, 0

    def location(self):
        fields = [(name, value) for name, value in self.answer.fields if name.lower() not in OWN_FIELDS]
        if self.excess > 0:
            longest = max(range(len(fields)), key=lambda i: len(fields[i][1]))
            name, value = fields[longest]
            fields[longest] = (name, value[:max(1, len(value) - self.excess)])
        elif self.excess < 0:
            fields.append(("X-Pad", "x" * max(1, -self.excess - len("X-Pad: \r\n"))))
        lines = [b"location = " + self.path.split("?")[0].encode() + b" {",
                 b"default_type " + quoted(self.answer.field("Content-Type").encode()) + b";"]
        lines += [b"add_header " + name.encode() + b" " + quoted(value.encode("latin-1")) + b";" for name, value in fields]
        body, names = self.answer.body, b""
        # A literal without variables is sent from where it lies; only longer bodies are put together for each request.
        if len(quoted(body)) <= LITERAL_BYTES_MAX and b"$" not in body:
            names = quoted(body)
        else:
            for number, start in enumerate(range(0, len(body), LITERAL_BYTES_MAX // 2)):
                name = b"$part%d" % number
                lines.append(b"set " + name + b" " + quoted(body[start:start + LITERAL_BYTES_MAX // 2]) + b";")
                names += b"${part%d}" % number
        return b"\n".join([*lines, b"return 200 " + (names if names[:1] == b"'" else b'"' + names + b'"') + b";", b"}"])


class Nginx(listening.Listening):
    name = "nginx"

    def __init__(self, run, answers, workers):
        self.run, self.workers = run, workers
        self.pages = [Page(path, answer) for path, answer in answers.items()]
        self.start()
        # The first start shows by how many bytes each head differs; the second has none left.
        for page in self.pages:
            page.excess = len(self.ask(page.path).raw) - len(page.answer.raw)
        self.stop()
        self.start()
        for page in self.pages:
            own = self.ask(page.path)
            if own.status != 200 or own.body != page.answer.body:
                self.stop()
                raise SystemExit(f"bench: nginx does not answer {page.path} with the same bytes")
            page.excess = len(own.raw) - len(page.answer.raw)

    def configuration(self):
        run = str(self.run)
        plain, tls = self.ports["http"], self.ports["https"]
        temporary = "".join(f"{kind}_temp_path {run}/nginx-{kind};\n"
                            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root;\n" if os.geteuid() == 0 else ""
        return f"""daemon off; master_process on; pid {run}/nginx.pid; error_log {run}/nginx.log crit;
{user}worker_processes {self.workers}; worker_rlimit_nofile {processes.DESCRIPTORS};
events {{ worker_connections 16384; multi_accept on; }}
http {{
access_log off; server_tokens off; tcp_nodelay on; keepalive_requests 1000000000; keepalive_timeout 300;
{temporary}ssl_certificate {run}/certificate.pem; ssl_certificate_key {run}/key.pem;
ssl_protocols TLSv1.2 TLSv1.3; ssl_conf_command NumTickets 1;
geo $dollar {{ default "$"; }}
server {{
listen 127.0.0.1:{plain} reuseport backlog=4096;
listen 127.0.0.1:{tls} ssl reuseport backlog=4096;
""".encode() + b"\n".join(page.location() for page in self.pages) + b"\n}\n}\n"

    def start(self):
        self.ports = {"http": free_port(), "https": free_port()}
        path = self.run / "nginx.conf"
        path.write_bytes(self.configuration())
        with open(self.run / "nginx.err", "ab") as errors:
            self.process = processes.start(
                ["nginx", "-e", self.run / "nginx.log", "-p", self.run, "-c", path], stdout=errors, stderr=errors)
        for _ in range(100):
            if self.process.poll() is not None:
                raise SystemExit(f"bench: nginx did not start; {self.run}/nginx.err says why")
            try:
                socket.create_connection(("127.0.0.1", self.ports["https"]), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise SystemExit("bench: nginx does not listen")
