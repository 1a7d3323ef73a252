"""The only module that asks git: files of another revision, who wrote what, and the date of the commit."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from pathlib import Path

from generator.credits import History, writers

# What a user may have set, so that git prints in another way.
_SETTINGS = (
    "core.quotePath=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "diff.noprefix=false",
    f"diff.orderFile={os.devnull}",
    "i18n.logOutputEncoding=UTF-8",
)
_NOTHING = re.compile(r"not a git repository \(or any|does not have any commits yet")


class GitError(Exception):
    """Git could not answer; the message is for people."""


def texts_at(revision: str, data: Path) -> dict[str, str]:
    """The Markdown files of a bank as they were where HEAD and a revision parted, by their path under it.

    Raises:
        GitError: There is no such revision, or no repository.
    """
    return texts_of(_common(data.parent, _commit(data.parent, revision)), data)


def texts_of(revision: str, data: Path) -> dict[str, str]:
    """The Markdown files of a bank in a revision, by their path under it.

    Raises:
        GitError: There is no such revision, or no repository.
    """
    commit = _commit(data.parent, revision)
    listed = _git(data.parent, "ls-tree", "-r", "-z", "--name-only", commit, "--", f"{data.name}/")
    names = [name for name in listed.split("\0") if name.endswith(".md") and "\n" not in name]
    prefix = _git(data.parent, "rev-parse", "--show-prefix").strip()
    asked = "".join(f"{commit}:{prefix}{name}\n" for name in names)
    return dict(zip((name.removeprefix(f"{data.name}/") for name in names), _contents(data.parent, asked), strict=True))


def diff_since(base: str, head: str, data: Path) -> str:
    """What a revision changed in a bank since it parted from another, without context.

    Raises:
        GitError: There is no such revision, or no repository.
    """
    ends = f"{_commit(data.parent, base)}...{_commit(data.parent, head)}"
    return _git(
        data.parent, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames", ends, "--", data.name
    )


def _commit(folder: Path, revision: str) -> str:
    return _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()


def _common(folder: Path, commit: str) -> str:
    """Where the two lines parted: what the base has gained since is not ours to have lost."""
    try:
        return _git(folder, "merge-base", commit, "HEAD").strip()
    except GitError:
        return commit  # a shallow clone does not know; the base itself is the stricter measure


def _contents(folder: Path, asked: str) -> list[str]:
    """What `git cat-file --batch` prints, taken apart: a line that ends in the size, the content, a line end."""
    raw = _git_bytes(folder, "cat-file", "--batch", stdin=asked.encode())
    found, at = [], 0
    while at < len(raw):
        start = raw.index(b"\n", at) + 1
        size = int(raw[at:start].split()[-1])
        found.append(raw[start : start + size].decode("utf-8", "replace"))
        at = start + size + 1
    return found


def read_history(root: Path, data: Path) -> History:
    """Who wrote which file and how old the commit is; nothing where there is no repository or no commit yet.

    Raises:
        GitError: There is a repository, and git can't or won't read it.
    """
    day = _last_day(root)
    if not day:
        return History()
    options = ("--no-merges", "--reverse", "-M", "--relative", "--name-status", "--format=%x01%aN")
    log = _git(root, "log", *options, "--", str(data))
    return History(datetime.date.fromisoformat(day), writers(log))


def _last_day(root: Path) -> str:
    """Date of the last commit; nothing where there is none. A repository that git won't read is another matter."""
    try:
        return _git(root, "log", "-1", "--format=%cs").strip()
    except GitError as error:
        above = root.resolve()
        if _NOTHING.search(str(error)) or not any((folder / ".git").exists() for folder in (above, *above.parents)):
            return ""
        raise


def dates(root: Path, folder: Path) -> dict[str, str]:
    """Day of the last commit of every file, as ISO dates by path; nothing where there is no repository or no commit.

    Args:
        root: Folder that the paths are relative to.
        folder: Folder of the files, under `root`.

    Raises:
        GitError: There is a repository, and git can't or won't read it.
    """
    if not _last_day(root):
        return {}
    arguments = ("--format=@%cs", "--name-only", "--no-renames", "--relative", "--", folder.as_posix())
    log = _git(root, "log", *arguments)
    found: dict[str, str] = {}
    day = ""
    for line in log.splitlines():
        if re.fullmatch(r"@\d{4}-\d\d-\d\d", line):
            day = line[1:]
        elif line:
            found.setdefault(line, day)
    return found


def _git(folder: Path, *arguments: str) -> str:
    return _git_bytes(folder, *arguments).decode("utf-8", "replace")


def _git_bytes(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    command = ["git", *(word for setting in _SETTINGS for word in ("-c", setting)), *arguments]
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(command, cwd=folder, input=stdin, env=environment, check=False, capture_output=True)
    except OSError as error:
        raise GitError(f"git can't be run: {error}.") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or "there is no such revision"
        end = "" if "\n" in said else "."  # the last of several lines may be a command to type
        raise GitError(f"git {arguments[0]}: {said}{end}")
    return done.stdout
