"""How far apart two spellings are."""

from __future__ import annotations


def edit_distance(one: str, other: str) -> int:
    """The least letters to put in, take out or change to make one text of the other."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (left != right))
    return row[-1]
