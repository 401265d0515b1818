"""Property tests draw the same examples in every run, so that a red suite is a change's fault; `HYPOTHESIS_PROFILE=explore`
draws new ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
