"""Stems as files: as long as the mix, and together nothing but the mix."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile
from sounds import cast, line, recorded, section, timeline

from story.errors import StoreError
from voices.arranging.arrange import arrange
from voices.arranging.rhythm import Rhythm
from voices.mixing.mix import mix, mix_stems
from voices.mixing.stems import write_stems


def test_stems_add_up_to_the_mix_sample_by_sample(tmp_path: Path) -> None:
    spoken = section([line("It began in the rain."), line("Go!", "Ada")])
    infos, takes = recorded([spoken])
    made = timeline(arrange(spoken, infos, cast("Ada"), Fraction(30), Rhythm()))
    paths = write_stems(tmp_path, "01-rain", mix_stems(made, takes.__getitem__))
    assert [path.name for path in paths] == ["01-rain.narration.flac", "01-rain.dialogue.flac"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    summed = sum(soundfile.read(path)[0] for path in paths)
    whole = np.concatenate(list(mix(made, takes.__getitem__)))
    assert np.abs(summed - whole).max() < 2**-22


def test_a_stem_over_full_scale_is_refused_and_leaves_no_file(tmp_path: Path) -> None:
    loud = np.full((100, 2), 1.2, dtype=np.float32)
    with pytest.raises(StoreError, match="the music stem is over 0 dBFS"):
        write_stems(tmp_path, "a", [{"music": loud}])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    silence = np.zeros((100, 2), dtype=np.float32)
    with pytest.raises(StoreError, match="can't be written"):
        write_stems(tmp_path / "none", "a", [{"music": silence}])
