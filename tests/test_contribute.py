"""Ids that last, credit, freshness, and what a pull request is told about itself."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from generator import changes, suggest, triage
from generator.addresses import Addresses
from generator.credits import History, writers
from generator.editor import snippets_text
from generator.fields import specs
from generator.freshness import COMPANY_SOURCE_DAYS, REVIEW_DAYS, as_markdown, stale
from generator.git import GitError, dates, read_history, texts_at
from generator.load import examine
from generator.model import ENTRY_KINDS, KIND_NAMES, EntryKind, Question
from generator.outputs import DOWNLOADS, OUTPUTS
from generator.pages.page import Guide
from generator.prefilled import template
from generator.schema import schema_text
from generator.settings import Settings
from generator.specs import Many
from tests.bench import host
from tests.conftest import ROOT, SAMPLE, loopbook

BANK = examine(SAMPLE)[0]
SETTINGS = Settings("Sample", "A sample guide.", "https://example.org/sample/", "https://example.org/repo")
QUESTION = "data/questions/trees/gini-vs-entropy.md"
DAY = datetime.date(2026, 11, 21)


def git(place: Path, *arguments: str, author: str = "Ada Lovelace <ada@example.org>") -> None:
    name, _, address = author.partition(" <")
    identity = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address.rstrip(">"), "GIT_CONFIG_GLOBAL": "/dev/null"}
    identity |= {"GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.org", "PATH": "/usr/bin:/bin"}
    identity |= {"GIT_COMMITTER_DATE": "2026-11-21T10:00:00Z", "GIT_AUTHOR_DATE": "2026-11-21T10:00:00Z"}
    subprocess.run(["git", *arguments], cwd=place, env=identity, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The sample bank, committed by Ada."""
    shutil.copytree(SAMPLE, tmp_path / "data")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    return tmp_path


def commit(place: Path, author: str = "Ada Lovelace <ada@example.org>") -> None:
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "x", author=author)


def renamed(**aliases: tuple[str, ...]) -> dict[str, str | bytes]:
    """All files of a sample whose entries have these former ids."""
    bank = dataclasses.replace(
        BANK,
        questions={i: dataclasses.replace(q, aliases=aliases.get("question", ())) for i, q in BANK.questions.items()},
        topics={i: dataclasses.replace(t, aliases=aliases.get(i, ())) for i, t in BANK.topics.items()},
    )
    guide = Guide(bank, SETTINGS, Addresses(bank))
    return {name: content for make in (OUTPUTS | DOWNLOADS).values() for name, content in make(guide).items()}


def test_an_id_that_is_gone_since_the_base_is_refused_until_an_alias_keeps_it(repository: Path) -> None:
    assert loopbook(repository, "check", "--base", "HEAD").returncode == 0
    old, new = repository / QUESTION, repository / "data/questions/trees/gini.md"
    text = old.read_text("utf-8")
    old.unlink()
    new.write_text(text, "utf-8")
    for name in ("stop-splitting", "gini"):
        path = new.with_stem(name)
        path.write_text(path.read_text("utf-8").replace("gini-vs-entropy", "gini"), "utf-8")
    done = loopbook(repository, "check", "--base", "HEAD")
    assert (done.returncode, done.stdout.count("LB111 The question “gini-vs-entropy” is gone")) == (1, 1)
    text = new.read_text("utf-8")
    new.write_text(text.replace("[gini-or-", "[gini-vs-entropy, gini-or-"), "utf-8")
    done = loopbook(repository, "check", "--base", "HEAD")
    assert done.stdout.endswith("is not the first of its “aliases” any more. Put “gini-or-entropy” first.\n")
    new.write_text(text.replace("entropy]", "entropy, gini-vs-entropy]"), "utf-8")
    assert loopbook(repository, "check", "--base", "HEAD").stdout == ""


