"""Edits: what a person asks for becomes what a person would write, and back again."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from render.studio.edits.changes import ConflictError, EditError
from render.studio.edits.comments import read_story
from render.studio.edits.files import StoryFolder
from render.studio.edits.journal import Journal
from render.studio.edits.requests import EditRequest
from render.studio.edits.wording import changes_for
from story.assets import asset
from story.problems import Problems

ASKED = TypeAdapter(EditRequest)
TEXT = """# Fog

Fog came in at four. The gif was late.

"I can't see the quay," said Ada. "Tom, *look* at that."

"Nor can I." *"Hush,"* someone said
and "wait" was the last of it.
"""

ILLUSTRATED = TEXT.replace("Fog came", "![](./a.png)\n\n![](<b c.png>)\n\nFog came", 1)


class Desk:
    """A story in a folder with its journal: what the studio's server holds."""

    def __init__(self, folder, text=TEXT, name="story.md", settings=None):
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / name
        if text is not None:
            self.path.write_bytes(text.encode())
        if settings is not None:
            (folder / "inkreel.toml").write_text(settings, "utf-8")
        self.folder = StoryFolder(folder)
        self.kept = folder.parent / "journal.jsonl"
        self.journal = Journal(self.kept, self.folder)

    @property
    def story(self):
        return read_story(self.path, self.folder, Problems())

    def line(self, begins):
        return next(each for each in self.story.lines() if each.text.startswith(begins))

    def ask(self, kind, begins="", **more):
        if begins:
            line = self.line(begins)
            more["line"] = {"id": line.id, "text": line.text}
        return ASKED.validate_python({"kind": kind, **more})

    def edit(self, kind, begins="", **more):
        what, changes = changes_for(self.ask(kind, begins, **more), self.story)
        self.journal.do(what, changes)
        return self.path.read_bytes().decode() if self.path.is_file() else ""

    def settings(self):
        return (self.path.parent / "inkreel.toml").read_text("utf-8")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "fog")


def test_a_speaker_is_a_comment_before_the_line(desk):
    text = desk.edit("speaker", "Nor can", speaker="Tom")
    assert '\n\n<!-- voice: Tom -->\n"Nor can I." *"Hush' in text
    assert desk.line("Nor can").speaker == "Tom"
    assert '\n\n<!-- voice: Ada -->\n"Nor' in desk.edit("speaker", "Nor can", speaker="Ada")


def test_a_line_inside_a_paragraph_stays_in_it(desk):
    text = desk.edit("speaker", "Tom, look", speaker="narrator")
    assert 'said Ada. <!-- voice: narrator --> "Tom, *look*' in text
    assert desk.line("Tom, look").kind == "narration"


def test_a_row_that_goes_on_a_paragraph_is_not_cut_off_from_it(desk):
    desk.edit("speaker", "wait", speaker="Tom")
    assert desk.line("wait").speaker == "Tom"
    assert [each.text for each in desk.story.lines()][-3:] == [
        "someone said and",
        "wait",
        "was the last of it.",
    ]


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("pause", "1.5", "<!-- pause 1.5s -->"),
        ("beat", "0", "<!-- beat 0s -->"),
        ("delivery", "whisper", "<!-- delivery: whisper -->"),
        ("take", "2", "<!-- take: 2 -->"),
        ("voice", "kokoro:af_heart", "<!-- voice: kokoro:af_heart -->"),
        ("camera", "close on Ada", "<!-- camera: close on Ada -->"),
    ],
)
def test_a_direction_comes_and_goes(desk, kind, value, written):
    assert f'\n{written}\n"Nor' in desk.edit(kind, "Nor can", value=value)
    assert desk.edit(kind, "Nor can", value="") == TEXT


def test_a_speaker_and_a_voice_of_its_own_live_side_by_side(desk):
    desk.edit("speaker", "Nor can", speaker="Ada")
    desk.edit("voice", "Nor can", value="kokoro:af_heart")
    line = desk.line("Nor can")
    assert (line.speaker, [each.value for each in line.annotations]) == ("Ada", ["kokoro:af_heart"])


