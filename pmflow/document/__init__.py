"""Markdown ⇄ post-mortem: reading what people wrote, and editing it without touching the rest. Pure."""