def test_a_question_that_takes_another_in_keeps_its_own_oldest_id(repository: Path) -> None:
    old, kept = repository / "data/questions/trees/stop-splitting.md", repository / QUESTION
    old.unlink()
    text = kept.read_text("utf-8").replace("related: [stop-splitting]\n", "")
    kept.write_text(text.replace("entropy]", "entropy, stop-splitting]"), "utf-8")
    done = loopbook(repository, "check", "--base", "HEAD")
    assert [line for line in done.stdout.splitlines() if "LB111" in line] == []


def test_what_the_base_has_gained_since_is_not_ours_to_have_lost(repository: Path) -> None:
    git(repository, "switch", "-q", "-c", "ours")
    (repository / "note").write_text("x", "utf-8")
    commit(repository)
    git(repository, "switch", "-q", "main")
    shutil.copy(repository / QUESTION, repository / "data/questions/trees/new.md")
    commit(repository)
    git(repository, "switch", "-q", "ours")
    assert loopbook(repository, "check", "--base", "main").stdout == ""


@pytest.mark.parametrize("revision", ["nowhere", "--help", "HEAD; touch x", ""])
def test_a_base_that_is_none_is_a_message_not_a_traceback(repository: Path, revision: str) -> None:
    with pytest.raises(GitError):
        texts_at(revision, repository / "data")


def test_old_texts_come_back_as_they_were(repository: Path) -> None:
    expected = {path.relative_to(SAMPLE).as_posix(): path.read_text("utf-8") for path in SAMPLE.rglob("*.md")}
    (repository / QUESTION).unlink()
    assert texts_at("HEAD", repository / "data") == expected


def test_a_former_address_leads_to_the_new_one_and_keeps_the_anchor() -> None:
    page = str(renamed(trees=("forests",))["docs/topics/forests/index.html"])
    assert '<a href="../trees/" id="moved">Trees</a>' in page
    assert '<meta http-equiv="refresh" content="1; url=../trees/">' in page
    assert '<script src="../../assets/moved.js" defer>' in page


def test_a_former_address_shows_a_hostile_name_as_text() -> None:
    topic = dataclasses.replace(BANK.topics["trees"], name='"><script>window.hacked=1</script>', aliases=("forests",))
    bank = dataclasses.replace(BANK, topics={**BANK.topics, "trees": topic})
    page = str(OUTPUTS["moved"](Guide(bank, SETTINGS, Addresses(bank)))["docs/topics/forests/index.html"])
    assert "&quot;&gt;&lt;script&gt;window.hacked=1&lt;/script&gt;</a>" in page
    assert re.findall("<script[^>]*>", page) == ['<script src="../../assets/moved.js" defer>']
    assert page.count('<meta http-equiv="Content-Security-Policy"') == 1


def test_a_renamed_question_keeps_its_anchor_and_one_that_left_its_topic_a_link_there() -> None:
    files = renamed(question=("old-name", "people/older-name"))
    assert 'id=\\"old-name\\"' in str(files["blocks/topics/trees.json"])
    people = str(files["blocks/topics/people.json"])
    assert '<li id=\\"older-name\\"><a href=\\"../trees/#gini-vs-entropy\\" data-lb-moved>' in people
    exported = json.loads(str(files["docs/api/v1/questions.json"]))["questions"]
    assert exported[0]["aliases"] == ["old-name", "people/older-name"]
    practice = json.loads(str(files["docs/assets/practice/guide.json"]))
    assert practice["aliases"].keys() == {"old-name", "older-name"}, "progress knows a question by its id alone"
    notes = [line.split("\t")[0] for line in str(files["docs/anki/all.tsv"]).splitlines() if line[:1] != "#"]
    assert "old-name" in notes, "Anki goes on with the oldest id"


def test_credit_goes_to_everyone_who_wrote_in_order_and_follows_a_rename() -> None:
    log = "\x01Ada\n\nA\ta.md\nA\tb.md\n\x01helper[bot]\n\nM\ta.md\n\x01Cleo\n\nR090\ta.md\tc.md\nD\tb.md\n"
    log += "\x01Bob\n\nA\tb.md\n\x01Ada\n\nM\tb.md\nM\tc.md\n"
    assert writers(log) == {"c.md": ("Ada", "Cleo"), "b.md": ("Bob", "Ada")}


