"""How well, how small and how fast the search is, beside the theme's own on the same site in the same run.

Run by `make bench-find`. The large bank is made of the real one: titles and keywords are put together anew from real
runs of words, by a seeded generator, so that files compress as honest text does.
"""

from __future__ import annotations

import dataclasses
import functools
import gzip
import http.server
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from generator.addresses import Addresses
from generator.bank import Bank
from generator.load import load
from generator.outputs import search
from generator.pages.page import Guide
from generator.settings import Settings, read_settings
from tests.conftest import ROOT, copy_project, loopbook
from tests.search.judge import judge, table
from tests.tools import CHROMIUM_FLAGS, browser

LARGE = 20_000
MOST_CHUNKS = 4  # as in index.js
TYPED = (
    "random forest",
    "regularisation",
    "atention",
    "why not mse for classification",
    "l1/l2",
    "sample size of a test",
)
MATERIAL = "INHERIT: mkdocs.generated.yml\nplugins:\n  - search\nsite_dir: build/material\n"
OURS = """async queries => {
  const list = document.querySelector('#lb-search-list');
  const input = document.querySelector('.lb-search__input'), times = [], channel = new MessageChannel();
  for (const query of queries) {
    const start = performance.now();
    input.value = query;
    input.dispatchEvent(new Event('input', {bubbles: true}));
    while (list.getAttribute('data-lb-query') !== query)
      await new Promise(done => ((channel.port1.onmessage = done), channel.port2.postMessage(0)));
    times.push(performance.now() - start);
  }
  return times;
}"""
THEIRS = """async queries => {
  const result = document.querySelector('.md-search-result');
  const input = document.querySelector('.md-search__input'), times = [];
  for (const query of queries) {
    const start = performance.now();
    const changed = new Promise(done => new MutationObserver((_, self) => (self.disconnect(), done(true)))
      .observe(result, {childList: true, subtree: true, characterData: true}));
    input.value = query;
    input.dispatchEvent(new Event('input', {bubbles: true}));
    input.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
    if (await Promise.race([changed, new Promise(done => setTimeout(done, 15000, false))]))
      times.push(performance.now() - start);
  }
  return times;
}"""


def synthetic(bank: Bank, number: int) -> Bank:
    """A bank of `number` questions: the real ones first, then ones put together from their pairs of words."""
    chance = random.Random(1)
    real = list(bank.questions.values())
    after: dict[str, list[str]] = defaultdict(list)
    for question in real:
        words = question.question.split()
        for one, next_word in pairwise(words):
            after[one].append(next_word)
    keywords = [keyword for question in real for keyword in question.keywords]
    made = {question.id: question for question in real}
    while len(made) < number:
        origin = chance.choice(real)
        title = [chance.choice(real).question.split()[0]]
        while len(title) < 18 and (following := after[title[-1]]):
            title.append(chance.choice(following))
        id = f"{'-'.join(chance.sample(origin.id.split('-'), 1) + chance.choice(real).id.split('-')[:3])}-{len(made)}"
        chosen = tuple(chance.sample(keywords, 6))
        made[id] = dataclasses.replace(origin, id=id, question=" ".join(title)[:140], keywords=chosen, related=())
    return Bank(bank.roles, bank.stages, bank.companies, bank.topics, made)


def packed(content: str | bytes) -> int:
    return len(gzip.compress(content if isinstance(content, bytes) else content.encode(), 9))


def sizes(files: search.Files, script: bytes) -> dict[str, int]:
    """Bytes on the wire: until the first answer, and until one that needs the texts."""
    part = {name.removeprefix(f"{search.FOLDER}/"): packed(content) for name, content in files.items()}
    titles = sorted((size for name, size in part.items() if name[0].isdigit() and "text" not in name), reverse=True)
    texts = sorted((size for name, size in part.items() if "text" in name), reverse=True)
    large = len(titles) > search.FEW_CHUNKS
    most, loaded = (MOST_CHUNKS, 1) if large else (search.FEW_CHUNKS, search.FEW_CHUNKS)
    ready = packed(script) + part["index.json"] + sum(titles[:most])
    return {
        "script": packed(script),
        "index": part["index.json"],
        "ready, at most": ready,
        "with texts": ready + sum(texts[:loaded]),
    }


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def prefixes() -> list[str]:
    return [text[: i + 1] for text in TYPED for i in range(len(text))]


