"""A real HTTP server that speaks /v1/audio/speech, and misbehaves on demand."""

from __future__ import annotations

import io
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import soundfile

from voices.engines import make_engine
from voices.engines.base import EngineSpec
from voices.pronunciation.word_marks import plain

KEY = "sk-never-to-be-seen"


def wav_of(text, speed=1.0):
    """The words of `text` as hibari says them: real speech, from a server."""
    engine = make_engine(EngineSpec("hibari"))
    take = engine.speak(plain(text), "heart", speed)
    return wav_bytes(take.samples, take.rate)


def wav_bytes(samples, rate):
    out = io.BytesIO()
    soundfile.write(out, samples, rate, format="WAV", subtype="PCM_16")
    return out.getvalue()


class _Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), asked))
        plan = self.server.plan
        act = plan.pop(0) if plan else "speak"
        getattr(self, f"_{act.replace('-', '_')}", self._status(act))(asked)

    def _status(self, act):
        def answer(_asked):
            self.send_response(int(act))
            if act == "429":
                self.send_header("Retry-After", "7")
            self.send_header("Content-Length", "0")
            self.end_headers()

        return answer

    def _send(self, data, promised=None):
        self.send_response(200)
        self.send_header("Content-Length", str(len(data) if promised is None else promised))
        self.end_headers()
        self.wfile.write(data)

    def _speak(self, asked):
        self._send(wav_of(asked["input"], asked["speed"]))

    def _cut(self, asked):
        data = wav_of(asked["input"])
        self._send(data[: len(data) // 2], len(data))

    def _429_now(self, _asked):
        self.send_response(429)
        self.send_header("Retry-After", "0")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _silence(self, _asked):
        self._send(wav_bytes(np.zeros(24_000), 24_000))

    def _half(self, asked):
        sound, rate = soundfile.read(io.BytesIO(wav_of(asked["input"])))
        self._send(wav_bytes(sound[: len(sound) // 2], rate))

    def _hang_up(self, _asked):
        self.connection.close()

    def _slow(self, _asked):
        self.server.stopped.wait(3)

    def _drip(self, _asked):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        while not self.server.stopped.wait(0.05):
            try:
                self.wfile.write(b"R")
            except OSError:
                self.close_connection = True
                return

    def _text(self, _asked):
        self._send(b"<html>welcome</html>")

    def _flood(self, _asked):
        self.send_response(200)
        self.send_header("Content-Length", str(1 << 30))
        self.end_headers()
        try:
            for _ in range(1 << 10):
                self.wfile.write(bytes(1 << 20))
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        """Quiet."""


@contextmanager
def speaking_server(*plan):
    """Serve until the block ends; the answers follow `plan`, then all is well."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    server.daemon_threads = True
    server.plan, server.asked, server.stopped = list(plan), [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()


def url_of(server):
    return f"http://127.0.0.1:{server.server_port}/v1"
