"""Files that are ZIP archives: read within bounds, their pictures put where renders see them.

An archive says how large its parts are, and may lie: every part is read only up to its limit.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from story.errors import StoryError, reason
from story.formats.encodings import declared

_MOST_PARTS = 20_000
"""Parts of an archive: a book of ten thousand pages has no more."""
_LARGEST_TEXT = 30_000_000
"""Bytes of a part that is read as text: more than any novel."""
_LARGEST_PICTURE = 200_000_000
"""Bytes of a picture: one of a hundred megapixels, unpacked."""
_MOST_UNPACKED = 4_000_000_000
"""Bytes of all pictures together."""
_MOST_RATIO = 500
"""How many times larger than its packed form a part of a megabyte may be: text packs ten times."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How files of old Office begin, and new ones that are locked."""
_FREE = 1_000_000
"""Bytes up to which a part may be packed as tightly as it likes."""


@dataclass
class Archive:
    """An open ZIP file; `name` is what errors call it."""

    name: str
    file: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]
    unpacked: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    size: int = 0

    @classmethod
    def opened(cls, path: Path) -> Archive:
        """The archive in a file. Raises StoryError where it is none, locked or a trap."""
        try:
            with path.open("rb") as start:
                if start.read(4) == _OLD_OFFICE:
                    raise StoryError(
                        f"{path} is locked with a password, or an old Word file. Save it without a "
                        "password as .docx."
                    )
            file = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise StoryError(
                f"{path} is damaged: {reason(error)}. Open it in its own program and save it again."
            ) from error
        entries = file.infolist()
        if len(entries) > _MOST_PARTS:
            raise StoryError(f"{path} has {len(entries)} parts; a story has {_MOST_PARTS} at most.")
        parts = {_plain(each.filename): each for each in entries if not each.is_dir()}
        parts.pop("", None)
        return cls(path.name, file, parts)

    def holds(self, part: str) -> bool:
        return _plain(part) in self.parts

    def text(self, part: str) -> str:
        """A part as text, by its byte order mark, as UTF-8, or as it says. Raises StoryError."""
        data = self.read(part, _LARGEST_TEXT)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16", errors="replace")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = declared(data) or data.decode("utf-8-sig", errors="replace")
        return text.replace("\r\n", "\n")

    def read(self, part: str, limit: int) -> bytes:
        """The bytes of a part, which may not be more than `limit`. Raises StoryError."""
        info = self.parts.get(_plain(part))
        if info is None:
            raise StoryError(f"{self.name} is damaged: it has no part {part!r}. Save it again.")
        if info.flag_bits & 1:
            raise StoryError(f"{self.name} is locked with a password. Save it without one.")
        tight = info.file_size > max(_FREE, _MOST_RATIO * info.compress_size)
        if info.file_size > limit or tight:
            raise StoryError(
                f"{self.name}: its part {part!r} would unpack to {info.file_size / 1e6:.0f} MB, "
                "which no story needs. It is not opened."
            )
        try:
            with self.file.open(info) as stream:
                data = stream.read(limit + 1)
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise StoryError(
                f"{self.name} is damaged in {part!r}: {reason(error)}. Save it again, or get a "
                "new copy."
            ) from error
        if len(data) > limit:
            raise StoryError(f"{self.name}: its part {part!r} is larger than it says.")
        return data

    def head(self, part: str, size: int) -> bytes:
        """The first bytes of a part; none where they can't be read. Raises StoryError if locked."""
        info = self.parts[_plain(part)]
        if info.flag_bits & 1:
            raise StoryError(f"{self.name} is locked with a password. Save it without one.")
        try:
            with self.file.open(info) as stream:
                return stream.read(size)
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            return b""

    def unpack(self, part: str) -> str:
        """The path, from `folder`, of a picture that is unpacked there; "" where there is none."""
        part = _plain(part)
        if part in self.unpacked or part not in self.parts:
            return self.unpacked.get(part, "")
        data = self.read(part, _LARGEST_PICTURE)
        self.size += len(data)
        if self.size > _MOST_UNPACKED:
            raise StoryError(f"{self.name}: its pictures are larger than 4 GB together.")
        if self.folder is None:
            self.folder = temporary_folder()
        target = self.folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.unpacked[part] = part
        return part


def temporary_folder() -> Path:
    """A folder for pictures that goes when the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="inkreel-pictures-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _plain(part: str) -> str:
    """A part's name as a path inside the archive; "" for one that leads out of it."""
    path = PurePosixPath(part.replace("\\", "/"))
    if path.is_absolute() or ":" in part or "\0" in part:
        return ""
    out: list[str] = []
    for piece in path.parts:
        if piece == "..":
            if not out:
                return ""
            out.pop()
        elif piece != ".":
            out.append(piece)
    return "/".join(out)


def beside(part: str, target: str) -> str:
    """The part that `target` names, seen from another part."""
    folder = PurePosixPath(part).parent
    return _plain(str(folder / target)) if not target.startswith("/") else _plain(target[1:])
