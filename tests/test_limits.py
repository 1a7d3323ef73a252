"""Where each limit, pattern and escape begins and ends, one step to either side: what mutation testing asked for."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from pathlib import Path

import pytest
from markdown_it.token import Token

from generator import allowed, allowlist, ankihtml, policy, render, tex, yamltree
from generator.ids import is_id, slug
from generator.listing import list_files
from generator.markdown import PARSER
from generator.problems import Problem
from generator.shapes import bullets
from generator.source import Record, read_records, read_text, special_file, take_apart
from generator.urls import is_mail_address, is_web_address

SIGNS = "!#$%&'()*+,-./0123456789:;=?@ABCXYZ[]_abcxyz~"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "https://example.org",
            "HTTPS://EXAMPLE.ORG",
            "https://a.b-c.example.org",
            "https://xn.example.org",
            "https://xn-a.org",
        ),
        *("https://a1.example.org", "https://example.org:1", "https://example.org:65535/x", "https://x-n--a.org"),
        *("https://example.org/", "https://example.org?q=1", "https://example.org#x", "https://0.az", "https://z9.za"),
        *(f"https://example.org/{sign}" for sign in SIGNS),
        "https://example.org/" + "x" * 480,
    ],
)
def test_an_address_we_link_to(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "https://", "http://example.org", "//example.org", "https:/example.org", "xhttps://example.org"),
        *("https://localhost", "https://example.o", "https://example.o1", "https://.org", "https://example..org"),
        *("https://xn--e1afmkfd.org", "https://a.XN--e1a.org", "https://user@example.org", "https://a:b@example.org"),
        *("https://exämple.org", "https://example.org:", "https://example.org:123456", "https://example.org:x"),
        *("https://example.org\n", "https://example.org.", "https://exam_ple.org", "https://example.orgſ"),
        *(
            "https://1.2.3.4",
            "https://[::1]/",
            "https://example.org\\x",
            "https://example.org:80x",
            "https://a\u212a.org",
        ),
        *(f"https://example.org/{sign}" for sign in '"<>\\^`{|} \t\n\xa0ä\u202e'),
        "https://example.org/" + "x" * 481,
    ],
)
def test_an_address_we_do_not_link_to(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize("text", ["mailto:a@b.c", "mailto:a.b+c-d_1@e-f.example.org", "mailto:a@b.c-d.e"])
def test_a_mail_address(text: str) -> None:
    assert is_mail_address(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "a@b.c", "mailto:", "mailto:@b.c", "mailto:a@b", "mailto:a@.c", "mailto:a@b.", "mailto:a b@c.d"),
        *("mailto:a@b.c?subject=x", "mailto:a@b.c,d@e.f", "mailto:a@b@c.d", "mailto:ä@b.c", "mailto:a@b..c"),
        *("mailto:a%0A@b.c", "mailto:a@b!c", "mailto:a@b.c\n", "Xmailto:a@b.c"),
    ],
)
def test_no_mail_address(text: str) -> None:
    assert not is_mail_address(text)


@pytest.mark.parametrize("text", ["a", "0", "az-09", "a-b-c", "z" * 60])
def test_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "index",
        "con",
        "nul",
        "com1",
        "lpt9",
        "constructor",
        "",
        "-",
        "-a",
        "a-",
        "a--b",
        "A",
        "a_b",
        "ä",
        "a b",
        "a\n",
        "a.b",
        "a/b",
        "..",
        "z" * 61,
    ],
)
def test_no_id(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why is Éric's x² so 9?", "why-is-eric-s-x2-so-9"),
        ("日本", "question"),
        ("Index?", "question"),
        ("a" * 29 + " " + "b" * 30, "a" * 29 + "-" + "b" * 30),
        ("a" * 29 + " " + "b" * 31 + " c", "a" * 29),
        ("a" * 59 + " b", "a" * 59),
    ],
)
def test_a_text_becomes_an_id(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_formula_has_at_most_a_thousand_signs() -> None:
    assert "<math" in tex.to_mathml("x" * 1_000, False)
    with pytest.raises(ValueError, match=r"^it has 1,001 characters \(at most 1,000\)$"):
        tex.to_mathml("x" * 1_001, False)


@pytest.mark.parametrize("space", ["5em", "4.9em"])
def test_a_space_in_a_formula(space: str) -> None:
    assert "<math" in tex.to_mathml(rf"a\hspace{{{space}}}b", False)


@pytest.mark.parametrize("space", ["5.1em", "6em", "50em"])
def test_a_space_in_a_formula_that_is_too_wide(space: str) -> None:
    with pytest.raises(ValueError, match=r"^it asks for a space or a line wider than 5 em$"):
        tex.to_mathml(rf"a\hspace{{{space}}}b", False)


@pytest.mark.parametrize("formula", [r"\raisebox{LENGTH}{x}", r"\genfrac(){LENGTH}{}{a}{b}"])
def test_nothing_of_a_formula_reaches_further_than_a_space_may(formula: str) -> None:
    assert "<math" in tex.to_mathml(formula.replace("LENGTH", "5em"), False)
    for length in ("6em", "2in", "60pt"):
        with pytest.raises(ValueError, match="wider than 5 em"):
            tex.to_mathml(formula.replace("LENGTH", length), False)


@pytest.mark.parametrize("formula", [r"\color{red}x", r"\textcolor{red}{x}", r"\colorbox{red}{x}", r"a\hspace{-6em}b"])
def test_a_formula_paints_nothing(formula: str) -> None:
    with pytest.raises(ValueError, match=r"style of its own|nknown|not "):
        tex.to_mathml(formula, False)


def test_a_formula_is_inline_or_a_display_and_may_be_aligned() -> None:
    assert 'display="block"' in tex.to_mathml("x", True)
    assert 'display="block"' not in tex.to_mathml("x", False)
    assert "<mtable" in tex.to_mathml(r"\begin{aligned}a&=b\\c&=d\end{aligned}", True)
    assert "<mtable" in tex.to_mathml(r"\begin{cases}a&b\\c&d\end{cases}", True)


def test_what_is_wrong_with_a_formula_is_one_line_without_a_full_stop() -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+[^\n.]$"):
        tex.to_mathml(r"\frac{x", False)


POLICY = (
    "default-src 'none'; script-src 'self'{}; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)


def sealed(*scripts: str) -> str:
    head = f'<head>\n<meta charset="utf-8">{"".join(scripts)}</head>'
    page = policy.seal(head, "index.html")
    found = re.fullmatch(
        r'<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="([^"]*)">(.*)</head>',
        page,
        re.DOTALL,
    )
    assert found
    assert found[2] == "".join(scripts)
    return found[1]


def digest(code: str) -> str:
    return f" 'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def test_a_page_carries_exactly_this_policy() -> None:
    assert sealed() == POLICY.format("")
    assert sealed('<script src="a.js"></script>', '<script type="application/json">{}</script>') == POLICY.format("")


def test_inline_script_is_named_by_its_hash_once_and_in_order() -> None:
    codes = ["a\n()", "b()", "b()", "ü"]
    hashes = "".join(sorted({digest(code) for code in codes}))
    assert sealed(*(f"<script defer>{code}</script>" for code in codes)) == POLICY.format(hashes)


@pytest.mark.parametrize("html", ["<head></head>", '<meta charset="utf-8"><meta charset="utf-8">'])
def test_a_page_without_one_place_for_its_policy_is_none(html: str) -> None:
    with pytest.raises(policy.PolicyError, match=r"^some\.html: no place for the Content-Security-Policy"):
        policy.seal(html, "some.html")


def outcome(text: str) -> tuple[str, int] | None:
    found = yamltree.parse(text, "a.md", first_line=2)
    return (found.code, found.line) if isinstance(found, Problem) else None


def test_front_matter_has_four_levels_and_two_thousand_values() -> None:
    assert outcome("a: [[[b]]]\n") is None
    assert outcome("x: 1\na: [[[[b]]]]\n") == ("LB205", 3)
    assert outcome("a:\n  b:\n    c:\n      d:\n        e\n") is None
    assert outcome("a:\n  b:\n    c:\n      d:\n        e:\n          f\n") == ("LB205", 6)
    assert outcome("a: 1\nb: 2\n@c: 3\n") == ("LB202", 4)
    assert outcome(f"a: [{', '.join(['b'] * 1_997)}]\n") is None
    assert outcome(f"a: [{', '.join(['b'] * 1_998)}]\n") == ("LB205", 2)


def test_front_matter_may_be_empty_and_keeps_its_lines() -> None:
    assert yamltree.parse("", "a.md", first_line=7) == yamltree.Mapping((), 7)
    scalar = yamltree.Scalar
    items = yamltree.Items((scalar("no", 4),), 4)
    assert yamltree.parse("a: 1.10\n\nb: [no]\n", "a.md", first_line=2) == yamltree.Mapping(
        ((scalar("a", 2), scalar("1.10", 2)), (scalar("b", 4), items)), 2
    )


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"x\n" * 32_000, []),
        (b"x\n" * 32_000 + b"x", [("LB102", 1)]),
        (b" \n\t\n", [("LB107", 1)]),
        (b"a\nb\xff", [("LB101", 2)]),
        (b"x" * 2_000, []),
        (b"y\n" + b"x" * 2_001, [("LB103", 2)]),
        ("ä".encode() * 2_000, []),
        (b"y\n" + "ä".encode() * 2_001, [("LB103", 2)]),
        (b"x" * 1_999 + b"\ny" * 50, []),
        *((b"a\nb" + bytes([code]), [("LB108", 2)]) for code in (*range(9), *range(11, 32), 127)),
        *(
            (f"a\nb{sign}".encode(), [("LB108", 2)])
            for sign in "\x80\u200b\u200e\u202e\u2066\U000e0041\ufeff\u2028\u2029"
        ),
        *((f"a\nb{sign}".encode(), [("LB108", 2)]) for sign in "\ue000\ufff9\u00ad\u0378\U000f0000"),
        ("tab\t, line\r\n, ä, –, 中, e\u0301, \U0001f600".encode(), []),
    ],
)
def test_what_a_file_may_hold(raw: bytes, found: list[tuple[str, int]], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    read = read_text((tmp_path / "a.md").as_posix())
    assert ([] if isinstance(read, str) else [(problem.code, problem.line) for problem in read]) == found
    if isinstance(read, str):
        assert read == raw.decode().replace("\r\n", "\n")


def test_hidden_signs_of_a_line_are_all_told_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("\u202e\u200b\nok\n\u200b", "utf-8")
    monkeypatch.chdir(tmp_path)
    found = read_text("a.md")
    assert [str(problem) for problem in found] == [
        "a.md:1: LB108 The line has a hidden character, U+200B. Delete it.",
        "a.md:1: LB108 The line has a hidden character, U+202E. Delete it.",
        "a.md:3: LB108 The line has a hidden character, U+200B. Delete it.",
    ]


def test_a_file_is_taken_apart_with_its_lines() -> None:
    record = take_apart("---\na: b\n---\nBody\n---\nmore\n", "x/q/t/i.md", ("q", "t", "i.md"))
    assert isinstance(record, Record)
    assert (record.folder, record.parent, record.id, record.path) == ("q", "t", "i", "x/q/t/i.md")
    assert (record.body, record.body_line, record.front.entries[0][0].line) == ("Body\n---\nmore\n", 4, 2)
    flat = take_apart("---\na: b\n---\n", "r/i.md", ("r", "i.md"))
    assert isinstance(flat, Record)
    assert (flat.parent, flat.body, flat.body_line) == ("", "", 4)


def test_front_matter_ends_at_the_first_line_that_can_end_it() -> None:
    record = take_apart("---\n---\nBody\n---\n", "r/i.md", ("r", "i.md"))
    assert isinstance(record, Record)
    assert (record.front.entries, record.body, record.body_line) == ((), "Body\n---\n", 3)


@pytest.mark.parametrize("text", ["", "a: b\n---\n", "---\na: b\n", " ---\na: b\n---\n", "--- \na: b\n---\n"])
def test_a_file_without_front_matter(text: str) -> None:
    found = take_apart(text, "a.md", ("roles", "a.md"))
    assert isinstance(found, list)
    assert [(problem.code, problem.line) for problem in found] == [("LB201", 1)]


def test_files_are_listed_in_order_and_links_are_never_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("x", "utf-8")
    data = tmp_path / "data"
    (data / "b").mkdir(parents=True)
    (data / "b" / "a.md").write_text("x", "utf-8")
    (data / "a").symlink_to(tmp_path / "outside")
    os.mkfifo(data / "c.md")
    assert [path.relative_to(data).as_posix() for path in list_files(data)] == ["a", "b/a.md", "c.md"]
    refused = [special_file(f"{data}/{name}") for name in ("a", "c.md", "b/a.md")]
    assert [problem and problem.code for problem in refused] == ["LB104", "LB104", None]


def test_records_come_from_folders_that_are_kinds(tmp_path: Path) -> None:
    entry = "---\na: b\n---\n"
    for name in (
        "roles/a.md",
        "questions/t/b.md",
        "figures/x.typ",
        "questions/c.md",
        "roles/t/d.md",
        "roles/e.txt",
        "roles/e.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(entry, "utf-8")
    for name in ("other/f.md", "questions/T_/g.md", "roles/H.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(entry, "utf-8")
    records, problems = read_records(tmp_path, {"roles": 0, "questions": 1}, elsewhere={"figures"})
    assert [(record.folder, record.parent, record.id) for record in records] == [
        ("questions", "t", "b"),
        ("roles", "", "a"),
    ]
    assert [(problem.code, Path(problem.path).name) for problem in problems] == [
        *(("LB106", "f.md"), ("LB105", "g.md"), ("LB106", "c.md"), ("LB105", "H.md")),
        *(("LB106", "e.html"), ("LB106", "e.txt"), ("LB106", "d.md")),
    ]


@pytest.mark.parametrize("sign", "[<*_$")
def test_a_paragraph_has_at_most_two_hundred_signs_that_open_something(sign: str) -> None:
    found: list[tuple[int, str]] = []

    def refuse(line: int, code: str, *_: str) -> None:
        found.append((line, code))

    assert allowed.bounded(f"a\n\n{sign * 200}\nb\n\n{sign * 200}", refuse)
    assert not allowed.bounded(f"a\nb\n \t\n{sign * 100}\n{sign * 101}", refuse)
    assert found == [(3, "LB507")]


def judged(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    env: dict[str, object] = {}
    tokens = PARSER.parse(text, env)

    def refuse(line: int, code: str, *_: str) -> None:
        found.append((line, code))

    list(allowed.judge(tokens, refuse))
    allowed.judge_environment(env, refuse)
    return found


def test_lists_are_nested_as_deep_as_the_hint_says() -> None:
    deep = allowed.MAX_LEVELS
    assert judged("".join(f"{'  ' * i}- a\n" for i in range(deep))) == []
    assert {code for _, code in judged("".join(f"{'  ' * i}- a\n" for i in range(deep + 1)))} == {"LB507"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n\nb\n<b>c", [(3, "LB501")]),
        ("a\nb $x\ny$ c\n<b>", [(3, "LB501")]),
        ("a\n__b__", [(1, "LB508")]),
        ("a*b*c", [(0, "LB508")]),
        ("**a** b*c*", [(0, "LB508")]),
        ("> " * 11 + "a", []),
        ("> " * 12 + "a", [(0, "LB507")]),
        ("a *b* c **d** (*e*)", []),
        ("a **b**c", []),
        ("1. a\n2. b", []),
        ("0. a", [(0, "LB502")]),
        ("2. a", [(0, "LB502")]),
        ('[a](https://example.org "t")', [(0, "LB503")]),
        ("[a](../topic/question.md) [b](../../a/b-c.md) [c](d.md)", []),
        ("[a](../topic/Question.md)", [(0, "LB503")]),
        ("[a](/topic/question.md)", [(0, "LB503")]),
        ("[a](question.md#x)", [(0, "LB503")]),
        *((f"[a]({href})", [(0, "LB503")]) for href in ("x./t/q.md", ".x/t/q.md", "../t/qxmd", "..t/q.md", "t//q.md")),
        ("```python\nx = (\n```", [(1, "LB510")]),
        ("```python\nx = '\\d'\n```", []),
        *(("```python\nx = (\n" + ("-" * 1_000 + "\n") * n + "1)\n```", [(1, "LB510")]) for n in (3, 6)),
        ("```\nx\n```", [(0, "LB506")]),
        ("```python\n1\n```", []),
        *((f"```{name}\n1 (\n```", []) for name in allowlist.LANGUAGES if name != "python"),
        ("a\n$5 b", [(1, "LB509")]),
        ("a &amp; b\nc &lt; d", [(0, "LB502"), (1, "LB502")]),
        ("a\n\n[x]: https://example.org", [(2, "LB502")]),
    ],
)
def test_what_a_body_may_hold(text: str, found: list[tuple[int, str]]) -> None:
    assert judged(text) == found


@pytest.mark.parametrize("kind", ["aside", "footnote_ref", "zoom"])
def test_what_a_new_parser_may_bring_is_refused_until_somebody_allows_it(kind: str) -> None:
    found: list[tuple[int, str]] = []
    list(allowed.judge([Token(kind, "", 0, map=[3, 4])], lambda line, code, *_: found.append((line, code))))
    assert found == [(3, "LB502")]


def test_an_item_of_a_list_is_what_stands_in_it() -> None:
    kinds = [[token.type for token in item] for item in bullets(PARSER.parse("- a\n- b"))]
    assert kinds == [["paragraph_open", "inline", "paragraph_close"]] * 2


def shown(text: str) -> str:
    return render.html(PARSER.parse(text), lambda href: f"to/{href}").strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a \"b\" 'c' \\< \\> \\& d", "<p>a \"b\" 'c' &lt; &gt; &amp; d</p>"),
        ("`<i>&`", "<p><code>&lt;i&gt;&amp;</code></p>"),
        ('[a](<x"y>)', '<p><a href="to/x%22y">a</a></p>'),
        (
            '```text\n<b> & "c"\n```',
            '<div class="highlight"><pre><code tabindex="0">&lt;b&gt; &amp; "c"\n</code></pre></div>',
        ),
    ],
)
def test_what_is_written_is_escaped(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_links_are_escaped_after_they_are_resolved() -> None:
    html = render.html(PARSER.parse("[a](b)"), lambda _: '"><script>')
    assert html == '<p><a href="&quot;&gt;&lt;script&gt;">a</a></p>\n'


def test_what_is_written_is_escaped_in_decks_too() -> None:
    html = ankihtml.html(PARSER.parse('```text\n<b> & "c"\n```\n\n[<](b) `<i>` $a<b$'), lambda _: '"><script>')
    assert html == (
        '<pre><code>&lt;b&gt; &amp; "c"\n</code></pre>\n'
        '<p><a href="&quot;&gt;&lt;script&gt;">&lt;</a> <code>&lt;i&gt;</code> \\(a&lt;b\\)</p>'
    )
    with pytest.raises(ValueError, match="raw HTML reached the renderer"):
        ankihtml.html(PARSER.parse("<b>x</b>"), str)


@pytest.mark.parametrize("text", ["<b>x</b>", "<div>\nx\n</div>", "![a](b)"])
def test_what_a_rule_should_have_refused_stops_the_build(text: str) -> None:
    with pytest.raises(ValueError, match="raw HTML reached the renderer"):
        shown(text)


def test_a_formula_keeps_the_signs_behind_it_and_scrolls_if_it_is_long() -> None:
    assert re.fullmatch(r'<p><span class="lb-nobr"><math.*</math>\)\.</span> b</p>', shown("$x$). b"), re.DOTALL)
    assert re.fullmatch(r'<p>a <span class="lb-nobr"><math.*</math>;</span> b</p>', shown("a $x$; b"), re.DOTALL)
    assert re.fullmatch(r"<p><math.*</math> b</p>", shown("$x$ b"), re.DOTALL)
    assert "lb-long" not in shown(f"${'x' * render.LONG_FORMULA}$")
    assert '<span class="lb-long" tabindex="0"><math' in shown(f"${'x' * (render.LONG_FORMULA + 1)}$")


def test_a_head_without_words_is_no_head() -> None:
    html = shown("| | $x$ | a $x$ |\n|---|---|---|\n| 1 | 2 | 3 |")
    assert (html.count("<th>"), html.count("</th>"), html.count("<td>"), html.count("</td>")) == (1, 1, 5, 5)
    assert html.startswith('<div class="lb-table" tabindex="0"><table class="lb-grid">\n')
    assert html.endswith("</table></div>")


@pytest.mark.parametrize("sign", ".,;:!?)]’”%-")
def test_a_sign_that_closes_stays_with_its_formula(sign: str) -> None:
    assert re.search(rf"</math>{re.escape(sign)}</span> b</p>", shown(f"a $x${sign} b"))
    assert "lb-nobr" not in shown(f"a{sign} $x$ b")


@pytest.mark.parametrize("sign", "(“[/")
def test_a_sign_that_opens_does_not(sign: str) -> None:
    assert "lb-nobr" not in shown(f"a $x${sign}b")


@pytest.mark.parametrize("gap", ["\n", " \n", "\n ", "\n\t", " \n\t"])
def test_white_space_around_a_line_end_says_nothing(gap: str) -> None:
    assert shown(f"a{gap}b") == "<p>a\nb</p>"
