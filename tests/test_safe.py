"""No stranger's answer does harm: hostile inputs are refused or inert, honest ones are shown as typed or refused."""

from __future__ import annotations

import functools
import hashlib
import html
import http.server
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from generator import prints, render
from generator.addresses import Addresses
from generator.bank import Bank
from generator.load import examine
from generator.outputs import OUTPUTS
from generator.pages.page import Draft, Guide
from generator.press import press
from generator.printable import converted
from generator.problems import Problem
from generator.settings import Settings
from tests import free_fields
from tests.conftest import HERE, SAMPLE, copy_project, loopbook
from tests.watch import MEMORY, spent, watched

HOSTILE = [json.loads(line) for line in (HERE / "hostile.jsonl").read_text("utf-8").splitlines()]
HONEST = [json.loads(line) for line in (HERE / "honest.jsonl").read_text("utf-8").splitlines()]
QUESTION = "questions/trees/gini-vs-entropy.md"
NEIGHBOR = "told-the-truth"
SECONDS = 2.0
SETTINGS = Settings("Sample", "A sample guide.", "https://example.org/sample/", "https://example.org/repo")
MADE = sorted(set(OUTPUTS) - {"decks", "reference"})  # what of the bank is not also in one of these
# Where an input of each slot goes: the file, what it replaces, and what is put there.
SLOTS = {
    "body": (QUESTION, "For class shares $p_k$ in a node", "{}\n\nFor class shares $p_k$ in a node"),
    "question": (QUESTION, "question: How do Gini impurity and entropy differ as split criteria?", "question: {}"),
    "keyword": (QUESTION, "[impurity, information gain, CART]", "[impurity, {}, CART]"),
    "source-title": (QUESTION, "title: A page about trees", "title: {}"),
    "source-url": (QUESTION, "url: https://example.org/trees", "url: {}"),
    "related": (QUESTION, "related: [stop-splitting]", "related: [{}]"),
    "yaml": (QUESTION, "level: core", "level: {}"),
    "topic-name": ("topics/trees.md", "name: Trees", "name: {}"),
    "topic-group": ("topics/trees.md", "groups: [Splitting, Stopping]", "groups: [{}, Splitting, Stopping]"),
    "role-name": ("roles/tester.md", "name: Test scientist", "name: {}"),
}
# What is tried in every free field of every kind: attributes, markup of the languages it could end up in, ways out.
TEXTS = [
    "x} <script>window.hacked=1</script> {#y",
    "x onclick=window.hacked=1 style=position:fixed",
    '" onfocus="window.hacked=1" autofocus="',
    "x} {: onclick=window.hacked=1 style=position:fixed }",
    "</title></a><img src=x onerror=window.hacked=1>",
    "[x](javascript:window.hacked=1) `<b>` **b** &lt;i&gt;",
    "<!-- loopbook: topics/trees#b0 -->",
    "{{ window.hacked }} {% raw %} ${window.hacked=1}",
    "javascript:window.hacked=1",
    'https://example.org/"><script>window.hacked=1</script>',
    "../../../escape",
    "a/../b#c?d",
    "__proto__",
    '"; #panic("printed") //',
    "=1+1|a::b,c;d",
]
# Fields whose text is an address, or the id of something that has one: no text that is no id gets through.
IDS = {"id", "source", "stage", "role", "stages", "weights", "aliases", "prerequisites", "group", "roles", "companies"}
IDS |= {"principles", "related"}


def name_of(row: dict[str, str]) -> str:
    return f"{row['slot']}-{hashlib.sha256(row['payload'].encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def plant(data: Path, row: dict[str, str]) -> None:
    """Put a hostile input into a copy of the sample bank."""
    if row["slot"] == "file-name":
        shutil.copy(data / QUESTION, data / "questions" / "trees" / row["payload"])
        return
    name, old, new = SLOTS[row["slot"]]
    text = (data / name).read_text("utf-8")
    assert text.count(old) == 1
    (data / name).write_bytes(text.replace(old, new.replace("{}", row["payload"])).encode("utf-8", "surrogatepass"))