def test_names_come_from_git_by_its_mailmap(repository: Path) -> None:
    (repository / QUESTION).write_text((repository / QUESTION).read_text("utf-8") + "\n", "utf-8")
    commit(repository, "ada2 <ada2@example.org>")
    (repository / QUESTION).write_text((repository / QUESTION).read_text("utf-8") + "\n", "utf-8")
    commit(repository, "Bob <bob@example.org>")
    assert read_history(repository, Path("data")).writers[QUESTION] == ("Ada Lovelace", "ada2", "Bob")
    (repository / ".mailmap").write_text("Ada Lovelace <ada@example.org> <ada2@example.org>\n", "utf-8")
    history = read_history(repository, Path("data"))
    assert (history.day, history.writers[QUESTION]) == (DAY, ("Ada Lovelace", "Bob"))


def test_without_a_repository_nobody_is_named_and_no_age_is_known(tmp_path: Path) -> None:
    assert read_history(tmp_path, Path("data")) == History()


def test_settings_of_the_user_do_not_change_what_git_says(repository: Path) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", ".git/key"], cwd=repository, check=True)
    (repository / QUESTION).write_text((repository / QUESTION).read_text("utf-8") + "\n", "utf-8")
    git(repository, "add", "-A")
    signed = ("-c", "gpg.format=ssh", "-c", "user.signingKey=.git/key", "commit", "-q", "-S", "-m", "x")
    git(repository, *signed, author="Bjørn <b@example.org>")
    settings = ("log.showSignature true", "i18n.logOutputEncoding latin1", "gpg.ssh.allowedSignersFile .git/none")
    for setting in (*settings, "log.showRoot false", "diff.orderFile .git/none", "diff.noprefix true"):
        git(repository, "config", *setting.split())
    history = read_history(repository, Path("data"))
    assert (history.day, history.writers[QUESTION]) == (DAY, ("Ada Lovelace", "Bjørn"))
    assert dates(repository, Path("data"))[QUESTION] == DAY.isoformat()


@pytest.mark.parametrize("command", ["stats", "freshness", "build"])
def test_a_repository_that_git_refuses_to_read_is_told(repository: Path, command: str) -> None:
    """As in a container, where the folder is usually another's."""
    alone = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    done = loopbook(repository, command, GIT_TEST_ASSUME_DIFFERENT_OWNER="1", **alone)
    assert done.returncode == 1
    assert "dubious ownership" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith(f"safe.directory {repository}\n")


def test_where_nothing_is_committed_yet_or_git_is_missing_without_a_repository_nobody_is_named(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "data")
    assert loopbook(tmp_path, "stats", PATH="/nonexistent").returncode == 0
    git(tmp_path, "init", "-q")
    assert loopbook(tmp_path, "stats").returncode == 0
    assert "git can't be run" in loopbook(tmp_path, "stats", PATH="/nonexistent").stderr


def test_writers_stand_under_their_question_and_on_a_page_as_plain_text() -> None:
    history = History(DAY, {QUESTION: ("A <b>", "B", "C", "D", "E")})
    entry = dataclasses.replace(BANK.questions["gini-vs-entropy"], path=QUESTION)
    bank = dataclasses.replace(BANK, questions={**BANK.questions, entry.id: entry})
    files = OUTPUTS["site"](Guide(bank, SETTINGS, Addresses(bank), history=history))
    topic = json.dumps(str(files["blocks/topics/trees.json"]))
    assert "By A &lt;b&gt;, B, C, D and <a href=" in topic
    page = "".join(json.loads(str(files["blocks/contributors/index.json"])).values())
    assert page.count("<li><span>") == 5
    assert "<li><span>A &lt;b&gt;</span>" in page


@pytest.mark.parametrize(("days", "found"), [(COMPANY_SOURCE_DAYS, 0), (COMPANY_SOURCE_DAYS + 1, 1)])
def test_a_company_fact_is_due_the_day_after_its_limit(days: int, found: int) -> None:
    first = BANK.companies["acme"].sources[0]
    items = stale(BANK, first.checked + datetime.timedelta(days=days))
    assert [item.what for item in items] == [first.title] * found


