"""Throws damaged and invented bytes at every reader: `make fuzz`, ten minutes in all.

    python -m tests.fuzz [--minutes 10] [--only NAME] [--found FOLDER]

With atheris (`pip install atheris`) coverage leads the way, else chance does, from the seeds. What
breaks a reader, or holds it for over ten seconds, is written to FOLDER. Make it a file
tests/fuzz/seeds/NAME-why: tests/fuzz/test_seeds.py then keeps it mended.
"""

import argparse
import random
import subprocess
import sys
import time
import traceback
from pathlib import Path

SEEDS = Path(__file__).parent / "seeds"
ROOT = Path(__file__).parents[2]
NAMES = (
    "captions cbz docx epub film fountain front html markdown page picture series settings template"
    " text"
).split()
MOST_BYTES = 4096
SLOW = 10


def seeds(name: str) -> list[bytes]:
    """What the reader `name` was given before, and files of its kind that the project has."""
    patterns = {"markdown": "*.md", "text": "*.md", "settings": "*.toml", "picture": "*.png"}
    own = [path.read_bytes() for path in sorted(SEEDS.glob(f"{name}-*"))]
    sample = sorted((ROOT / "assets" / "sample").glob(patterns.get(name, "nothing")))
    return [*own, *(path.read_bytes()[:MOST_BYTES] for path in sample)] or [b"a"]


def by_chance(name: str, seconds: float, found: Path) -> None:
    """Mutate seeds until the time is up; the same seeds and time give the same start."""
    from tests.fuzz.targets import try_one

    chance, pool, end = random.Random(0), seeds(name), time.monotonic() + seconds
    tries = 0
    while time.monotonic() < end:
        data = mutated(chance, pool)
        tries += 1
        started = time.process_time()
        try:
            try_one(name, data)
        except Exception:
            traceback.print_exc()
            (found / f"{name}-crash-{tries}").write_bytes(data)
            sys.exit(1)
        if time.process_time() - started > SLOW:
            (found / f"{name}-slow-{tries}").write_bytes(data)
            sys.exit(f"{name}: {tries} took over {SLOW} s")
    sys.stdout.write(f"{name}: {tries} inputs by chance\n")


def mutated(chance: random.Random, pool: list[bytes]) -> bytes:
    data = bytearray(chance.choice(pool))
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(data))
        other = chance.choice(pool)
        start = chance.randint(0, len(other))
        piece = other[start : start + chance.randint(1, 64)]
        kind = chance.randint(0, 4)
        if kind == 0:
            data[at : at + chance.randint(1, 32)] = b""
        elif kind == 1:
            data[at:at] = piece
        elif kind == 2:
            data[at:at] = piece * chance.randint(1, 20)
        elif kind == 3:
            data[at : at + 1] = bytes([chance.randrange(256)])
        else:
            data[at:at] = chance.choice(b"<>&\"'`*_[](){}|\\/:=.-~#!$%\n\r\t\0 0").to_bytes()
    return bytes(data[:MOST_BYTES])


def by_coverage(name: str, seconds: float, found: Path) -> None:
    """Let atheris look for paths through our own code that no input took yet."""
    import atheris

    with atheris.instrument_imports(include=["story", "voices", "render"]):
        from tests.fuzz.targets import try_one
    corpus = found / f"corpus-{name}"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = [f"-max_total_time={int(seconds)}", f"-timeout={SLOW}", f"-max_len={MOST_BYTES}"]
    words += [f"-artifact_prefix={found}/{name}-", "-rss_limit_mb=2500", "-seed=1"]
    atheris.Setup(["fuzz", *words, str(corpus)], lambda data: try_one(name, data))
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--only", choices=NAMES)
    parser.add_argument("--found", type=Path, default=Path("out/fuzz"))
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.found.mkdir(parents=True, exist_ok=True)
    names = [asked.only] if asked.only else NAMES
    seconds = asked.minutes * 60 / len(names)
    if asked.one:
        try:
            by_coverage(asked.only, seconds, asked.found)
        except ImportError:
            by_chance(asked.only, seconds, asked.found)
        return
    failed = []
    for name in names:
        words = ["--one", "--only", name, "--minutes", str(seconds / 60)]
        started = [sys.executable, "-m", "tests.fuzz", *words, "--found", str(asked.found)]
        failed += [name] if subprocess.run(started, check=False).returncode else []
    sys.exit(f"found something in: {', '.join(failed)}; see {asked.found}" if failed else 0)


if __name__ == "__main__":
    main()
