"""One request by hand, to learn the bytes of its answer."""
import socket
import ssl


class Answer:
    def __init__(self, raw):
        self.raw = raw
        head, self.body = raw.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split()[1])
        self.fields = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:]]
        self.head_bytes = len(head) + 4

    def field(self, name):
        return next((value for key, value in self.fields if key.lower() == name.lower()), None)


def ask(port, path, fields=(), tls=False, seconds=30):
    """The answer's exact bytes. The connection ends with it; where `fields` do not say so, bytes are counted."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *fields, "", ""]
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            connection = context.wrap_socket(connection)
        connection.sendall("\r\n".join(lines).encode())
        raw = b""
        while True:
            if b"\r\n\r\n" in raw:
                answer = Answer(raw)
                length = 0 if answer.status in (204, 304) else int(answer.field("Content-Length"))
                if len(answer.body) >= length:
                    return answer
            piece = connection.recv(65536)
            if not piece:
                raise OSError(f"the connection to port {port} ended within the answer to {path}")
            raw += piece