def test_what_is_due_is_on_the_page_and_in_the_issue() -> None:
    day = datetime.date(2026, 11, 20) + datetime.timedelta(days=REVIEW_DAYS + 1)
    files = OUTPUTS["site"](Guide(BANK, SETTINGS, Addresses(BANK), history=History(day)))
    page = "".join(json.loads(str(files["blocks/contribute/freshness.json"])).values())
    assert f"2026-11-20, {REVIEW_DAYS + 1} days" in page
    text = as_markdown(BANK, day)
    assert text.count("gini-vs-entropy") == 1
    assert text.count("companies/acme.md") == 2
    assert "nobody has reviewed: 2" in text


def row(id: str, **more: str) -> dict[str, str]:
    return {"id": id, "question": f"What is {id}?", "topic": "trees", "level": "core", "url": "u", **more}


def test_a_pull_request_is_told_what_changes_and_the_coverage_before_and_after() -> None:
    before, after = (
        changes.read_export(json.dumps({"questions": rows}), "x")
        for rows in (
            [row("a"), row("b"), row("c")],
            [
                row("a", url="elsewhere"),
                row("b", spoken="new"),
                row("d", level="advanced", question="<b>@x `y` | [z](q)"),
            ],
        )
    )
    text = changes.summary(before, after)
    assert "### Added: 1\n\n- &#60;b&#62;&#64;x &#96;y&#96; &#124; &#91;z&#93;&#40;q&#41; (trees, advanced)\n" in text
    assert "### Changed: 1\n\n- What is b? (trees, core)\n" in text
    assert "### Gone: 1\n\n- What is c? (trees, core)\n" in text
    assert "| trees | 3 → **2** | 0 | 0 → **1** |\n\nAll questions: 3\n" in text
    assert changes.summary(before, before) == "## Questions\n\nNo question changes.\n"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"questions": [1]}', '{"questions": [{"id": 1}]}'])
def test_a_file_that_is_no_export_is_told(text: str) -> None:
    with pytest.raises(changes.ExportError, match=r"before\.json is no export"):
        changes.read_export(text, "before.json")


def test_export_and_compare_work_on_a_bank_with_problems_too(repository: Path) -> None:
    (repository / "before.json").write_text(loopbook(repository, "export").stdout, "utf-8")
    path = repository / QUESTION
    path.write_text(path.read_text("utf-8").replace("level: core", "level: corre"), "utf-8")
    (repository / "after.json").write_text(loopbook(repository, "export").stdout, "utf-8")
    done = loopbook(repository, "compare", "before.json", "after.json")
    assert "### Gone: 1" in done.stdout


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["data/questions/a/b.md"], ["content"]),
        (["data/questions/a/b.md", "generator/cli.py"], ["content", "content-and-more", "generator"]),
        (["docs/x.md", "README.md"], ["documentation"]),
        ([".github/workflows/ci.yml"], ["workflows"]),
        (["data.py"], ["generator"]),
        ([], []),
    ],
)
def test_labels_follow_from_paths_and_mixed_content_is_flagged(paths: list[str], expected: list[str]) -> None:
    assert triage.labels(paths) == expected
    assert bool(triage.advice(paths)) == ("content-and-more" in expected)


def test_the_prefilled_question_lacks_nothing_but_its_words_and_its_link_fits(project: Path) -> None:
    text = template(BANK, "trees")
    (project / "data/questions/trees/the-question-in-a-few-words.md").write_text(text, "utf-8")
    found = [line.split(" ")[1] for line in loopbook(project, "check").stdout.splitlines()]
    assert set(found) == {"LB602", "LB611"}
    assert found.count("LB611") == 5 + text.count("\n- TODO") + text.count("\nTODO") + text.count("### TODO")
    link = SETTINGS.new_url("data/questions/trees", "a.md", text)
    assert parse_qs(urlsplit(link).query)["value"] == [text]
    assert len(link) < 6000


