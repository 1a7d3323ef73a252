"""Golden cases of `loopbook check`: each file in cases/ changes the sample bank and lists every problem that follows.

A case starts with a sentence that says what it proves. Then come steps, each headed by a line `== …`:

    == replace PATH      the text to be replaced, which must stand in the file once
    == with              its replacement
    == file PATH         the whole content of a file
    == bytes PATH        the same, written as a Python bytes literal without its quotes
    == link PATH         a symbolic link to the file named in the text
    == print             the cheat sheets are printed too, if the bank is sound
    == remove PATH       no such file any more
    == move PATH         the file, under the name in the text
    == base              the sample as it was is the base branch: ids that are gone are problems too
    == form              the text of a filled-in issue form; its problems are meant
    == problems          what `check` prints, in full; nothing at all proves that the bank is sound
"""

from __future__ import annotations

import codecs
import re
import shutil
from pathlib import Path

import pytest

from generator import permanence
from generator.addresses import Addresses
from generator.bank import Bank
from generator.codes import CODES
from generator.form import read_form
from generator.load import examine
from generator.pages.page import Guide
from generator.press import press
from generator.printable import converted
from generator.prints import cheatsheet
from generator.problems import DataError, Problem, as_text
from generator.settings import Settings
from tests.conftest import HERE, SAMPLE

CASES = sorted((HERE / "cases").glob("*.case"))


def steps(text: str) -> list[tuple[str, str, str]]:
    """A case as (verb, path, content)."""
    parts = re.split(r"^== (\w+) ?(.*)\n", text, flags=re.MULTILINE)
    return list(zip(parts[1::3], parts[2::3], parts[3::3], strict=True))


def apply(data: Path, found: list[tuple[str, str, str]]) -> None:
    """Change the copy of the sample bank as the case says."""
    for i, (verb, name, content) in enumerate(found):
        path = data / name if name else data / "none"
        path.parent.mkdir(parents=True, exist_ok=True)
        if verb == "replace":
            text = path.read_text(encoding="utf-8")
            old, new = content.removesuffix("\n"), found[i + 1][2].removesuffix("\n")
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
            path.write_text(text.replace(old, new), encoding="utf-8")
        elif verb == "file":
            path.write_text(content, encoding="utf-8")
        elif verb == "bytes":
            path.write_bytes(codecs.escape_decode(content.rstrip("\n"))[0])
        elif verb == "link":
            path.symlink_to(content.strip())
        elif verb == "remove":
            path.unlink()
        elif verb == "move":
            (data / content.strip()).parent.mkdir(parents=True, exist_ok=True)
            path.rename(data / content.strip())
        else:
            assert verb in ("with", "base", "form", "print", "problems"), f"unknown step {verb}"


def unprintable(bank: Bank) -> list[Problem]:
    """What printing the cheat sheets of a bank finds wrong."""
    settings = Settings("Sample", "A sample.", "https://example.org/", "https://example.org/r")
    guide = Guide(bank, settings, Addresses(bank), formulas=converted(bank))
    try:
        press(list(cheatsheet.jobs(guide)), Path("cache"), lambda _: None)
    except DataError as error:
        return error.problems
    return []


def problems(data: Path, found: list[tuple[str, str, str]]) -> list[Problem]:
    """What is wrong after the steps of a case."""
    forms = [content for verb, _, content in found if verb == "form"]
    if forms:
        made = read_form(forms[0], examine(data)[0])
        return made if isinstance(made, list) else []
    bank, wrong = examine(data)
    if not wrong and any(verb == "print" for verb, _, _ in found):
        wrong = unprintable(bank)
    if any(verb == "base" for verb, _, _ in found):
        wrong = sorted(
            {*wrong, *permanence.check(permanence.formers(before()), bank, data.as_posix(), {p.path for p in wrong})}
        )
    return wrong


def before() -> dict[str, str]:
    """The sample as it was, by path under the bank."""
    return {path.relative_to(SAMPLE).as_posix(): path.read_text("utf-8") for path in SAMPLE.rglob("*.md")}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_check_reports_exactly_these_problems(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLE, "data")
    text = case.read_text(encoding="utf-8")
    apply(Path("data"), steps(text))
    found = as_text(problems(Path("data"), steps(text)))
    if update:
        case.write_text(text[: text.index("== problems\n")] + "== problems\n" + found, encoding="utf-8")
    else:
        assert found == text[text.index("== problems\n") + len("== problems\n") :]


def test_every_code_has_a_case() -> None:
    shown = {code for case in CASES for code in re.findall(r":\d+: (LB\d+) ", case.read_text(encoding="utf-8"))}
    assert shown == set(CODES)


def test_the_sample_bank_is_sound() -> None:
    assert examine(SAMPLE)[1] == []
