"""Screenplays: the script of one, literally; what makes a plain text one."""

from looks import codes

from story.formats.fountain.reader import is_screenplay
from story.output.script_text import show_script

SCREENPLAY = """Title:
    _**The Harbour Lamp**_
    A short film
Author: A. Sample
Draft date: 1/1/2026

FADE IN:

# Act One

= Ada finds the lamp.

EXT. HARBOUR - NIGHT #1#

[[![The quay at night](quay.png)]]
[[prompt: A harbour at night, ADA under a lamp]]

Rain. ADA (30s) stands under a *dead* lamp. Captain McClane watches her
from a boat.

ADA
Who put it out? [[check this]]

MCCLANE (O.S.)
(whispering)
Nobody did.
(beat)
It went out
by itself.

ADA (CONT'D)
[[camera: close on Ada]]
Lamps don't.

/* Cut this:

TOM
I was here.

*/

.THE BOAT

!DOOR SLAMS
and shuts.

ADA
(shouting) Come back!

COP #2 ^
~Row, row, row the *boat*

> Intermission <

CUT TO:

INT. CABIN - DAY
Dust everywhere.

@McCLANE
I told you.
{}
I told you twice.

[[picture: cabin.png]]

[[pause 2s]]

Ada lights a match. 1 [of] 2.

> FADE OUT.
""".format("  ")
SCRIPT = """The Harbour Lamp
================
(read as fountain)


EXT. HARBOUR - NIGHT
--------------------
[quay.png] (missing)
  narrator:
    Rain. ADA (30s) stands under a dead lamp. Captain McClane watches her from a boat.
  Ada:
    Who put it out?
  Captain McClane <delivery whisper>:
    Nobody did.
  Captain McClane <beat 1>:
    It went out by itself.
  Ada <camera close on Ada>:
    Lamps don't.

THE BOAT
--------
  narrator:
    DOOR SLAMS and shuts.
  Ada <delivery shout>:
    Come back!
  Cop #2:
    Row, row, row the boat
  narrator:
    Intermission

INT. CABIN - DAY
----------------
  narrator:
    Dust everywhere.
  Captain McClane:
    I told you. I told you twice.
[cabin.png] (missing)
  narrator <pause 2>:
    Ada lights a match. 1 [of] 2.
"""


def test_a_screenplay_is_told_as_it_is_written(told, problems):
    script = told(SCREENPLAY, ".fountain")
    assert show_script(script, lambda _: "") == SCRIPT
    assert script.author == "A. Sample"
    assert [p.prompt for p in script.sections[1].panels] == ["A harbour at night, ADA under a lamp"]
    assert {code for _, code in codes(problems)} == {"panel-missing"}


def test_what_is_not_told_has_its_reason(told):
    script = told(SCREENPLAY, ".fountain")
    told_off = {
        (" ".join(script.source[piece.start : piece.end].split()), piece.reason)
        for piece in script.pieces
        if piece.role == "skipped" and piece.reason not in ("blank", "heading", "front matter")
    }
    assert {
        ("FADE IN:", "transition"),
        ("= Ada finds the lamp.", "synopsis"),
        ("MCCLANE (O.S.)", "label"),
        ("(beat)", "direction"),
        ("[[check this]]", "comment"),
        ("/* Cut this: TOM I was here. */", "comment"),
        ("[[pause 2s]]", "annotation"),
        ("> FADE OUT.", "transition"),
    } <= told_off


def test_notes_that_never_close_are_text(told, problems):
    script = told("EXT. A - DAY\n\nOne [[two.\n\nThree /* .\n", ".fountain")
    assert [line.text[:9] for line in script.sections[0].lines] == ["One [[two", "Three / ."]
    assert codes(problems) == [(3, "comment-open"), (5, "comment-open")]


PLAIN = "EXT. A - DAY\n\nRain.\n\nADA\nHello.\n\nTOM\nHi.\n\nINT. B - DAY\n\nSun.\n"


def test_a_plain_text_is_a_screenplay_by_its_scenes_and_names(told):
    assert [line.speaker for line in told(PLAIN, ".txt").sections[0].lines] == [
        "narrator",
        "Ada",
        "Tom",
    ]
    assert not is_screenplay("CHAPTER I\n\nIt was int. and ext. of it.\n\nADA\nHello.\n" * 3)
    assert not is_screenplay(PLAIN.replace("INT. B", "IN B"))


TYPED = """            THE LONG WATCH

              Written by

             Dana Sample

FADE IN:

1   EXT. LIGHTHOUSE - NIGHT            1

    Waves. MIRA climbs the stairs.

                 MIRA
           (to herself)
      Two hundred and eleven. Two
      hundred and twelve.

                         2.

2   INT. LAMP ROOM - CONTINUOUS        2

                 VOICE (O.S.)
      Who's there?

                     (CONTINUED)
"""


def test_a_screenplay_that_is_typed_with_its_margins(told):
    script = told(TYPED, ".txt")
    assert (script.title, script.author) == ("THE LONG WATCH", "Dana Sample")
    assert [(line.speaker, line.text) for part in script.sections for line in part.lines] == [
        ("narrator", "Waves. MIRA climbs the stairs."),
        ("Mira", "Two hundred and eleven. Two hundred and twelve."),
        ("Voice", "Who's there?"),
    ]