def test_the_prefilled_question_explains_every_key_of_the_model() -> None:
    text = template(BANK, "trees")
    for name, spec, about in specs(Question):
        key = f"{name}:" if about["required"] else f"“{name}”"
        assert any(key in line for line in text.split("\n")), name
        note = next(line for line in text.split("\n") if line.startswith("# ") and about["says"] in line)
        assert not isinstance(spec, Many) or "a list of" in note, name
    assert text.count("written [one, two]") == sum(isinstance(spec, Many) for _, spec, _ in specs(Question)) - 1


@pytest.mark.parametrize("kind", ENTRY_KINDS, ids=lambda kind: kind.name)
def test_the_page_of_the_format_explains_every_key_that_the_schema_knows(kind: EntryKind) -> None:
    blocks = json.loads(str(OUTPUTS["reference"](Guide(BANK, SETTINGS, Addresses(BANK)))["blocks/reference.json"]))
    rows = dict(re.findall(r"<code>([^<]+)</code></th>.*<td>(.+)</td></tr>", blocks[f"fields-{kind.name}"]))
    assert list(rows) == list(schema_keys(json.loads(schema_text(kind.name))))
    assert all(meaning.endswith(".") for meaning in rows.values())
    page = (ROOT / "docs" / "contribute" / "format.md").read_text("utf-8")
    assert f"<!-- loopbook: reference#fields-{kind.name} -->" in page


def schema_keys(schema: dict[str, Any], before: str = "") -> Iterator[str]:
    """Addresses of all keys in a JSON Schema, as `sources[].title`."""
    for name, value in schema.get("properties", {}).items():
        yield f"{before}{name}"
        inside = "[]" if "items" in value else ""
        yield from schema_keys(value.get("items", value), f"{before}{name}{inside}.")


def test_mechanical_fixes_are_suggested_on_lines_the_pull_request_wrote_and_nowhere_else(repository: Path) -> None:
    path = repository / QUESTION
    path.write_text(path.read_text("utf-8").replace("group: Splitting", "group:  Splitting"), "utf-8")
    commit(repository)
    git(repository, "switch", "-q", "-c", "theirs")
    text = path.read_text("utf-8").replace("level: core", "level: Core").replace("```python", "```py")
    path.write_text(text.replace("It is flat", "It is ```` $5 flat"), "utf-8")
    commit(repository)
    git(repository, "switch", "-q", "main")
    git(repository, "config", "diff.noprefix", "true")  # a user's habit, no matter of ours
    review = json.loads(loopbook(repository, "suggest", "--head", "theirs").stdout)
    first, second, third = review["comments"]
    assert first == {"path": QUESTION, "line": 4, "side": "RIGHT", "body": "```suggestion\nlevel: core\n```"}
    assert second["body"] == "````suggestion\n```python\n````"
    assert third["body"].startswith("`````suggestion\nIt is ```` \\$5 flat")
    assert loopbook(repository, "suggest", "--head", "main").stdout == ""


def test_a_diff_of_a_file_that_is_no_entry_is_passed_over() -> None:
    files = {"data/../x.md": "-1 +1", "generator/cli.py": "-1 +1", "data/topics/sql.md": "-0,0 +3,2"}
    diff = "".join(f"+++ b/{name}\n@@ {lines} @@\n" for name, lines in files.items())
    assert suggest.touched(diff) == {"data/topics/sql.md": {3, 4}}


def test_a_former_address_leads_on_in_a_browser_with_its_anchor_and_without_script(
    project: Path, chromium: Browser
) -> None:
    topic = project / "data/topics/trees.md"
    topic.write_text(topic.read_text("utf-8").replace("\n---\n", "\naliases: [forests]\n---\n", 1), "utf-8")
    assert loopbook(project, "build").returncode == 0
    with host.served(project / "site") as address:
        page = chromium.new_page()
        page.goto(f"{address}topics/forests/#gini-or-entropy")
        page.wait_for_url(f"{address}topics/trees/#gini-or-entropy")
        expect(page.locator("#gini-vs-entropy--answer")).to_have_attribute("open", "")
        page.close()
        plain = chromium.new_context(java_script_enabled=False)
        still = plain.new_page()
        still.goto(f"{address}topics/forests/")
        still.wait_for_url(f"{address}topics/trees/")
        plain.close()