def test_words_are_said_otherwise_in_a_line_from_it_on_in_the_story_or_in_all(desk):
    begin = "<!-- say: gif | jiff -->\nFog"
    assert begin in desk.edit("say", "Fog", written="gif", said="jiff", where="on")
    text = desk.edit("say", "Nor", written="Nor", said="/nɔː/", where="line")
    assert '<!-- say once: Nor | /nɔː/ -->\n"Nor can I."' in text
    assert ("say", "Nor | /nɔː/") in [(a.kind, a.value) for a in desk.line("Nor").annotations]
    assert '\n\n"Nor can' in desk.edit("say", "Nor", written="Nor", said="", where="line")
    desk.edit("say", written="quay", said="/kiː/", where="series")
    assert desk.settings() == '[lexicon]\nquay = "/kiː/"\n'
    own = desk.path.parent / "story.inkreel.toml"
    desk.edit("say", written="quay", said="key", where="story")
    assert own.read_text("utf-8") == '[lexicon]\nquay = "key"\n'
    desk.edit("say", written="quay", said="kay", where="series")
    assert (own.read_text("utf-8"), desk.settings()) == (
        "[lexicon]\n",
        '[lexicon]\nquay = "kay"\n',
    )


def test_all_shots_of_a_line_are_asked_for_at_once(desk):
    first, second = (
        "from [0,0,48,27] to [0,0,48,27]",
        'shot at "gif" from [1,2,32,18] to [3,4,32,18]',
    )
    text = desk.edit("orders", "Fog", values=[first, second])
    assert f"<!-- camera: {first} -->\n<!-- camera: {second} -->\nFog" in text
    moved = second.replace("gif", "late")
    text = desk.edit("orders", "Fog", values=[first, moved])
    assert [each.value for each in desk.line("Fog").annotations] == [first, moved]
    assert text.count("camera:") == 2
    assert desk.edit("orders", "Fog", values=[]) == TEXT
    for _ in range(3):
        desk.journal.undo()
    assert desk.path.read_text("utf-8") == TEXT


def test_a_line_is_parted_at_a_word_and_joined_again(desk):
    line = desk.line("Fog")
    text = desk.edit("split", "Fog", at=line.text.index("gif"))
    assert "The <!-- split --> gif was late." in text
    assert [each.text for each in desk.story.lines()][:2] == [
        "Fog came in at four. The",
        "gif was late.",
    ]
    assert desk.edit("join", "gif was") == TEXT
    with pytest.raises(EditError, match="parted by the writer"):
        desk.edit("join", "Nor can")
    with pytest.raises(EditError, match="between two"):
        desk.edit("split", "Nor can", at=len("Nor can I."))
    inside = desk.edit("split", "Tom, look", at=5)
    assert '"Tom, <!-- split --> *look* at that."' in inside
    assert [
        each.speaker for each in desk.story.lines() if each.text in ("Tom,", "look at that.")
    ] == ["Ada", "Ada"]
    desk.edit("speaker", "look at", speaker="Tom")
    assert desk.line("look at").speaker == "Tom"
    assert desk.line("Tom,").speaker == "Ada"


def test_a_line_is_left_out_and_told_again(desk):
    text = desk.edit("skip", "Nor can")
    assert '<!-- skip -->"Nor can I."<!-- /skip -->' in text
    start = text.index("<!-- skip -->")
    end = text.index("<!-- /skip -->") + len("<!-- /skip -->")
    assert desk.edit("tell", start=start, text=text[start:end]) == TEXT


def test_what_a_setting_leaves_out_is_told_again_by_it(tmp_path):
    desk = Desk(tmp_path / "fog", f"{TEXT}\n## References\n\nA book on fog.\n")
    piece = next(each for each in desk.story.script.pieces if each.reason == "references")
    read = desk.story.script.source[piece.start : piece.end]
    desk.edit("tell", start=piece.start, text=read)
    assert desk.settings() == "[skip]\nreferences = false\n"
    assert desk.story.lines()[-1].text == "A book on fog."


