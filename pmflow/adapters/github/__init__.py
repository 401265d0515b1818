"""GitHub Issues as a tracker, on PyGithub.

`adapter` holds the class. Beside it, modules that send, each about one thing: `issues`, `labels`, `comments`, `tracked` (action
items as they are), `changing` and `making` them, `reading` one post-mortem and `surveying` all, `opening`, `replying` to
commands, `journaling` (`counting` tells which writes of it count, `contested` what stands meanwhile); all through `api`, by REST
or, where there is any, `graph`. `sources` hands on together what is read from, `held` knows what was just read, `gathered` puts
it together, `history` tells what was written over. What requests and answers mean stands in the pure ones: `refs`, `markers`,
`payloads`, `queries`, `nodes`, `words`, `items`, `journal_comment`, `edits`, `bodies`, `story`, `retry`, `pacing`, and
`settings`. PyGithub itself is imported with the first request.
"""

from __future__ import annotations

from pmflow.adapters.github.adapter import GitHub

__all__ = ["GitHub"]