@pytest.mark.parametrize("arguments", [("check",), ("check", "--fix"), ("check", "--format", "github")])
def test_the_name_of_a_file_can_not_start_a_workflow_command(project: Path, arguments: tuple[str, ...]) -> None:
    for name in ("x\n::warning::spoofed.md", "Y\n::warning::spoofed.TXT", "z\r::warning::spoofed.md"):
        (project / "data/questions/trees" / name).write_text("nothing", "utf-8")
    done = loopbook(project, *arguments)
    assert "spoofed" in done.stdout + done.stderr
    assert [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("::warning")] == []


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "--fix"), ("check", "--format", "github"), ("check", "--format", "json"), ("build",)],
)
def test_no_name_or_value_reaches_a_terminal_as_a_command_to_it(project: Path, arguments: tuple[str, ...]) -> None:
    (project / "data/\x1b[2Jvil").mkdir()
    (project / "data/\x1b[2Jvil/x.md").write_text("nothing", "utf-8")
    for name in ("a\x1b[31mb.md", "a\x9b31mb.TXT", "a\u202eb.md", "\x1b]0;a\x07.md"):
        shutil.copy(project / QUESTION, project / "data/questions/trees" / name)
    path = project / QUESTION
    path.write_text(path.read_text("utf-8").replace("level: core", r'level: "co\e[31mre"'), "utf-8")
    done = loopbook(project, *arguments)
    assert done.returncode == 1
    assert "x1b[31m" in done.stdout + done.stderr or "u001b[31m" in done.stdout
    assert {sign for sign in done.stdout + done.stderr if not sign.isprintable()} == {"\n"}
    if arguments[-1] == "json":
        names = {problem["path"] for problem in json.loads(done.stdout)["problems"]}
        assert "data/questions/trees/a\x1b[31mb.md" in names


def test_a_value_in_a_file_can_not_start_a_command_of_the_older_kind(project: Path) -> None:
    path = project / QUESTION
    text = path.read_text("utf-8").replace("level: core", 'level: "##[add-mask]core"')
    path.write_text(re.sub(r"- title: .+", '- title: "##[error]  x"', text, count=1), "utf-8")
    told = loopbook(project, "check").stdout
    mended = loopbook(project, "check", "--fix").stderr
    assert "“## [add-mask]core”" in told
    assert "from “## [error]  x" in mended
    assert "##[" not in told + mended


def test_labels_that_workflows_use_are_those_of_the_code() -> None:
    pins = (ROOT / ".github" / "workflows" / "triage.yml").read_text("utf-8")
    for label in (*triage.LABELS, triage.MIXED):
        assert label in pins


def test_workflows_pin_every_action_and_grant_nothing_at_the_top() -> None:
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        text = path.read_text("utf-8")
        assert "\npermissions: {}\n" in text, path.name
        uses = [line.split("uses:")[1] for line in text.splitlines() if "uses:" in line and "./" not in line]
        assert all(len(use.split("@")[1].split()[0]) == 40 for use in uses), path.name
        assert "pull_request_target" not in text
        assert "github.event.issue.body" not in text
        assert "github.event.issue.title" not in text


def test_the_committed_snippets_are_made_from_the_model() -> None:
    text = (ROOT / ".vscode" / "loopbook.code-snippets").read_text("utf-8")
    bank = examine(ROOT / "data")[0]
    assert text == snippets_text(bank), "run “loopbook snippets” into that file"
    snippets = json.loads(text)
    offered = {each["prefix"]: each["body"][0] for each in snippets.values()}
    assert offered["kind"] == f"kind: ${{1|{','.join(KIND_NAMES)}|}}"
    assert offered["roles"] == f"roles: [${{1|{','.join(bank.roles)}|}}]"
    assert set(offered) == {"question", "kind", "level", "roles", "stages", "companies", "reviewed"}
    assert "," not in "".join((*bank.roles, *bank.stages, *bank.companies)), "a comma would end a choice"