def test_settings_keep_their_comments_and_order(tmp_path):
    written = "# mine\nvoices = 'cast'   # all\n\n[cast.Ada]\ngender = 'female'  # she\n\n[lines]\n"
    desk = Desk(tmp_path / "fog", ILLUSTRATED, settings=written)
    desk.edit("cast", speaker="Ada", voice="kokoro:af_heart")
    assert desk.settings() == written.replace("# she\n", '# she\nvoice = "kokoro:af_heart"\n')
    desk.edit("heads", panel="a.png", heads=[{"box": [1, 2, 3, 4], "name": "Ada"}])
    assert (
        '[panels."a.png"]\nheads = [\n    {box = [1, 2, 3, 4], name = "Ada"},\n]' in desk.settings()
    )
    desk.journal.undo()
    desk.journal.undo()
    assert desk.settings() == written


HEAD = {"box": [1, 2, 3, 4], "name": "Ada"}


@pytest.mark.parametrize(
    ("kind", "asked", "told"),
    [
        ("heads", {"panel": "c.png", "heads": [HEAD]}, "'c.png': it has ./a.png, b c.png."),
        ("heads", {"panel": "", "heads": []}, "'': it has ./a.png, b c.png."),
        ("cast", {"speaker": "Ada", "voice": "kokoro:af_hart"}, "'kokoro:af_hart'. Did you mean"),
        ("cast", {"speaker": "Ada", "voice": "x:y"}, "'x': use kokoro, "),
        ("cast", {"speaker": "Ada", "voice": "af_heart*0.5+nobody*0.5"}, "'nobody'. "),
        ("voice", {"value": "kokoro:qqqq"}, "'kokoro:qqqq'. Known: kokoro:"),
        ("camera", {"value": "close on"}, "the camera can't do “close on”. Write hold, "),
        ("camera", {"value": 'wide at "lighthouse"'}, "“lighthouse” is not said in “Nor can I."),
        ("orders", {"values": ["wide", 'hold at "lighthouse"']}, "“lighthouse” is not said"),
    ],
)
def test_what_the_story_does_not_have_is_refused_with_what_there_is(tmp_path, kind, asked, told):
    desk = Desk(tmp_path / "fog", ILLUSTRATED)
    with pytest.raises(EditError) as error:
        desk.edit(kind, "" if kind in ("cast", "heads") else "Nor can", **asked)
    assert told in str(error.value)
    assert [each.name for each in (tmp_path / "fog").iterdir()] == ["story.md"]


@pytest.mark.parametrize("written", ["a.png", "./a.png"])
def test_a_picture_keeps_the_name_that_the_settings_give_it(tmp_path, written):
    desk = Desk(tmp_path / "fog", ILLUSTRATED, settings=f'[panels."{written}"]\nheads = []\n')
    for path in ("a.png", "./a.png"):
        desk.edit("heads", panel=path, heads=[HEAD])
        assert desk.settings().count("[panels.") == 1
        assert f'[panels."{written}"]' in desk.settings()
        assert desk.story.script.sections[0].panels[0].heads[0].name == "Ada"
    desk.edit("heads", panel="./b c.png", heads=[HEAD])
    assert '[panels."./b c.png"]' in desk.settings()


def test_all_lines_of_somebody_go_to_somebody_else(tmp_path):
    desk = Desk(
        tmp_path / "x", '# T\n\n"A," said the boss.\n\n"B," said Ada.\n\n"C," said the boss.\n'
    )
    desk.edit("speaker", "A,", speaker="Ada", alike=True)
    assert {each.speaker for each in desk.story.lines() if each.kind == "speech"} == {"Ada"}


