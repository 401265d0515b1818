"""House styles that no corpus has: for each a text, and what a careful reader notes of its items. Written before it was
tried."""

Noted = tuple[str, str | None, str | None, str | None, str | None]
"""Title, owner, due, priority as written, status."""
Style = tuple[str, list[Noted]]
