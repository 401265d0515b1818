"""How GitHub calls things, for whoever needs no more of it than that. The standard library only, and pure."""

from __future__ import annotations

API = "https://api.github.com"
"""Where the API is, but for GitHub Enterprise Server."""

OWNER = r"[A-Za-z0-9][A-Za-z0-9-]{0,38}"
NAME = r"[A-Za-z0-9._-]{1,100}"
REPO = rf"{OWNER}/{NAME}"
"""What an owner and a repository may be called: parts of patterns."""