def test_a_format_without_comments_says_it_in_the_settings(tmp_path):
    desk = Desk(tmp_path / "fog", name="story.txt", text='Fog\n\nIt came.\n\n"Nor can I."\n')
    line = desk.line("Nor can")
    desk.edit("speaker", "Nor can", speaker="Tom")
    assert desk.settings() == f'[lines]\n{line.id} = "Tom"\n'
    assert desk.line("Nor can").speaker == "Tom"
    desk.edit("pause", "Nor can", value="1")
    desk.edit("delivery", "It came", value="sad")
    desk.edit("pause", "Nor can", value="2")
    notes = (tmp_path / "fog" / "story.inkreel.toml").read_text("utf-8")
    assert notes == (
        '[[notes]]\noffset = 15\ntext = "Nor can I."\nnote = "pause 2s"\n\n'
        '[[notes]]\noffset = 5\ntext = "It came."\nnote = "delivery: sad"\n'
    )
    assert [each.value for each in desk.line("Nor can").annotations] == ["2"]
    desk.edit("skip", "It came")
    assert [each.text for each in desk.story.lines()] == ["Nor can I."]
    while desk.journal.undo():
        pass
    assert [each.name for each in (tmp_path / "fog").iterdir()] == ["story.txt"]


def test_a_key_that_the_storys_own_file_sets_is_changed_there(tmp_path):
    desk = Desk(tmp_path / "fog", settings="voices = 'cast'\n")
    own = tmp_path / "fog" / "story.inkreel.toml"
    own.write_text("[cast.Ada]\nvoice = 'kokoro:bf_emma' # mine\n", "utf-8")
    desk.edit("cast", speaker="Ada", voice="kokoro:af_heart")
    desk.edit("cast", speaker="Tom", voice="kokoro:am_adam")
    assert own.read_text("utf-8") == '[cast.Ada]\nvoice = "kokoro:af_heart" # mine\n'
    assert desk.settings() == "voices = 'cast'\n\n[cast.Tom]\nvoice = \"kokoro:am_adam\"\n"


def test_a_book_is_edited_in_its_own_files(tmp_path):
    desk = Desk(tmp_path / "book", '# One\n\n"A," said Ada.\n', "01.md")
    (tmp_path / "book" / "02.md").write_text('# Two\n\n"B."\n', "utf-8")
    desk.path = tmp_path / "book"
    desk.edit("speaker", "B.", speaker="Ada")
    assert (tmp_path / "book" / "02.md").read_text() == '# Two\n\n<!-- voice: Ada -->\n"B."\n'


def test_a_name_can_not_end_the_comment(desk):
    with pytest.raises(ValueError, match="pattern"):
        desk.ask("speaker", "Nor can", speaker="x --> <script>")


def test_a_line_that_reads_otherwise_by_now_is_refused(desk):
    asked = desk.ask("pause", "Nor can", value="1")
    desk.path.write_text(TEXT.replace("Nor can I", "Neither can I"), "utf-8")
    with pytest.raises(EditError, match="edited meanwhile"):
        changes_for(asked, desk.story)


def test_an_edit_elsewhere_is_merged_and_one_at_the_place_is_shown(desk):
    desk.edit("pause", "Nor can", value="1")
    theirs = desk.path.read_text("utf-8").replace("# Fog", "# Thick fog, and a long title")
    desk.path.write_text(theirs, "utf-8")
    desk.journal.undo()
    assert desk.path.read_text("utf-8") == TEXT.replace("# Fog", "# Thick fog, and a long title")
    desk.journal.redo()
    desk.path.write_text(theirs.replace("pause 1s", "pause 9s"), "utf-8")
    with pytest.raises(ConflictError) as told:
        desk.journal.undo()
    assert "pause 1s" in told.value.wanted
    assert "pause 9s" in told.value.found
    assert "pause 9s" in desk.path.read_text("utf-8")


def test_a_new_edit_ends_what_could_be_redone(desk):
    desk.edit("pause", "Nor can", value="1")
    desk.journal.undo()
    desk.edit("pause", "Fog", value="2")
    assert (desk.journal.redo(), desk.journal.redo_name) == ("", "")