def read(data: Path) -> tuple[Bank, list[Problem]]:
    """Examine a bank within the limits of time, memory, files and network; every problem has a place."""
    start = spent()
    with watched(data) as strays:
        bank, found = examine(data)
    assert spent() - start < SECONDS
    assert strays == []
    for problem in found:
        assert problem.line >= 1
        assert Path(problem.path).is_relative_to(data)
        assert "\n" not in str(problem)
    return bank, found


def answer(bank: Bank, id: str) -> str:
    """The HTML of all of a question's prose."""
    return "".join(answer_parts(bank, id))


def answer_parts(bank: Bank, id: str) -> list[str]:
    prose = bank.questions[id].prose
    parts = [prose.lead, *(s.tokens for s in prose.sections), *(p.tokens for s in prose.sections for p in s.parts)]
    return [render.html(tokens, lambda href: href) for tokens in parts]


@pytest.fixture(autouse=True, scope="module")
def _found_out() -> None:
    """What a process finds out once, such as where pandoc is, is no record's cost, in whatever order tests run."""
    bank, _ = examine(SAMPLE)
    guide = Guide(bank, SETTINGS, Addresses(bank))
    for name in MADE:
        OUTPUTS[name](guide)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


def test_the_corpora_are_as_large_as_promised() -> None:
    assert len(HOSTILE) >= 200
    assert len(HONEST) >= 50


@pytest.mark.parametrize("row", HOSTILE, ids=name_of)
def test_a_hostile_input_is_refused_or_leaves_its_neighbor_alone(row: dict[str, str], data: Path) -> None:
    alone = answer(read(data)[0], NEIGHBOR)
    plant(data, row)
    bank, found = read(data)
    assert answer(bank, NEIGHBOR) == alone
    if not found and row["slot"] == "body":
        written = answer(bank, "gini-vs-entropy")
        tags = set(re.findall(r"</?([a-zA-Z][\w-]*)", written))
        assert tags <= ALLOWED_TAGS
        assert not re.search(r"<[^>]*\s(on\w+|style)=(?!\"(padding|text-align)[^\"]*\")", written)


ALLOWED_TAGS = {
    *("p", "strong", "em", "code", "pre", "a", "ul", "ol", "li", "blockquote", "div", "span"),
    *(
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "math",
        "mi",
        "mn",
        "mo",
        "mrow",
        "msub",
        "msup",
        "msubsup",
        "mfrac",
    ),
    *(
        "msqrt",
        "mroot",
        "munder",
        "mover",
        "munderover",
        "mtext",
        "mspace",
        "mtable",
        "mtr",
        "mtd",
        "mstyle",
        "mpadded",
    ),
    "mphantom",
}


@pytest.mark.parametrize(("kind", "address"), free_fields.FREE)
def test_a_hostile_text_in_any_free_field_is_refused_or_stays_a_text(kind: str, address: str, data: Path) -> None:
    for text in TEXTS:
        path = free_fields.write(data, kind, "hostile", f"{words(text)}?", {address: text})
        bank, found = read(data)
        assert {problem.path for problem in found} <= {str(path)}
        assert found or address.rpartition(".")[2] not in IDS, text
        if not found:
            make_everything(bank, data)


@pytest.mark.parametrize("row", HONEST, ids=lambda row: row["typed"][:20])
def test_an_honest_input_is_shown_as_typed_or_refused_with_the_fix(row: dict[str, str], data: Path) -> None:
    plant(data, {"slot": "body", "payload": f"MARK {row['typed']}"})
    bank, found = read(data)
    if found:
        assert all(problem.hint for problem in found)
        return
    paragraph = re.search(r"<p>MARK (.*?)</p>", answer(bank, "gini-vs-entropy"), re.DOTALL)
    assert paragraph
    assert html.unescape(re.sub(r"<[^>]+>", "", paragraph[1])) == row.get("shown", row["typed"])


def accepted(place: Path) -> list[dict[str, str]]:
    """The hostile inputs that the checks let through, because they are harmless."""
    found = []
    for row in HOSTILE:
        data = Path(shutil.copytree(SAMPLE, place / name_of(row)))
        plant(data, row)
        found += [] if examine(data)[1] else [row]
        shutil.rmtree(data)
    return found


