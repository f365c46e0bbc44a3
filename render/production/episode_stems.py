"""The stems of finished files: `--stems`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from render.production.planning.plan import MadeEpisode
from story.errors import StoreError
from voices.mixing.mix import mix_stems
from voices.mixing.stems import write_stems
from voices.model import Take
from voices.music.score import Score
from voices.music.soundtrack import beside, tracks
from voices.recording.record import load_take
from voices.store.store import Store


def write_episode_stems(
    out: Path, made: Sequence[MadeEpisode], score: Score | None, store: Store
) -> None:
    """Write each file's stems below `out`/stems, as the mix has them. Raises StoreError."""

    def take(key: str) -> Take:
        found = load_take(key, store)
        if found is None:
            raise StoreError("a take has vanished from the store: run the command again.")
        return found

    for episode in made:
        cues = beside(episode.timeline, episode.sections, score) if score else None
        stems = mix_stems(episode.timeline, take, tracks(cues, episode.timeline, take))
        (out / "stems").mkdir(parents=True, exist_ok=True)
        write_stems(out / "stems", episode.plan.path.stem, stems)