SPEAKERS = ("Ada", "Tom", "narrator", "Mrs. Pell", "Zoë")
NOTES = {
    "pause": ("", "0.5", "2"),
    "beat": ("", "0", "1.5"),
    "delivery": ("", "whisper", "sad"),
    "take": ("", "1", "3"),
    "voice": ("", "kokoro:af_heart", "kokoro:bm_george"),
    "camera": ("", "wide", "close on Ada"),
}


def any_edit(desk, dice):
    """One edit of any kind, anywhere in the story."""
    line = dice.choice(desk.story.lines())
    at = {"line": {"id": line.id, "text": line.text}}
    match dice.randrange(8):
        case 0:
            return {"kind": "speaker", **at, "speaker": dice.choice(SPEAKERS)}
        case 1:
            word, said = dice.choice(line.text.split()), dice.choice(["", "jiff", "o|"])
            where = dice.choice(["line", "on", "story", "series"])
            return {"kind": "say", "written": word, "said": said, "where": where, **at}
        case 2 if len(desk.story.lines()) > 5:
            return {"kind": "skip", **at}
        case 3:
            voice = dice.choice(["", "kokoro:af_heart"])
            return {"kind": "cast", "speaker": dice.choice(SPEAKERS), "voice": voice}
        case 4:
            heads = [{"box": [dice.randrange(99), 2, 3, 4], "name": dice.choice(SPEAKERS)}]
            parts = desk.story.script.sections
            path = dice.choice([panel.path for part in parts for panel in part.panels])
            return {"kind": "heads", "panel": path, "heads": heads}
        case 5 if " " in line.text:
            words = [found.start() for found in re.finditer(r"(?<= )\S", line.text)]
            return {"kind": "split", **at, "at": dice.choice(words)}
        case 6 if any(each.kind == "split" for each in line.annotations):
            return {"kind": "join", **at}
        case _:
            kind = dice.choice(list(NOTES))
            return {"kind": kind, **at, "value": dice.choice(NOTES[kind])}


class KilledError(Exception):
    """Stands for kill -9: nothing runs after it."""


class DyingFolder(StoryFolder):
    """Dies before it has written its `left` + 1st file."""

    left = 0

    def write(self, texts):
        for name, text in texts.items():
            if not self.left:
                raise KilledError
            self.left -= 1
            super().write({name: text})


@pytest.mark.parametrize("written", [0, 1, 2])
@pytest.mark.parametrize("step", ["do", "undo"])
def test_an_edit_that_was_killed_half_way_is_finished(tmp_path, written, step):
    desk = Desk(tmp_path / "fog", settings="voices = 'cast'\n")
    _, first = changes_for(desk.ask("pause", "Nor can", value="1"), desk.story)
    _, second = changes_for(desk.ask("cast", speaker="Ada", voice="kokoro:af_heart"), desk.story)
    both, before = [*first, *second], (TEXT, "voices = 'cast'\n")
    if step == "undo":
        desk.journal.do("both", both)
    dying = Journal(desk.kept, folder := DyingFolder(desk.path.parent))
    folder.left = written
    if written < 2:
        with pytest.raises(KilledError):
            dying.undo() if step == "undo" else dying.do("both", both)
    else:
        dying.undo() if step == "undo" else dying.do("both", both)
    again = Journal(desk.kept, desk.folder)
    now = desk.path.read_text("utf-8"), desk.settings()
    if step == "undo":
        assert (now, again.undo_name, again.redo_name) == (before, "", "both")
        again.redo()
    assert "pause 1s" in desk.path.read_text("utf-8")
    assert "af_heart" in desk.settings()
    assert again.undo() == "both"
    assert (desk.path.read_text("utf-8"), desk.settings()) == before


def test_a_journal_that_was_cut_off_anywhere_opens(desk):
    for value in ("1", "2", "3"):
        desk.edit("pause", "Nor can", value=value)
    whole = desk.kept.read_bytes()
    text = desk.path.read_bytes()
    for cut in range(0, len(whole), 97):
        desk.path.write_bytes(text)
        desk.kept.write_bytes(whole[:cut])
        Journal(desk.kept, desk.folder)
        assert desk.path.read_bytes() == text


