"""What once broke a reader, or cost it too much, is read or refused in time."""

import random
import time
from pathlib import Path

import pytest

from tests.fuzz.__main__ import NAMES, mutated, seeds
from tests.fuzz.targets import TARGETS, try_one

SEEDS = sorted((Path(__file__).parent / "seeds").iterdir())


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_seed_is_read_or_refused(path):
    started = time.process_time()
    try_one(path.name.partition("-")[0], path.read_bytes())
    assert time.process_time() - started < 10


def test_every_reader_is_fuzzed():
    assert sorted(TARGETS) == NAMES


@pytest.mark.parametrize("name", TARGETS)
def test_a_few_invented_inputs(name):
    chance, pool = random.Random(name), seeds(name)
    for _ in range(30):
        try_one(name, mutated(chance, pool))