def ours(chromium: Browser, address: str, slow: int = 1) -> list[float]:
    page: Page = chromium.new_page()
    page.goto(address)
    page.keyboard.press("/")
    page.evaluate(OURS, ["warm", "warmer up now"])
    page.evaluate(OURS, prefixes())  # the files that these need are here now
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    times: list[float] = page.evaluate(OURS, [*prefixes(), *prefixes()])
    page.close()
    return times


def theirs(chromium: Browser, address: str, queries: list[str]) -> list[float]:
    page: Page = chromium.new_page()
    page.set_default_timeout(300_000)
    page.goto(address)
    page.locator(".md-search__input").first.focus()
    page.evaluate(THEIRS, ["forest"])
    page.wait_for_timeout(1000)
    times: list[float] = page.evaluate(THEIRS, queries)
    page.close()
    return times


def row(name: str, times: list[float], asked: int) -> str:
    if not times:
        return f"{name:<34} no answer within 15 s"
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)] if len(ordered) > 1 else ordered[0]
    return f"{name:<34} {statistics.median(times):>9.1f} {p95:>9.1f} {ordered[-1]:>9.1f}   {len(times)} of {asked}"


def material_index(bank: Bank, addresses: Addresses) -> str:
    """What the theme's plugin writes for such a bank: a section a question."""
    docs = [
        {"location": addresses.of(q), "title": q.question, "text": f"<p>{json.loads(json.dumps(search._text(q)))}</p>"}
        for q in bank.questions.values()
    ]
    config = {
        "lang": ["en"],
        "separator": "[\\s\\-]+",
        "pipeline": ["stopWordFilter"],
        "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
    }
    return json.dumps({"config": config, "docs": docs})


def main() -> None:
    settings: Settings = read_settings(ROOT / "mkdocs.yml")
    with tempfile.TemporaryDirectory() as folder:
        place = copy_project(Path(folder) / "guide")
        done = loopbook(place, "build")
        assert done.returncode == 0, done.stderr
        (place / "material.yml").write_text(MATERIAL, "utf-8")
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", "material.yml"], cwd=place, check=True)
        own = place / "site"
        print(table(judge(own / "assets" / "search", Path(folder))))
        bank = load(ROOT / "data")
        large = synthetic(bank, LARGE)
        addresses = Addresses(large)
        files = search.files(Guide(large, settings, addresses))
        script = (own / "assets" / "search.js").read_bytes()
        here = {f"{search.FOLDER}/{path.name}": path.read_bytes() for path in (own / "assets" / "search").iterdir()}
        print(
            f"\n{'bytes, gzip':<34}", *(f"{name:>16}" for name in ("script", "index", "ready, at most", "with texts"))
        )
        for number, part in ((len(bank.questions), here), (LARGE, files)):
            print(f"{f'{number:,} questions':<34}", *(f"{size:>16,}" for size in sizes(part, script).values()))
        theme = place / "build" / "material"
        theme_index = theme / "search" / "search_index.json"
        print(f"{'the theme, as many questions':<34} {packed(theme_index.read_bytes()):>33,} (index alone)")
        print(f"\n{'a letter, milliseconds':<34} {'median':>9} {'p95':>9} {'most':>9}   answered")
        with sync_playwright() as playwright, served(own) as at_own, served(theme) as at_theme:
            chromium = playwright.chromium.launch(executable_path=browser(), args=list(CHROMIUM_FLAGS))
            asked = len(prefixes())
            small = f"{len(bank.questions):,} questions"
            print(row(f"{small}, ours", ours(chromium, at_own), 2 * asked), flush=True)
            print(row(f"{small}, ours, 4x slower", ours(chromium, at_own, 4), 2 * asked), flush=True)
            print(row(f"{small}, the theme's", theirs(chromium, at_theme, prefixes()), asked), flush=True)
            shutil.rmtree(own / "assets" / "search")
            (own / "assets" / "search").mkdir()
            for name, content in files.items():
                (own / "assets" / "search" / Path(name).name).write_text(str(content), "utf-8")
            theme_index.write_text(material_index(large, addresses), "utf-8")
            print(row(f"{LARGE:,} questions, ours", ours(chromium, at_own), 2 * asked), flush=True)
            print(
                row(f"{LARGE:,} questions, the theme's", theirs(chromium, at_theme, ["random", "random forest"]), 2),
                flush=True,
            )
            print(f"the theme's index at {LARGE:,}: {packed(theme_index.read_bytes()):,} bytes")
            chromium.close()


if __name__ == "__main__":
    main()