def words(seed: str) -> str:
    """Eight made-up words that differ from seed to seed, so that questions are no near-duplicates."""
    digest = hashlib.sha512(seed.encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
    return " ".join(digest[i : i + 8] for i in range(0, 64, 8))


def plant_all(data: Path, rows: list[dict[str, str]], called: str = "hostile") -> None:
    """One bank with each accepted input in an entry of its own."""
    question, topic, role = (
        (data / name).read_text("utf-8") for name in (QUESTION, "topics/trees.md", "roles/tester.md")
    )
    question = question.replace("aliases: [gini-or-entropy]\n", "").replace("related: [stop-splitting]\n", "")
    for i, row in enumerate(rows):
        name, old, new = SLOTS[row["slot"]]
        payload = row["payload"]
        seed = f"{i}" if called == "hostile" else f"{called} {i}"
        if row["slot"] == "question":
            payload = f'{payload[:-1]} {words(seed)[:35]}"'
        new = new.replace("{}", payload)
        unique = question.replace("How do Gini impurity and entropy differ as split criteria?", f"{words(seed)}?")
        if name == QUESTION:
            text = (question if row["slot"] == "question" else unique).replace(old, new)
            (data / "questions" / "trees" / f"{called}-{i}.md").write_text(text, "utf-8")
        elif name == "topics/trees.md":
            (data / "topics" / f"hostile-{i}.md").write_text(topic.replace(old, new), "utf-8")
        else:
            (data / "roles" / f"hostile-{i}.md").write_text(role.replace(old, new), "utf-8")


def plant_texts(data: Path, alone: Path) -> None:
    """Of each kind an entry for each hostile text, with that text in every field that takes it in the sample alone."""
    for n, text in enumerate(TEXTS):
        asked = f"{words(text)[:35]}?"
        for kind in free_fields.SAMPLES:
            taken = []
            for address in (address for of, address in free_fields.FREE if of == kind):
                path = free_fields.write(alone, kind, "tried", asked, {address: text})
                taken += [] if examine(alone, printing=False)[1] else [address]
                path.unlink()
            free_fields.write(data, kind, f"hostile-text-{n}", asked, dict.fromkeys(taken, text))


def test_hostile_texts_in_every_free_field_are_printed_as_text(tmp_path: Path) -> None:
    data = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    plant_texts(data, Path(shutil.copytree(SAMPLE, tmp_path / "alone")))
    bank, found = examine(data)
    assert found == []
    guide = Guide(bank, SETTINGS, Addresses(bank), prints=True, formulas=converted(bank))
    wanted = [job for job in prints.jobs(guide) if not job.name.endswith("letter.pdf") or job.parts]
    files = press(wanted, tmp_path / "cache", lambda _: None)
    assert {f"sheets/pdf/hostile-text-{n}-loop-a4.pdf" for n in range(len(TEXTS))} <= files.keys()
    assert "sheets/pdf/guide.epub" in files


def test_no_heading_has_an_address_that_is_more_than_one() -> None:
    bank, _ = examine(SAMPLE)
    draft = Draft(Guide(bank, SETTINGS, Addresses(bank)), "x.md", "X", "X.")
    for anchor in ("x} onclick=y {", "x y", "X", "--", "x--", "constructor"):
        with pytest.raises(ValueError, match="no address of a heading"):
            draft.heading(2, "X", anchor)


class _WithoutPolicy(http.server.SimpleHTTPRequestHandler):
    """Serves pages without their policy, so that only their own harmlessness is tested."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/loopbook"))

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() else path
        if page.suffix != ".html":
            super().do_GET()
            return
        body = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text("utf-8")).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def honest_rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The honest inputs that a page shows, each marked by its own number."""
    found = []
    for i, row in enumerate(HONEST):
        data = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("honest") / "data"))
        marked = {"slot": "body", "payload": f"MARK{i} {row['typed']}", "shown": row.get("shown", row["typed"])}
        plant(data, marked)
        found += [] if examine(data, printing=False)[1] else [marked]
    return found


@pytest.fixture(scope="module")
def hostile_site(
    tmp_path_factory: pytest.TempPathFactory, honest_rows: list[dict[str, str]]
) -> Iterator[tuple[str, Path, int]]:
    place = tmp_path_factory.mktemp("hostile")
    rows = accepted(place)
    project = copy_project(place / "project", SAMPLE)
    plant_all(project / "data", rows)
    plant_all(project / "data", honest_rows, "honest")
    plant_texts(project / "data", Path(shutil.copytree(SAMPLE, place / "alone")))
    done = loopbook(project, "build")
    assert done.returncode == 0, done.stderr
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_WithoutPolicy, directory=str(project / "site"))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/loopbook/", project / "site", len(rows)
    server.shutdown()
    server.server_close()


