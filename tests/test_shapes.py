"""What the sections of a body may look like, at each limit and one step beyond it."""

from __future__ import annotations

import pytest

from generator import shapes
from generator.prose import parse
from generator.sections import CLOSING, BodyShape, SectionSpec, Shape

FIRST = 10  # the line a body starts on
CLOSED = CLOSING[0].title


def found(body: str, *specs: SectionSpec, spoken: tuple[int, int] | None = None) -> list[str]:
    return judged(body, BodyShape(specs, spoken))


def judged(body: str, shape: BodyShape) -> list[str]:
    prose, _ = parse(body, FIRST, "a.md")
    assert prose
    return [str(problem).removeprefix("a.md:") for problem in shapes.check(prose, shape, "a.md")]


def one(shape: Shape, items: tuple[int, int] | None = None) -> SectionSpec:
    return SectionSpec("S", shape=shape, items=items)


def test_a_body_begins_with_text() -> None:
    assert found("Text.") == []
    assert found("## S\nText.", SectionSpec("S")) == [
        "10: LB406 There is no text before the first section. Write the short answer or introduction there."
    ]


@pytest.mark.parametrize(("number", "says"), [(2, "2 words"), (3, ""), (5, ""), (6, "6 words")])
def test_a_spoken_answer_has_as_many_words_as_it_may(number: int, says: str) -> None:
    expected = [f"10: LB601 The spoken answer has {says}. It takes 3 to 5."] if says else []
    assert found(" ".join(["word"] * number), spoken=(3, 5)) == expected


@pytest.mark.parametrize(
    "block", ["- a b c", "1. a b c", "$$\nx\n$$", "```text\na\n```", "| a |\n|---|\n| b |", "![A.](../figures/a.typ)"]
)
def test_a_spoken_answer_is_sentences(block: str) -> None:
    message = "LB407 The spoken answer has a list, table, figure, code or display formula. Say it in sentences."
    assert found(f"one two three\n\n{block}", spoken=(1, 99)) == [f"12: {message}"]


@pytest.mark.parametrize(("number", "says"), [(3, "3 words"), (4, ""), (6, ""), (7, "7 words")])
def test_sections_together_have_as_many_words_as_they_may(number: int, says: str) -> None:
    specs = (SectionSpec("S"), SectionSpec("T"), *CLOSING)
    shape = BodyShape(tuple(SectionSpec(spec.title, required=False) for spec in specs), total=(4, 6))
    body = f"Lead.\n\n## S\none two\n## T\n{'word ' * (number - 2)}\n\n## {CLOSED}\n{'not counted ' * 9}"
    message = f"LB602 The sections before the closing ones have {says}. They take 4 to 6."
    assert judged(body, shape) == ([f"12: {message}"] if says else [])


def test_without_sections_nothing_is_counted() -> None:
    assert judged("Lead.", BodyShape((), total=(4, 6))) == []


def test_sections_are_known_stand_once_and_in_order() -> None:
    specs = SectionSpec("Depth"), SectionSpec("Code", required=False), SectionSpec("End")
    assert found("Lead.\n## Depth\na\n## Code\nb\n## End\nc", *specs) == []
    assert found("Lead.\n## Depth\na\n## End\nc", *specs) == []
    assert found("Lead.\n## Depht\na\n## End\nc", *specs) == [
        "11: LB402 “Depht” is not a section here. Did you mean “Depth”?",
        "13: LB401 The section “## Depth” is missing. Add it: prose.",
    ]
    assert found("Lead.\n## Zzz\na\n## Depth\na\n## Depth\nb", *specs) == [
        "11: LB402 “Zzz” is not a section here. Sections here: Depth, Code, End.",
        "15: LB404 The section “Depth” stands twice. Join the two.",
        "15: LB401 The section “## End” is missing. Add it: prose.",
    ]
    assert found("Lead.\n## End\nc\n## Code\nb\n## Depth\na", *specs) == [
        "13: LB403 “## Code” stands after “## End”. The order is: Depth, Code, End.",
        "15: LB403 “## Depth” stands after “## Code”. The order is: Depth, Code, End.",
    ]
    assert found("Lead.", *specs[::2]) == [
        "10: LB401 The section “## Depth” is missing. Add it: prose.",
        "10: LB401 The section “## End” is missing. Add it: prose.",
    ]


