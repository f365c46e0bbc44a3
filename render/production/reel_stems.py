"""The stems of finished files: `--stems`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from render.production.spec import Reel
from story.errors import StoreError
from voices.mixing.mix import mix_stems
from voices.mixing.stems import write_stems
from voices.model import Take
from voices.music.score import Score
from voices.music.soundtrack import beside, tracks
from voices.recording.record import load_take
from voices.store.store import Store


def write_reel_stems(out: Path, reels: Sequence[Reel], score: Score | None, store: Store) -> None:
    """Write each file's stems below `out`/stems, as the mix has them. Raises StoreError."""

    def take(key: str) -> Take:
        found = load_take(key, store)
        if found is None:
            raise StoreError("a take has vanished from the store: run the command again.")
        return found

    for reel in reels:
        cues = beside(reel.timeline, reel.sections, score) if score else None
        stems = mix_stems(reel.timeline, take, tracks(cues, reel.timeline))
        (out / "stems").mkdir(parents=True, exist_ok=True)
        write_stems(out / "stems", reel.plan.path.stem, stems)