@pytest.mark.xdist_group("hostile")
def test_what_is_let_through_is_inert_in_a_real_browser_even_without_the_policy(
    hostile_site: tuple[str, Path, int], chromium: Browser
) -> None:
    address, site, number = hostile_site
    pages = sorted(path.relative_to(site).parent.as_posix() for path in site.rglob("index.html"))
    assert number > 50
    strays: list[str] = []
    page = chromium.new_page()
    page.on("request", lambda request: request.url.startswith((address, "data:")) or strays.append(request.url))
    page.on("dialog", lambda dialog: strays.append(dialog.message))
    for folder in pages:
        target = address + ("" if folder == "." else f"{folder}/")
        page.goto(target)
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        # What stands there for readers without scripts, as the Find page shows it where the search fails.
        page.evaluate(
            "document.querySelectorAll('noscript').forEach(n => n.insertAdjacentHTML('afterend', n.textContent))"
        )
        assert page.url == target
        assert page.evaluate("window.hacked") is None, folder
        assert page.evaluate(INTRUDERS) == [], folder
    page.close()
    assert strays == []


@pytest.mark.xdist_group("hostile")
def test_an_honest_input_reads_in_a_real_browser_as_it_was_typed(
    hostile_site: tuple[str, Path, int], honest_rows: list[dict[str, str]], chromium: Browser
) -> None:
    address, site, _ = hostile_site
    expected = {row["payload"].split(" ")[0]: row["shown"] for row in honest_rows}
    assert len(expected) >= 50
    page = chromium.new_page()
    found: dict[str, str] = {}
    for folder in sorted(path.parent.relative_to(site).as_posix() for path in site.glob("topics/trees/**/index.html")):
        page.goto(f"{address}{folder}/")
        found |= page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('article[data-id^=honest] p')]"
            ".map(p => p.textContent.match(/^(MARK\\d+) ([^]*)$/)?.slice(1)).filter(Boolean))"
        )
    page.close()
    assert found == expected


# Elements and attributes that no page of ours has in its content, and questions outside their article.
INTRUDERS = """
() => {
  const content = document.querySelector(".md-content");
  const ours = "[data-lb-find-form], [data-lb-choose], [data-lb-setup], [data-lb-wish], [data-lb-story]";
  const figure = "figure > img[src*='/assets/figures/']";
  const never = `script, style, iframe, object, embed, form:not(${ours}), base, link, meta, img:not(${figure})`;
  const bad = [...content.querySelectorAll(never)];
  for (const element of document.querySelectorAll("body *"))
    for (const { name, value } of element.attributes) {
      const shown = ["title", "label", "aria-label", "alt"].includes(name);
      if (/^on/i.test(name) || (!shown && /^\\s*(javascript|data|vbscript):/i.test(value))) bad.push(element);
      if (name === "style" && content.contains(element) && !/^(padding|text-align)/.test(value)) bad.push(element);
    }
  for (const link of content.querySelectorAll("a[href]"))
    if (!/^(https:\\/\\/|mailto:)/.test(link.href) && !link.href.startsWith(location.origin)) bad.push(link);
  for (const heading of content.querySelectorAll("h3[id^=hostile]"))
    if (heading.closest("article.lb-question")?.dataset.id !== heading.id) bad.push(heading);
  return bad.map(element => element.outerHTML.slice(0, 200));
}
"""


@pytest.mark.xdist_group("hostile")
def test_on_a_finished_page_the_neighbors_of_hostile_answers_are_the_same_bytes(
    hostile_site: tuple[str, Path, int],
) -> None:
    _, site, _ = hostile_site
    pages = "".join(path.read_text("utf-8") for path in sorted(site.glob("topics/*/**/index.html")))
    alone, _ = examine(SAMPLE, printing=False)
    parts = [part for id in (NEIGHBOR, "stop-splitting") for part in answer_parts(alone, id) if part]
    whole = [part for part in parts if "<a " not in part and "<figure" not in part]  # those have addresses of the page
    assert len(whole) >= 8
    assert [part for part in whole if pages.count(part) != 1] == []


