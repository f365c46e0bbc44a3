"""First names and the gender they mostly have, from the bundled list."""

from __future__ import annotations

from functools import cache

from story.assets import asset
from story.model import Gender


def first_name_gender(name: str) -> Gender:
    """The gender that bearers of a first name mostly have; unknown where both or none have."""
    return _genders().get(name.casefold().removesuffix("."), "unknown")


@cache
def _genders() -> dict[str, Gender]:
    genders: dict[str, Gender] = {}
    text = asset("names/first-names.txt").read_text("utf-8")
    gender: Gender = "unknown"
    for line in text.splitlines():
        if line.startswith("# female"):
            gender = "female"
        elif line.startswith("# male"):
            gender = "male"
        elif line and not line.startswith("#"):
            genders.update(dict.fromkeys(line.split(), gender))
    return genders
