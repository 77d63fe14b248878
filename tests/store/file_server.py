"""A file server on this machine, as good or as bad as a test wants it."""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Server(ThreadingHTTPServer):
    """Says nothing when a client hangs up: a command that refuses an answer does."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class FileServer:
    """Serves one file at `url`. Set its manners before a request."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.status = 200
        self.knows_ranges = True
        self.breaks_after: int | None = None
        """Hang up after so many bytes of an answer."""
        self.says_length = True
        self.waits_after: int | None = None
        """Send nothing more after so many bytes, until `go_on` is set."""
        self.go_on = threading.Event()
        self.sent = threading.Event()
        """Set when an answer has been sent as far as it will be for now."""
        self.asked: list[str] = []
        """The Range of each request, "" where there was none."""
        self._server = Server(("127.0.0.1", 0), self._answering())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/model.zip"

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self.go_on.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answering(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server._answer(self)

            def log_message(self, *arguments: Any) -> None:
                """Say nothing."""

        return Answer

    def _answer(self, answer: BaseHTTPRequestHandler) -> None:
        wanted = answer.headers.get("Range", "")
        self.asked.append(wanted)
        body = self.content
        begin = re.fullmatch(r"bytes=(\d+)-", wanted)
        if self.status != 200:
            answer.send_response(self.status)
        elif begin and self.knows_ranges and int(begin[1]) >= len(body):
            answer.send_response(416)
            body = b""
        elif begin and self.knows_ranges:
            answer.send_response(206)
            told = f"bytes {begin[1]}-{len(body) - 1}/{len(body)}"
            answer.send_header("Content-Range", told)
            body = body[int(begin[1]) :]
        else:
            answer.send_response(200)
        if self.says_length:
            answer.send_header("Content-Length", str(len(body)))
        answer.end_headers()
        self._send(answer, body)
        answer.close_connection = True

    def _send(self, answer: BaseHTTPRequestHandler, body: bytes) -> None:
        if self.waits_after is not None:
            answer.wfile.write(body[: self.waits_after])
            self.sent.set()
            self.go_on.wait()
            return
        answer.wfile.write(body if self.breaks_after is None else body[: self.breaks_after])
        self.sent.set()


@contextmanager
def file_server(content: bytes) -> Iterator[FileServer]:
    """A running server."""
    server = FileServer(content)
    server.start()
    try:
        yield server
    finally:
        server.close()