@pytest.mark.xdist_group("hostile")
def test_titles_of_hostile_entries_show_as_text(hostile_site: tuple[str, Path, int]) -> None:
    _, site, _ = hostile_site
    export = json.loads((site / "api/v1/questions.json").read_text("utf-8"))
    titles = [q["question"] for q in export["questions"] if q["id"].startswith("hostile")]
    page = (
        (site / "topics/trees/index.html").read_text("utf-8")
        + (site / "topics/trees/2/index.html").read_text("utf-8")
        + "".join(path.read_text("utf-8") for path in sorted(site.glob("topics/trees/*/index.html")))
    )
    assert [title for title in titles if html.escape(title, quote=False) not in page] == []


@pytest.mark.xdist_group("hostile")
def test_names_of_hostile_entries_show_as_text(hostile_site: tuple[str, Path, int]) -> None:
    _, site, _ = hostile_site
    bank, _ = examine(site.parent / "data")
    named = {f"topics/{id}": topic.name for id, topic in bank.topics.items()}
    named |= {f"roles/{id}": role.name for id, role in bank.roles.items()}
    pages = {folder: (site / folder / "index.html").read_text("utf-8") for folder in named}
    assert len(named) > 20
    assert [name for folder, name in named.items() if f">{html.escape(name, quote=False)}" not in pages[folder]] == []


SAMPLES = sorted(path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*.md"))
SNIPPETS = st.one_of(
    st.text(max_size=30),
    st.binary(max_size=30),
    st.sampled_from([row["payload"] for row in HOSTILE if len(row["payload"]) < 300]),
    st.sampled_from(
        [
            "---\n",
            "## ",
            "### ",
            "```python\n",
            "$$\n",
            ": ",
            "- ",
            "[",
            "\n\n",
            "\t",
            "{",
            "&a ",
            "*a",
            "!!x ",
            "\x00",
            "\r",
        ]
    ),
)
EDITS = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 60), SNIPPETS), min_size=1, max_size=6)


def mutate(raw: bytes, edits: list[tuple[int, int, str | bytes]]) -> bytes:
    for start, length, new in edits:
        at = start % (len(raw) + 1)
        piece = new if isinstance(new, bytes) else new.encode("utf-8", "surrogatepass")
        raw = raw[:at] + piece + raw[at + length :]
    return raw


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(SAMPLES), edits=EDITS)
def test_any_mutated_record_ends_in_problems_with_a_place_or_none(
    tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[tuple[int, int, str | bytes]]
) -> None:
    data = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("fuzz") / "data"))
    (data / name).write_bytes(mutate((data / name).read_bytes(), edits))
    bank, found = read(data)
    if not found:
        make_everything(bank, data)
    shutil.rmtree(data.parent)


def make_everything(bank: Bank, data: Path) -> dict[str, str | bytes]:
    """Every output of a sound bank, under the same limits."""
    guide = Guide(bank, SETTINGS, Addresses(bank))
    start = spent()
    with watched(data) as strays:
        files = {f"{name}/{path}": text for name in MADE for path, text in OUTPUTS[name](guide).items()}
    assert spent() - start < SECONDS
    assert strays == []
    return files


def test_the_watch_sees_files_programs_hosts_and_hunger(data: Path) -> None:
    with watched(data) as strays:
        Path("/etc/hostname").exists()
        Path("/etc/passwd").read_bytes()
        (data / QUESTION).read_bytes()
        subprocess.run(["/bin/true"], check=True)
        subprocess.run([sys.executable, "-c", ""], check=True)
        if (child := os.fork()) == 0:
            os._exit(0)
        os.waitpid(child, 0)
        with socket.socket() as one, pytest.raises(OSError, match=r".+"):
            one.connect(("127.0.0.1", 9))
        with pytest.raises(MemoryError):
            bytearray(2 * MEMORY)
    assert strays == ["open /etc/passwd", "run /bin/true", f"run {sys.executable}", "os.fork", "socket.connect"]


def test_the_time_of_programs_counts() -> None:
    before = spent()
    subprocess.run([sys.executable, "-c", "import time\nwhile time.process_time() < 0.3: pass"], check=True)
    assert spent() - before >= 0.3