def test_what_somebody_wrote_after_a_crash_stays(desk):
    dying = Journal(desk.kept, DyingFolder(desk.path.parent))
    _, changes = changes_for(desk.ask("pause", "Nor can", value="1"), desk.story)
    with pytest.raises(KilledError):
        dying.do("pause", changes)
    desk.path.write_text("# Other\n\nAll new.\n", "utf-8")
    assert Journal(desk.kept, desk.folder).undo_name == ""
    assert desk.path.read_text("utf-8") == "# Other\n\nAll new.\n"


def test_links_and_ways_out_of_the_folder_are_refused(desk, tmp_path):
    for name in ("../x.md", "/etc/passwd", "", "a/../../x", "a\0b"):
        with pytest.raises(EditError):
            desk.folder.read(name)
    secret = tmp_path / "secret.md"
    secret.write_text(TEXT, "utf-8")
    asked = desk.ask("pause", "Nor can", value="1")
    _, changes = changes_for(asked, desk.story)
    desk.path.unlink()
    desk.path.symlink_to(secret)
    with pytest.raises(EditError, match="a link"):
        desk.journal.do("pause", changes)
    with pytest.raises(EditError, match="a link"):
        changes_for(asked, desk.story)
    assert secret.read_text("utf-8") == TEXT


@pytest.mark.parametrize(("seed", "count"), [(1, 40), (2, 200)])
def test_two_hundred_edits_and_all_undos_leave_every_byte(tmp_path, seed, count):
    """One story as people write it; a small one with rows as other systems end them."""
    dice = random.Random(seed)
    shutil.copytree(asset("sample"), tmp_path / "s", ignore=shutil.ignore_patterns("*.jpg", "draw"))
    text = (tmp_path / "s" / "index.md").read_text("utf-8") if seed == 1 else ILLUSTRATED
    desk = Desk(tmp_path / "s", text.replace("\n", "\r\n") if seed == 2 else text, "index.md")
    before = {each.name: each.read_bytes() for each in sorted((tmp_path / "s").iterdir())}
    made = refused = 0
    for _ in range(count):
        try:
            what, changes = changes_for(ASKED.validate_python(any_edit(desk, dice)), desk.story)
            desk.journal.do(what, changes)
            made += 1
        except (EditError, ValueError):
            refused += 1
        if not dice.randrange(20):
            desk.journal = Journal(desk.kept, desk.folder)  # a restart
        if not dice.randrange(9):
            desk.journal.undo()
    assert made > count * 3 // 4, f"{refused} refused"
    while desk.journal.undo():
        pass
    after = {each.name: each.read_bytes() for each in sorted((tmp_path / "s").iterdir())}
    assert after == before
    while desk.journal.redo():
        pass
    while desk.journal.undo():
        pass
    assert {each.name: each.read_bytes() for each in Path(tmp_path / "s").iterdir()} == before


NO_ROWS = {
    "no table": [1],
    "no step": {"begin": 5},
    "an unknown step": {"begin": {"step": "run", "what": "", "changes": []}},
    "no change": {"begin": {"step": "do", "what": "", "changes": [7], "before": {}, "after": {}}},
    "undone before it was done": {
        "begin": {"step": "undo", "what": "", "changes": [], "before": {}, "after": {}}
    },
    "a file elsewhere": {
        "begin": {
            "step": "do",
            "what": "",
            "changes": [{"file": "../away", "at": 0, "old": None, "new": "words"}],
            "before": {"../away": ""},
            "after": {"../away": "x"},
        }
    },
}


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("row", NO_ROWS.values(), ids=NO_ROWS)
def test_a_journal_that_somebody_else_wrote_opens_and_writes_nothing(desk, row, done):
    rows = [row, {"done": True}] if done else [row]
    desk.kept.write_text("".join(json.dumps(each) + "\n" for each in rows))
    before = sorted(path.name for path in desk.kept.parent.rglob("*"))
    Journal(desk.kept, desk.folder)
    assert sorted(path.name for path in desk.kept.parent.rglob("*")) == before