def test_a_section_and_its_parts_have_text() -> None:
    assert found("Lead.\n## S\n", SectionSpec("S")) == ["11: LB406 The section “## S” is empty. Fill or delete it."]
    assert found("Lead.\n## S\n### P\n### Q\ntext", one(Shape.PARTS)) == [
        "12: LB406 The part “P” has no text. Answer it in one to three sentences."
    ]
    assert found("Lead.\n## S\na\n### P\ntext\n### Q\ntext", SectionSpec("S")) == [
        "13: LB405 “## S” takes no ### headings. Use a bold first word instead."
    ]


STAR = "- **Situation.** a\n- **Task.** b\n- **Action.** c\n- **Result.** d"
TABLE = "| a |\n|---|\n| b |"


@pytest.mark.parametrize(
    ("shape", "body", "fits"),
    [
        (Shape.PROSE, "a", True),
        (Shape.PROSE, "- a\n\nb", True),
        (Shape.BULLETS, "- a\n- b", True),
        (Shape.BULLETS, "- a\n  - b\n- c", True),
        (Shape.BULLETS, "1. a", False),
        (Shape.BULLETS, "a", False),
        (Shape.BULLETS, "- a\n\nb", False),
        (Shape.BULLETS, "a\n\n- b", False),
        (Shape.STAR, STAR, True),
        (Shape.STAR, STAR.replace("Task.", "Tusk."), False),
        (Shape.STAR, STAR.replace("- **Task.** b\n", ""), False),
        (Shape.STAR, f"{STAR}\n\nb", False),
        (Shape.STAR, "a", False),
        (Shape.PARTS, "### P\na", True),
        (Shape.PARTS, "a\n\n### P\na", False),
        (Shape.PARTS, "a", False),
        (Shape.PAIR, "a\n\n### Weak\na\n### Strong\nb", True),
        (Shape.PAIR, "### Weak\na\n### Strong\nb", False),
        (Shape.PAIR, "a\n\n### Strong\na\n### Weak\nb", False),
        (Shape.PAIR, "a\n\n### Weak\na", False),
        (Shape.PYTHON, "```python\n1\n```", True),
        (Shape.PYTHON, "a\n\n```text\n1\n```\n\n```python\n1\n```", True),
        (Shape.PYTHON, "```sql\n1\n```", False),
        (Shape.PYTHON, "a", False),
        (Shape.SQL, "```sql\n1\n```", True),
        (Shape.SQL, "```python\n1\n```", False),
        (Shape.TABLE, TABLE, True),
        (Shape.TABLE, f"a\n\n{TABLE}", True),
        (Shape.TABLE, f"{TABLE}\n\n{TABLE}", False),
        (Shape.TABLE, "a", False),
    ],
)
def test_a_section_has_its_shape(shape: Shape, body: str, fits: bool) -> None:
    expected = f"11: LB407 “## S” should be {shape.value}. Change it to that shape."
    assert found(f"Lead.\n## S\n{body}", one(shape)) == ([] if fits else [expected])


@pytest.mark.parametrize(("number", "says"), [(1, "1 item"), (2, ""), (3, ""), (4, "4 items")])
def test_a_section_has_as_many_items_as_it_may(number: int, says: str) -> None:
    expected = [f"11: LB603 “## S” has {says}. It takes 2 to 3."] if says else []
    nested = "\n".join(f"- a {n}\n  - not counted" for n in range(number))
    assert found(f"Lead.\n## S\n{nested}", one(Shape.BULLETS, (2, 3))) == expected
    parts = "\n".join(f"### P{n}\n- a\n- b" for n in range(number))
    assert found(f"Lead.\n## S\n{parts}", one(Shape.PARTS, (2, 3))) == expected


