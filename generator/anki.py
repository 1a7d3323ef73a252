"""Writes notes as an Anki package and as a table that Anki imports: the same notes, the same bytes."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import itertools
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

import genanki

FIELDS = ("Question", "Answer", "Mistakes", "Follow-ups", "Link", "Id")
NO_DATE = datetime.date(2026, 1, 1)  # a bank without history; every later date counts as a change
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a zip can say
_FRONT = '<div class="question">{{Question}}</div>'
_BACK = """{{FrontSide}}<hr id="answer">
<div class="say">{{Answer}}</div>
{{#Mistakes}}<h3>Common mistakes</h3>{{Mistakes}}{{/Mistakes}}
{{#Follow-ups}}<h3>Follow-ups</h3>{{Follow-ups}}{{/Follow-ups}}
<p class="link"><a href="{{Link}}">The full answer</a></p>"""
_STYLE = """.card { font: 18px/1.55 system-ui, sans-serif; text-align: left; }
.card > * { max-width: 42em; margin-inline: auto; }
.question { font: 600 24px/1.25 Georgia, serif; }
.say { border-left: 3px solid #0b5d5a; padding-left: .8em; }
h3 { font-size: 15px; margin: 1.2em 0 .3em; }
dt { font-weight: 600; margin-top: .4em; }
pre { overflow-x: auto; background: rgba(128, 128, 128, .14); padding: .5em; }
.link { font-size: 14px; }
.nightMode .say { border-color: #7fd1c2; }
.nightMode a { color: #7fd1c2; }
"""


@dataclass(frozen=True, slots=True)
class Note:
    """One card.

    Args:
        id: An id that the note has for ever; Anki finds it again by it.
        deck: Name of its deck, with `::` between levels.
        fields: HTML of each of `FIELDS`.
        tags: Tags without spaces.
    """

    id: str
    deck: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]


def package(notes: Sequence[Note], name: str, changed: datetime.date | None) -> bytes:
    """An `.apkg` file.

    Args:
        notes: In the order in which they are learned.
        name: Name of the guide.
        changed: Day of the last change; Anki takes over a note whose day is later than the one it has.
    """
    moment = datetime.datetime.combine(changed or NO_DATE, datetime.time(), datetime.UTC).timestamp()
    with closing(sqlite3.connect(":memory:")) as base:
        decks = list(_decks(notes, _model(name)))
        genanki.Package(decks).write_to_db(base.cursor(), moment, itertools.count(int(moment * 1000)))
        base.commit()
        return _zip({"collection.anki2": base.serialize(), "media": b"{}"})


def _model(name: str) -> genanki.Model:
    return genanki.Model(
        _number(f"model/{name}"),
        f"{name} question",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Say it", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )


def _decks(notes: Iterable[Note], model: genanki.Model) -> Iterable[genanki.Deck]:
    decks: dict[str, genanki.Deck] = {}
    for place, note in enumerate(notes):
        deck = decks.setdefault(note.deck, genanki.Deck(_number(f"deck/{note.deck}"), note.deck))
        deck.add_note(genanki.Note(model, list(note.fields), guid=note.id, tags=list(note.tags), due=place))
    return decks.values()


def _number(name: str) -> int:
    """An id that a name always has, in the range Anki uses."""
    return 1 << 40 | int.from_bytes(hashlib.sha256(name.encode()).digest()[:4])


def _zip(files: Mapping[str, bytes]) -> bytes:
    """An archive that does not say when it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def table(notes: Sequence[Note], name: str) -> str:
    """A TSV file with the headers Anki reads; for those who want to change the cards before they import them."""
    out = io.StringIO()
    out.write(f"#separator:tab\n#html:true\n#notetype:{name} question\n")
    out.write("#guid column:1\n#deck column:2\n#tags column:3\n")
    out.write("#columns:" + "\t".join(("GUID", "Deck", "Tags", *FIELDS)) + "\n")
    rows = csv.writer(out, delimiter="\t", lineterminator="\n")
    rows.writerows((note.id, note.deck, " ".join(note.tags), *map(_text, note.fields)) for note in notes)
    return out.getvalue()


def _text(field: str) -> str:
    """A field that no spreadsheet takes for a formula; Anki reads the first sign as HTML, so it shows the same."""
    return f"&#{ord(field[0])};{field[1:]}" if field[:1] in set("=+-@\t\r") else field
