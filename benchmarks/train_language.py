"""Make `pmflow/language/en/weights.tsv` from the sentences in `tests/language/sentences`.

    uv run --with scikit-learn --with . python benchmarks/train_language.py [--plain FOLDER]

`--plain` is a folder of more `.jsonl` with ordinary sentences of others (documentation of installed packages, public
narratives of incidents), all of them harmless; they are not shipped, as they are not ours. The weights that are shipped were
made with 2,481 of them, each counted three times, since blame is rare in real documents.

scikit-learn is needed for this alone, and so is no dependency. Weights below `LEAST` are left out: they decide nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pmflow.language.people import people_of
from pmflow.language.scorer import features, is_about_somebody
from pmflow.language.shape import Shape, shape_of

HERE = Path(__file__).parent
SENTENCES = HERE.parent / "tests" / "language" / "sentences"
OUT = HERE.parent / "pmflow" / "language" / "en" / "weights.tsv"
STRENGTH = 0.65
LEAST = 0.12
PLAIN_COUNTS = 3
HEAD = """\
# What words weigh in the scorer of the blameless rules: weight, TAB, what is weighed (see `features` in scorer.py).
# Above 0 speaks for blame, below 0 against it; the sum, with `start`, is the logarithm of the odds.
# Made by benchmarks/train_language.py from {count} sentences; not to be edited by hand.
"""


def sentences(folders: list[Path]) -> Iterator[tuple[Shape, bool]]:
    """The sentences that the scorer is asked about, as shapes, and whether they blame."""
    people = people_of("en")
    for folder in folders:
        for file in sorted(folder.glob("*.jsonl")):
            for line in file.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                shape = shape_of(row["text"], people)
                if is_about_somebody(shape):
                    yield shape, row["label"] == "blame"


def main() -> None:
    plain = [Path(sys.argv[2])] if sys.argv[1:2] == ["--plain"] else []
    ours, theirs = list(sentences([SENTENCES / "train", SENTENCES / "frozen"])), list(sentences(plain))
    rows = ours + theirs
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(features(shape), 1) for shape, _ in rows])
    counts = [1] * len(ours) + [PLAIN_COUNTS] * len(theirs)
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(
        matrix, [blames for _, blames in rows], sample_weight=counts
    )
    weights = sorted(zip(model.coef_[0], vectorizer.get_feature_names_out(), strict=True), key=lambda row: -row[0])
    lines = [f"{model.intercept_[0]:.3f}\tstart"]
    lines += [f"{weight:.3f}\t{name}" for weight, name in weights if abs(weight) >= LEAST]
    OUT.write_text(HEAD.format(count=len(rows)) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} sentences, {len(lines)} weights, {OUT.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
