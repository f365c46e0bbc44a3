"""The wheel by itself: built, installed with its dependencies elsewhere, and at work."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from stories import write_story

ROOT = Path(__file__).parents[2]


def run(*arguments: object, cwd: Path) -> str:
    done = subprocess.run(
        list(map(str, arguments)), cwd=cwd, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=ROOT)
    (built,) = folder.glob("inkreel-*.whl")
    return built


def test_the_wheel_holds_code_and_assets_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"story", "voices", "render"}
    for asset in ("voices/kokoro.npz", "sample/index.md", "fonts/README.md"):
        assert f"story/_assets/{asset}" in names
    assert wheel.stat().st_size < 40_000_000


def test_an_installed_wheel_renders_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", wheel, cwd=tmp_path)
    write_story(
        tmp_path / "story",
        "# Hello\n\n![](./kettle.png)\n\nThe kettle sang at noon.\n",
        ("kettle",),
    )
    inkreel = tmp_path / "env" / "bin" / "inkreel"
    arguments = ("render", "story", "--size", "320x180", "--store", "store", "--jobs", "1")
    run(inkreel, *arguments, cwd=tmp_path)
    (made,) = (tmp_path / "out" / "story").glob("*.mp4")
    assert made.stat().st_size > 10_000
