"""A complete, blameless post-mortem that passes every guard, for tests that begin from there."""

from __future__ import annotations

import datetime as dt

GOOD = """\
---
title: Search went blank for signed-in users
incident: search-blank
severity: P1
date: 2025-06-03
authors: [Ines Okafor]
---

# Search went blank for signed-in users

## Summary

Search answered with an empty page for signed-in users for 50 minutes, until the old index was put back.

## Timeline (UTC)

- **09:10** - Index build 118 goes live
- **09:14** - Empty-result alert pages the on-call
- **09:40** - The access filter is found to match nothing
- **10:00** - Build 117 is live again, results are back

## Impact

- **Users affected**: about 3,100 signed-in users
- **Duration**: 50 minutes
- **Revenue**: none

## Root cause

Build 118 wrote the group names in lower case, and the access filter compares them letter by letter.

**Contributing factors**

1. The build has no test with groups in it
2. Staging has one user, who is in no group

**Why safeguards failed**

- The smoke test searches as a guest

## What went well

- The alert fired four minutes after the change

## What went poorly

- The roll-back page still described the cluster of last year

## Action items

| Priority | Action | Owner | Due | Status |
|---|---|---|---|---|
| P1 | Compare group names without regard to case in the access filter | Tariq | 2025-06-10 | In progress |
| P1 | Run the smoke test as a guest and as a member of two groups | Ines | 2025-06-13 | Planned |
| P2 | Rewrite the roll-back page for the new cluster and try it once | Wanda | 2025-06-27 | Planned |

## Lessons learned

- A filter that matches nothing looks like an empty result; count what it removes
"""

NOW = dt.datetime(2025, 6, 4, 12, 0, tzinfo=dt.UTC)
"""The day after."""
