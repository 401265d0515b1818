"""The blameless rules beside proselint and alex, on the same text and the same sentences, in the same run.

    python benchmarks/language.py [--docs FOLDER] [--sentences FILE.jsonl …] [--proselint PROGRAM] [--alex PROGRAM]

`--docs` is a folder of post-mortems, joined to 1 MB; without it, the documents of the tests. proselint (PyPI) and alex (npm)
are run where they are given. Prints a table, and writes it into benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"
SIZE = 1_000_000


def joined(folder: Path) -> str:
    """The documents of a folder, one after the other, again and again, cut at 1 MB."""
    text = "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.md")))
    return (text * (SIZE // len(text) + 1))[:SIZE]


def sentences(files: list[Path]) -> list[tuple[str, bool]]:
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [(row["text"], row["label"] == "blame") for row in rows if row.get("scored", True)]


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        took.append(time.perf_counter() - begun)
    return min(took)


def ours(text: str, rows: list[tuple[str, bool]]) -> tuple[float, set[int]]:
    """Megabytes a second for blocks, sentences and judging, and the sentences that were flagged."""
    from pmflow.document.parse import parse
    from pmflow.language.judging import NO_WORDS
    from pmflow.language.reading import judged_sentences

    list(judged_sentences(parse(text[:50_000]), NO_WORDS))  # the lists are read and the first patterns made
    document = parse(text)
    list(judged_sentences(document, NO_WORDS))

    def work() -> None:
        from pmflow.document.blocks import read_blocks

        read_blocks(text)
        list(judged_sentences(document, NO_WORDS))

    rate = len(text.encode()) / 1e6 / seconds(work)
    return rate, {number for number, (words, _) in enumerate(rows) if list(judged_sentences(parse(words), NO_WORDS))}


def markdown_alone(text: str) -> float:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return len(text.encode()) / 1e6 / seconds(lambda: markdown.parse(text))


def theirs(
    program: list[str], text: str, rows: list[tuple[str, bool]], named: Callable[[str], set[int]]
) -> tuple[float, set[int]]:
    """The same for a program that takes files; its start is taken off, measured on an empty file."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "empty.md").write_text("Nothing.\n", encoding="utf-8")
        (folder / "text.md").write_text(text, encoding="utf-8")
        run = lambda *files: subprocess.run([*program, *files], capture_output=True, text=True, check=False, cwd=folder)  # noqa: E731
        start = seconds(lambda: run("empty.md"), 2)
        whole = seconds(lambda: run("text.md"), 1)
        for number, (words, _) in enumerate(rows):
            (folder / f"s{number}.md").write_text(words + "\n", encoding="utf-8")
        flagged: set[int] = set()
        for begin in range(0, len(rows), 200):
            answer = run(*[f"s{number}.md" for number in range(begin, min(begin + 200, len(rows)))])
            flagged |= named(answer.stdout + answer.stderr)
    return len(text.encode()) / 1e6 / max(whole - start, 1e-9), flagged


def names_in(output: str) -> set[int]:
    """The numbers of the sentence files that stand, with a complaint, in what a program printed."""
    import re

    found: set[int] = set()
    current = -1
    for line in output.splitlines():
        name = re.search(r"\bs(\d+)\.md\b(:?)", line)
        if name:
            current = int(name[1])
            if re.search(r"\.md:\d+:\d+", line):
                found.add(current)
        elif current >= 0 and re.search(r"^\s*\d+:\d+", line):
            found.add(current)
    return found


def judged(flagged: set[int], rows: list[tuple[str, bool]]) -> tuple[str, str, str]:
    right = sum(rows[number][1] for number in flagged)
    wanted = sum(blames for _, blames in rows)
    precision = right / len(flagged) if flagged else 1.0
    recall = right / wanted if wanted else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{precision:.2f}", f"{recall:.2f}", f"{f1:.2f}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--docs", type=Path, default=TESTS / "documents")
    asked.add_argument(
        "--sentences",
        type=Path,
        nargs="*",
        default=sorted((TESTS / "language" / "sentences" / "unread").glob("*.jsonl")),
    )
    asked.add_argument("--proselint")
    asked.add_argument("--alex")
    given = asked.parse_args()
    text, rows = joined(given.docs), sentences(given.sentences)
    alone = markdown_alone(text)
    table = [("markdown-it alone", f"{alone:.1f}", "", "", "")]
    rate, flagged = ours(text, rows)
    table.append(("pmflow, blameless rules", f"{rate:.2f}", *judged(flagged, rows)))
    for name, program in (("proselint", given.proselint), ("alex", given.alex)):
        if program:
            words = [program, "check"] if name == "proselint" else [program]
            rate, flagged = theirs(words, text, rows, names_in)
            table.append((name, f"{rate:.2f}", *judged(flagged, rows)))
    lines = [
        "| | MB a second | precision | recall | F1 |",
        "|---|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in table),
    ]
    print("\n".join(lines))
    page = HERE / "README.md"
    head, mark, rest = page.read_text(encoding="utf-8").partition("<!-- language -->")
    _, end, tail = rest.partition("<!-- /language -->")
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {dt.datetime.now(dt.UTC).date()}"
    machine += f", {len(rows)} sentences"
    if mark and end:
        page.write_text(f"{head}{mark}\n\n{machine}:\n\n" + "\n".join(lines) + f"\n\n{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