def test_parts_of_a_pair_are_its_items() -> None:
    body = "Lead.\n## S\na\n### Weak\na\n### Strong\nb"
    assert found(body, one(Shape.PAIR, (2, 2))) == []
    assert found(body, one(Shape.PAIR, (3, 3))) == ["11: LB603 “## S” has 2 items. It takes 3 to 3."]


@pytest.mark.parametrize(("number", "says"), [(1, "1 word"), (2, ""), (4, ""), (5, "5 words")])
def test_a_section_has_as_many_words_as_it_may(number: int, says: str) -> None:
    expected = [f"11: LB602 “## S” has {says}. It takes 2 to 4."] if says else []
    assert found(f"Lead.\n## S\n{'word ' * number}", SectionSpec("S", words=(2, 4))) == expected


def test_a_line_to_remember_is_as_long_as_it_may_be_and_told_where_it_stands() -> None:
    spec = SectionSpec("S", shape=Shape.BULLETS, line=6)
    assert found("Lead.\n## S\n- 123456\n- abcdef", spec) == []
    assert found("Lead.\n## S\n- 123456\n- 1234567\n- 12345678", spec) == [
        "13: LB604 The line to remember has 7 characters. Shorten it to 6.",
        "14: LB604 The line to remember has 8 characters. Shorten it to 6.",
    ]
    assert found("Lead.\n## S\n- 12345678", one(Shape.BULLETS)) == []


NO_SYMBOLS = [
    "1 + 2",
    r"\le",
    r"\text{a b} = 1",
    r"\mathrm {ab} < 2",
    r"\operatorname*{argmax} 5",
    r"\text  {a}",
    r"\sum",
]
SYMBOLS = [
    "x",
    "Y",
    "z_1",
    r"\text{a} x",
    r"\text{a} y \text{b}",
    r"\textbf{a}",
    r"\mathrm{a}{b}",
    r"\operatornamed{a}",
]


def unnamed(formula: str, before: str = "a", after: str = "b") -> list[str]:
    problems = found(f"Lead.\n## S\n{before}\n\n$$\n{formula}\n$$\n\n{after}", SectionSpec("S"))
    return [problem.partition(" The")[0] for problem in problems]


@pytest.mark.parametrize("formula", NO_SYMBOLS)
def test_a_display_formula_of_words_and_numbers_needs_no_names(formula: str) -> None:
    assert unnamed(formula) == []


@pytest.mark.parametrize("formula", SYMBOLS)
def test_symbols_of_a_display_formula_are_named_beside_it(formula: str) -> None:
    assert unnamed(formula) == ["14: LB610"]
    assert unnamed(formula, before="here $x$ is one") == []
    assert unnamed(formula, after="here $x$ is one") == []


@pytest.mark.parametrize(("between", "named"), [(0, True), (1, True), (2, False)])
def test_beside_is_at_most_two_paragraphs_away(between: int, named: bool) -> None:
    name, gap = "here $x$ is one", "\n\nnothing" * between
    expected = [] if named else [f"{14 + 2 * between}: LB610"]
    assert unnamed("x", before=f"{name}{gap}", after="b") == expected
    assert unnamed("x", before="a", after=f"{gap}\n\n{name}") == ([] if named else ["14: LB610"])


def test_symbols_in_parts_are_looked_at_by_themselves() -> None:
    body = "Lead.\n## S\n### P\nhere $x$ is one\n### Q\na\n\n$$\nx\n$$"
    assert found(body, one(Shape.PARTS)) == [
        "17: LB610 The symbols of “x” are not named beside it. Name them: here $x$ is …"
    ]
