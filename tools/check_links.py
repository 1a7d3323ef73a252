"""Asks every address that the bank points at whether it is still there, and writes a report.

Run once a week by .github/workflows/links.yml; never a part of a build or of a pull request's checks, because
what it finds depends on other people's servers. The report goes to standard output as Markdown; the exit code is 0
if nothing is broken, 3 if something is, anything else if the check itself failed.
"""

from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import partial
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from generator.load import load
from generator.outlinks import external_links

HOSTS_AT_ONCE = 8
PAUSE_SECONDS = 3.0  # between two requests to one host, as arXiv asks for
TIMEOUT_SECONDS = 20
TRIES = 2
SOME_BROKEN = 3
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; loopbook-link-check; weekly)",
    "Accept": "text/html,application/pdf,*/*",
}
GONE = frozenset({404, 410})


class State(Enum):
    """What an address answered."""

    THERE = "there"
    BROKEN = "broken"
    UNKNOWN = "no clear answer"  # a server that turns robots away says nothing about its page


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of one address."""

    url: str
    state: State
    says: str


def ask(url: str, pause: float = PAUSE_SECONDS) -> Answer:
    """Ask one address, again if it was only busy."""
    answer = _ask_once(url)
    for _ in range(TRIES - 1):
        if answer.state is not State.UNKNOWN:
            break
        time.sleep(pause)
        answer = _ask_once(url)
    return answer


def _ask_once(url: str) -> Answer:
    request = urllib.request.Request(url, headers=HEADERS)  # noqa: S310  (the bank takes https only)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310  (as above)
            return Answer(url, State.THERE, str(response.status))
    except urllib.error.HTTPError as error:
        return Answer(url, State.BROKEN if error.code in GONE else State.UNKNOWN, f"HTTP {error.code}")
    except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
        return Answer(url, State.UNKNOWN, f"{type(error).__name__}: {error}"[:120])


def ask_all(urls: Iterable[str], pause: float = PAUSE_SECONDS) -> list[Answer]:
    """Ask all addresses: several hosts at once, each of them in turn and with pauses."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        answers = [answer for found in pool.map(partial(_ask_host, pause=pause), hosts.values()) for answer in found]
    return sorted(answers, key=lambda answer: answer.url)


def _ask_host(urls: Sequence[str], pause: float) -> list[Answer]:
    answers = []
    for i, url in enumerate(urls):
        if i:
            time.sleep(pause)
        answers.append(ask(url, pause))
    return answers


def report(answers: Sequence[Answer], places: Mapping[str, Sequence[str]]) -> str:
    """Markdown: what is broken, with the places; then what gave no clear answer."""
    lines = [f"{len(answers):,} addresses asked."]
    for state in (State.BROKEN, State.UNKNOWN):
        found = [answer for answer in answers if answer.state is state]
        lines += ["", f"## {state.value.capitalize()}: {len(found)}", ""]
        lines += [f"- `{a.url}` ({a.says}) in {', '.join(f'`{place}`' for place in places[a.url])}" for a in found]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Check the bank in the folder `data`."""
    places = external_links(load(Path("data")))
    answers = ask_all(places)
    sys.stdout.write(report(answers, places))
    return SOME_BROKEN if any(answer.state is State.BROKEN for answer in answers) else 0


if __name__ == "__main__":
    sys.exit(main())
