"""A studio on a copy of a story, and a headless Chromium on its page, for what is measured there.

Chromium is spoken to through its own pipe, with nothing of its developer tools turned on but what
evaluates. The drivers that tests use let it report all that is fetched: it then keeps up to 200 MB
of what the page has fetched before, which nobody's browser does, and which hides what a page takes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--mute-audio", "--no-first-run",
             "--disable-background-networking", "--window-size=1280,800",
             "--remote-debugging-pipe")  # fmt: skip
PATIENT = 1200.0
"""Seconds: a machine that is busy otherwise takes its time."""
LOOK = 0.1
"""Seconds between two looks at the page."""
_ENDS = 30
"""Seconds that a process is given to end by itself."""
READY = "studio?.player?.film?.done && studio.player.film.revision === studio.story.revision"


class Browser:
    """A Chromium with one page."""

    def __init__(self, profile: Path) -> None:
        """`profile` is the folder in which it keeps what it keeps."""
        its, own = os.pipe(), os.pipe()
        words = [BROWSER, *ARGUMENTS, f"--user-data-dir={profile}", "about:blank"]
        # It reads its orders from descriptor 3, and answers on 4.
        given = f'exec "$@" 3<&{its[0]} 4>&{own[1]}'
        self._process = subprocess.Popen(
            ["bash", "-c", given, "bash", *words],
            pass_fds=(its[0], own[1]),
            stderr=subprocess.DEVNULL,
        )
        os.close(its[0])
        os.close(own[1])
        self._orders, self._answers = os.fdopen(its[1], "wb", 0), os.fdopen(own[0], "rb")
        self._count, self._page, self._rest = 0, "", b""
        pages = self.send("Target.getTargets")["targetInfos"]
        page = next(each["targetId"] for each in pages if each["type"] == "page")
        asked = {"targetId": page, "flatten": True}
        self._page = self.send("Target.attachToTarget", asked)["sessionId"]

    @property
    def pid(self) -> int:
        """Its first process."""
        return self._process.pid

    def send(self, method: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
        """What Chromium answers. Raises RuntimeError where it refuses or has ended."""
        self._count += 1
        order = {"id": self._count, "method": method, "params": given or {}}
        order |= {"sessionId": self._page} if self._page else {}
        self._orders.write(json.dumps(order).encode() + b"\0")
        while (answer := self._next()).get("id") != self._count:
            pass
        if "error" in answer:
            raise RuntimeError(answer["error"]["message"])
        found: dict[str, Any] = answer["result"]
        return found

    def _next(self) -> dict[str, Any]:
        parts = [self._rest]
        while b"\0" not in parts[-1]:
            parts.append(os.read(self._answers.fileno(), 1 << 20))
            if not parts[-1]:
                raise RuntimeError("the browser has ended")
        message, _, self._rest = b"".join(parts).partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def evaluate(self, script: str, *given: Any) -> Any:
        """What a script of the page gives, once it is there; of a function, called with `given`."""
        if given:
            script = f"({script})({', '.join(map(json.dumps, given))})"
        asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
        # As if somebody had pressed a key: else no sound begins.
        answer = self.send("Runtime.evaluate", {**asked, "userGesture": True})
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description", script))
        return answer["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until the page says that it holds. Raises TimeoutError where it never does."""
        ends = time.monotonic() + PATIENT
        while not self.evaluate(f"Boolean({script})"):
            if time.monotonic() > ends:
                raise TimeoutError(script)
            time.sleep(LOOK)

    def arranged(self) -> None:
        """Wait until the film is arranged as the story is."""
        self.until(READY)

    def click(self, what: str) -> None:
        """Press what a selector finds."""
        self.evaluate("(what) => document.querySelector(what).click()", what)

    def turn_to(self, episode: int) -> None:
        """Choose another episode, and wait for it."""
        self.evaluate("(to) => studio.turnTo(to)", episode)
        self.arranged()

    def end(self) -> None:
        """Close it."""
        self.send("Browser.close")
        self._process.wait(_ENDS)
        self._orders.close()
        self._answers.close()


@contextmanager
def opened(story: Path, store: str) -> Iterator[tuple[int, Browser]]:
    """A studio on a copy of a story, and a browser on its page: the server's process, the browser.

    The episode that is shown first is arranged.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "story"
        shutil.copytree(story.parent, copy, ignore=shutil.ignore_patterns(".*"))
        words = [sys.executable, "-m", "render.cli", "studio", str(copy / story.name)]
        words += ["--no-browser", "--store", store, "--out", str(Path(folder) / "out")]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
            browser = Browser(Path(folder) / "profile")
            try:
                address = server.stdout.readline().strip() if server.stdout else ""
                browser.send("Page.navigate", {"url": address})
                browser.until(f"globalThis.studio && ({READY})")
                yield server.pid, browser
            finally:
                browser.end()
                server.terminate()
