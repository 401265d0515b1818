"""What a team has decided, in one file: `pmflow.yml`."""

from pmflow.policy.load import PLACES, find_policy, load_policy, parse_policy
from pmflow.policy.policy import Policy
from pmflow.policy.starting import SCHEMA_PLACE, schema_text, starter

__all__ = [
    "PLACES",
    "SCHEMA_PLACE",
    "Policy",
    "find_policy",
    "load_policy",
    "parse_policy",
    "schema_text",
    "starter",
]
