"""A writer's word to the camera: what each comment means, and what is told where it means none."""

import pytest

from render.camera.orders.asked import (
    CameraOrder,
    left_out,
    line_orders,
    ordered_targets,
    parse_order,
)
from render.camera.targets import Target
from render.geometry import Rect
from story.model import Annotation, Line

BOXES = (Rect(1, 2, 300, 200), Rect(10, 20, 150, 100))


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("hold", CameraOrder("hold")),
        ("Left to  right", CameraOrder("left to right")),
        ("close on Ada", CameraOrder("close", "Ada")),
        ("Close on Mrs. Pell", CameraOrder("close", "Mrs. Pell")),
        ("two shot", CameraOrder("two shot")),
        ("two shot of Ada and Tom", CameraOrder("two shot", "Ada and Tom")),
        ("detail: the lamp", CameraOrder("detail", "the lamp")),
        ("focus 0.7,0.4", CameraOrder("focus", point=(0.7, 0.4))),
        ("focus 0.7, 0.4, 2", CameraOrder("focus", point=(0.7, 0.4), zoom=2.0)),
        ("from [1,2,300,200] to [10,20,150,100]", CameraOrder("boxes", boxes=BOXES)),
        (
            'shot at "went out" from [1,2,300,200] to [10,20,150,100]',
            CameraOrder("boxes", boxes=BOXES, word="went out"),
        ),
        ("shot at “lamp” close on Ada", CameraOrder("close", "Ada", word="lamp")),
        ('detail: the lamp at "lamp"', CameraOrder("detail", "the lamp", word="lamp")),
        ("dance", None),
        ("not Ada", CameraOrder("not", "Ada")),
        ("never: the lamp", CameraOrder("never", "the lamp")),
        ("never", None),
        ("recall the racks", None),
        ("recall 3 the racks", CameraOrder("recall", "the racks", number=3)),
        ("recall picture 2: the lamp", CameraOrder("recall", "the lamp", number=2)),
        ("recall 1", CameraOrder("recall", number=1)),
        ("focus 7,0.4", None),
        ("close on", None),
    ],
)
def test_each_order_has_one_meaning(said, order):
    assert parse_order(said) == order


def line(text, *said):
    asked = tuple(Annotation("camera", value, 3 + row) for row, value in enumerate(said))
    whole = tuple(range(len(text)))
    return Line("l", "narration", "narrator", 0, 0, len(text), text, whole, ((0, len(text)),),
                "start", annotations=asked)  # fmt: skip


def test_several_orders_hold_from_their_words_on():
    said = line("The lamp coughed twice and went out.", "wide", 'shot at "coughed" hold')
    orders, problems = line_orders(said, "index.md")
    assert [(order.kind, order.first, order.row) for order in orders] == [
        ("wide", 0, 3),
        ("hold", 9, 4),
    ]
    assert problems == ()


def test_an_order_survives_an_edit_of_its_word():
    orders, problems = line_orders(line("The lamp was coughing.", 'close on Ada at "coughin"'), "i")
    assert (orders[0].first, problems) == (13, ())


def test_a_word_that_is_not_said_is_told_of_and_the_order_holds_for_the_line():
    orders, (problem,) = line_orders(line("It rained.", 'hold at "lamp"'), "index.md")
    assert [order.first for order in orders] == [0]
    assert (problem.file, problem.row, problem.code) == ("index.md", 3, "camera-word")


def test_what_cannot_be_understood_is_told_of():
    orders, (problem,) = line_orders(line("It rained.", "fly"), "index.md")
    assert orders == ()
    assert problem.code == "camera-unknown"
    assert "fly" in problem.message


ADA = Target("person", "ada", Rect(0, 0, 90, 90), Rect(9, 9, 9, 9), 0.9, named=True)
TOM = Target("person", "tom", Rect(200, 0, 90, 90), Rect(209, 9, 9, 9), 0.8, named=True)
LAMP = Target("thing", "a great lamp of glass", Rect(0, 200, 50, 50), text="a great lamp of glass")


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (CameraOrder("close", "Ada"), (ADA,)),
        (CameraOrder("two shot"), (ADA, TOM)),
        (CameraOrder("two shot", "Tom and Ada"), (TOM, ADA)),
        (CameraOrder("detail", "the lamp"), (LAMP,)),
    ],
)
def test_an_order_finds_whom_it_names(order, found):
    assert ordered_targets(order, [LAMP, TOM, ADA], "index.md", "a.png") == (found, None)


def test_whom_nobody_drew_is_told_of_with_those_who_are_there():
    order = CameraOrder("close", "Eve", row=7)
    found, problem = ordered_targets(order, [LAMP, TOM, ADA], "index.md", "a.png")
    assert (found, problem.row, problem.code) == ((), 7, "camera-nobody")
    assert "tom, ada" in problem.advice


def test_what_is_left_out_is_told_of_where_it_is_not_there():
    orders = [CameraOrder("never", "the lamp"), CameraOrder("not", "Eve", row=7)]
    kept, (problem,) = left_out(orders, [LAMP, TOM, ADA], "index.md", "a.png")
    assert kept == (TOM, ADA)
    assert (problem.row, problem.code) == (7, "camera-nobody")
