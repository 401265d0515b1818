"""pmflow: a workflow engine for blameless post-mortems."""

__version__ = "0.1.0"
