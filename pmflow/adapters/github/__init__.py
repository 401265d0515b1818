"""GitHub Issues as a tracker, on PyGithub.

`adapter` holds the class; what it sends is dull, what it means stands in the pure modules beside it: `refs`, `markers`,
`payloads`, `words`, `items`, `journal_comment`, `retry`. PyGithub itself is imported with the first request.
"""

from __future__ import annotations

from pmflow.adapters.github.adapter import GitHub

__all__ = ["GitHub"]
