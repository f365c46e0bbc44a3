"""The studio's server as a process: who gets in, what is answered, and what a kill leaves."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from command_line import run
from studio_story import STORY, running_studio, write_story

from render.app import run as run_here
from render.studio.server.app import Api


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    folder = tmp_path_factory.mktemp("studio")
    story = write_story(folder / "fog")
    with running_studio(story, folder / "store") as client:
        client.folder = folder / "fog"
        yield client
    assert (client.process.returncode, client.errors) == (0, "")


def test_the_address_is_local_with_a_token(studio):
    assert studio.address.startswith("http://127.0.0.1:")
    assert len(studio.token) >= 32


def test_a_pipe_hears_the_address_while_the_server_runs(tmp_path, monkeypatch):
    """Whoever opens the page waits for it; a pipe keeps what nobody flushes."""
    pytest.importorskip("uvicorn")
    pipe, heard = io.BytesIO(), []

    def serves(_make, _host, _port, _token, ready):
        ready("http://127.0.0.1:1/?token=t")
        heard.append(pipe.getvalue())

    monkeypatch.setattr("render.studio.server.serve.serve", serves)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(pipe)))
    assert run_here(["studio", str(write_story(tmp_path / "fog")), "--no-browser"]) == 0
    assert heard == [b"http://127.0.0.1:1/?token=t\n"]


@pytest.mark.parametrize(
    "heads",
    [
        {"Authorization": None},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer "},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": "null"},
    ],
    ids=str,
)
@pytest.mark.parametrize(("method", "path"), [("GET", "/api/story"), ("POST", "/api/undo")])
def test_nobody_else_gets_in(studio, method, path, heads):
    status, answer, content = studio.ask(method, path, {} if method == "POST" else None, **heads)
    assert status == 403
    assert b"Fog" not in content
    assert not [name for name in answer if name.lower().startswith("access-control")]


def test_the_token_in_an_address_opens_nothing(studio):
    path = f"/api/story?token={studio.token}"
    assert studio.ask("GET", path, Authorization=None)[0] == 403


def test_a_page_of_another_name_is_not_served(studio):
    assert studio.ask("GET", "/", Host="evil.example")[0] == 403
    status, heads, content = studio.ask("GET", "/", Authorization=None)
    assert (status, studio.token.encode() in content) == (200, False)
    assert "frame-ancestors 'none'" in heads["content-security-policy"]


def test_a_preflight_of_another_site_is_told_nothing(studio):
    status, heads, _ = studio.ask(
        "OPTIONS", "/api/edits", Origin="http://evil.example", Authorization=None
    )
    assert status == 403
    assert "access-control-allow-origin" not in heads


@pytest.mark.parametrize(
    "path",
    [
        "/page/../index.md",
        "/page/%2e%2e/%2e%2e/pyproject.toml",
        "/page//etc/passwd",
        "/api/pictures/../index.md",
        "/api/pictures/picture/..%2f..%2findex.md",
        "/api/pictures/take/x",
        "/api/clips/..%2findex.md",
        "/api/beside/..%2findex.md/0",
        "/api/episodes/9",
    ],
)
def test_no_path_leads_out_of_what_is_shown(studio, path):
    status, _, content = studio.ask("GET", path)
    assert status in (403, 404)
    assert b"Fog" not in content


def test_bodies_are_bounded_and_checked(studio):
    assert studio.ask("POST", "/api/edits", "x" * 300_000)[0] == 413
    assert studio.ask("POST", "/api/edits", "{")[0] == 400
    assert studio.ask("POST", "/api/edits", {"kind": "nothing"})[0] == 400
    assert studio.ask("POST", "/api/edits", "{}", Content_Type="text/plain")[0] == 415
    status, _, content = studio.ask("POST", "/api/edits", {"kind": "speaker", "line": 1})
    assert status == 400
    assert "Traceback" not in content.decode()


CHUNK = b"10000\r\n" + b"y" * 65_536 + b"\r\n"


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        ("POST /api/edits", CHUNK * 5 + b"0\r\n\r\n", b"413"),  # nobody said how long it would be
        ("GET /api/episodes/" + "9" * 5000, b"", b"414"),
        ("GET /api/episodes/" + "9" * 400, b"", b"404"),
        ("GET /api/story", b"", b"200"),
    ],
    ids=["endless", "long", "large", "fine"],
)
def test_what_is_too_much_is_refused(studio, head, body, wanted):
    heads = f"Host: {studio.host}\r\nAuthorization: Bearer {studio.token}\r\n"
    heads += "Content-Type: Application/JSON; charset=utf-8\r\nConnection: close\r\n"
    heads += "Transfer-Encoding: chunked\r\n" if body else ""
    answer = sent(studio, f"{head} HTTP/1.1\r\n{heads}\r\n".encode() + body)
    assert answer.split()[1] == wanted


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST /api/edits HTTP/1.1\r\nContent-Length: abc\r\n\r\n",
        b"GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: websocket\r\nHost: x\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_and_told_to_nobody(studio, nonsense):
    """That nothing is told is held where the studio ends."""
    assert sent(studio, nonsense).split()[1] in (b"400", b"403")


def test_many_who_never_finish_their_request_keep_nobody_waiting(studio):
    held = [socket.create_connection(studio.host.split(":")) for _ in range(200)]
    for each in held:
        each.sendall(b"GET / HTTP/1.1\r\nX: ")
    listening = [socket.create_connection(studio.host.split(":")) for _ in range(100)]
    head = f"Host: {studio.host}\r\nAuthorization: Bearer {studio.token}\r\n"
    for each in listening:
        each.sendall(f"GET /api/events HTTP/1.1\r\n{head}\r\n".encode())
    assert studio.get("/api/story")["title"] == "Fog"
    for each in (*held, *listening):
        each.close()
    assert studio.get("/api/story")["title"] == "Fog"


def sent(studio, request):
    """The answer to bytes as they are."""
    with socket.create_connection(studio.host.split(":"), 30) as connection:
        connection.sendall(request)
        return connection.makefile("rb").readline()


def test_pictures_that_are_asked_for_in_heaps_keep_nobody_waiting(studio):
    for _ in range(300):
        film = studio.get("/api/episodes/0")
        if film["done"]:
            break
        time.sleep(0.1)
    frames = sum(scene["frames"] for scene in film["scenes"])
    path = f"/api/episodes/0/{film['revision']}/frames/"
    with ThreadPoolExecutor(60) as pool:
        heap = [pool.submit(studio.ask, "GET", f"{path}{n * 7 % frames}") for n in range(120)]
        studio.get("/api/story")
        assert sum(each.done() for each in heap) < 60, "the story is told before most are drawn"
        assert {each.result()[0] for each in heap} == {200}


def test_the_interface_is_as_it_is_written_down(studio):
    page = studio.get("/api/openapi.json")
    bodies = page["components"]["schemas"]
    assert {"EditRequest", "TrialRequest", "RenderRequest"} <= set(bodies)
    for path, methods in page["paths"].items():
        for method in methods:
            real = path.format(
                episode=0, kind="picture", name="x", number=99, place=0, part=0, frame=0, revision=0
            )
            if path != "/api/events":
                assert studio.ask(method.upper(), real, {})[0] not in (405, 500), path
    answered = {
        (re.sub(r":\w+}", "}", route.path), method)
        for route in Api(None, None).routes()
        for method in route.methods - {"HEAD"}
    }
    assert answered == {(path, m.upper()) for path, each in page["paths"].items() for m in each}


def test_an_edit_by_http_is_in_the_file_and_undone(studio):
    file = studio.folder / "index.md"
    asked = {"kind": "pause", "line": studio.line("Nor can"), "value": "1.5"}
    assert studio.post("/api/cost", asked)["scenes"] == 1
    assert file.read_text("utf-8") == STORY
    assert studio.post("/api/edits", asked)["changed"]
    assert "<!-- pause 1.5s -->" in file.read_text("utf-8")
    assert studio.post("/api/undo")["what"].startswith("pause 1.5")
    assert file.read_text("utf-8") == STORY


def test_what_is_so_already_is_no_edit(studio):
    asked = {"kind": "delivery", "line": studio.line("Nor can"), "value": "whisper"}
    assert studio.post("/api/edits", asked)["changed"]
    assert not studio.post("/api/edits", {**asked, "line": studio.line("Nor can")})["changed"]
    studio.post("/api/undo")
    assert (studio.folder / "index.md").read_text("utf-8") == STORY


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="Linux limits a running process")
def test_a_full_disk_is_told_and_nothing_is_half_written(studio):
    file, number = studio.folder / "index.md", studio.process.pid
    asked = {"kind": "pause", "line": studio.line("Nor can"), "value": "2"}
    limits = resource.prlimit(number, resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
    try:
        status, _, content = studio.ask("POST", "/api/edits", asked)
    finally:
        resource.prlimit(number, resource.RLIMIT_FSIZE, limits)
    assert (status, "written" in json.loads(content)["error"]) == (500, True)
    assert file.read_text("utf-8") == STORY
    assert studio.post("/api/edits", asked)["changed"]
    studio.post("/api/undo")
    assert file.read_text("utf-8") == STORY


def test_a_conflict_shows_both_texts(studio):
    file = studio.folder / "index.md"
    asked = {"kind": "pause", "line": studio.line("Nor can"), "value": "1"}
    studio.post("/api/edits", asked)
    file.write_text(file.read_text("utf-8").replace("pause 1s", "pause 7s"), "utf-8")
    status, _, content = studio.ask("POST", "/api/undo", {})
    told = json.loads(content)
    assert status == 409
    assert "pause 1s" in told["wanted"]
    assert "pause 7s" in told["found"]
    file.write_text(file.read_text("utf-8").replace("pause 7s", "pause 1s"), "utf-8")
    studio.post("/api/undo")
    assert file.read_text("utf-8") == STORY


def test_events_tell_of_a_save(studio):
    import http.client

    connection = http.client.HTTPConnection(studio.host, timeout=30)
    connection.request("GET", "/api/events", headers={"Authorization": f"Bearer {studio.token}"})
    stream = connection.getresponse()
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert stream.readline() == b": hello\n"
    file = studio.folder / "index.md"
    file.write_text(STORY + "\nThe end came.\n", "utf-8")
    heard = b""
    while b"event: story" not in heard:
        heard += stream.readline()
    connection.close()
    file.write_text(STORY, "utf-8")


def test_a_story_that_becomes_a_link_is_not_read(studio, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n\nNobody may read this.\n", "utf-8")
    file = studio.folder / "index.md"
    file.unlink()
    file.symlink_to(secret)
    try:
        page = studio.get("/api/story")
        assert "link" in page["error"]
        assert "Nobody" not in json.dumps(page)
        asked = {"kind": "pause", "line": studio.line("Nor can"), "value": "1"}
        assert studio.ask("POST", "/api/edits", asked)[0] == 409
    finally:
        file.unlink()
        file.write_text(STORY, "utf-8")
    assert secret.read_text("utf-8").startswith("# Secret")
    assert studio.get("/api/story")["error"] == ""


def test_without_its_packages_one_line_says_how_to_get_them(tmp_path):
    """The plain install has none of them, and every other command works without them."""
    blocked = "import sys; sys.modules.update(dict.fromkeys(('starlette', 'uvicorn', 'tomlkit')));"
    main = "from render.cli import main; main()"
    story = write_story(tmp_path / "fog")
    for command, code in (("script", 0), ("studio", 2)):
        asked = [sys.executable, "-c", blocked + main, command, str(story)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == code, done.stderr
    assert done.stderr.strip().count("\n") == 0
    assert "pip install 'inkreel[studio]'" in done.stderr


def test_a_story_that_is_not_there_is_the_callers_mistake(tmp_path):
    done = run("studio", tmp_path / "nowhere" / "story.md", "--no-browser")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "does not exist" in done.stderr


def test_a_kill_loses_no_edit_and_undo_survives_it(tmp_path):
    story = write_story(tmp_path / "fog")
    with running_studio(story, tmp_path / "store", ends=signal.SIGKILL) as client:
        asked = {"kind": "delivery", "line": client.line("Nor can"), "value": "whisper"}
        client.post("/api/edits", asked)
    with running_studio(story, tmp_path / "store") as client:
        assert "<!-- delivery: whisper -->" in story.read_text("utf-8")
        assert client.get("/api/story")["undo"].startswith("delivery whisper")
        client.post("/api/undo")
        assert story.read_text("utf-8") == STORY
        started = time.monotonic()
        os.kill(client.process.pid, signal.SIGTERM)
        assert client.process.wait(20) == 0
        assert time.monotonic() - started < 15
    assert client.errors == ""


def test_only_what_went_wrong_is_told_of_the_servers_log():
    pytest.importorskip("uvicorn")
    from render.studio.server.serve import is_told

    def record(text, error=None):
        about = error and (type(error), error, None)
        return logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, text, None, about)

    assert is_told(record("Exception in ASGI application", ValueError("no")))
    assert not is_told(record("Exception in ASGI application", asyncio.CancelledError()))
    assert not is_told(record("Invalid HTTP request received."))
    assert not is_told(record("No supported WebSocket library detected."))
    assert not is_told(record("Cancel 1 running task(s), timeout graceful shutdown exceeded"))
