"""The story that `pmflow demo` tells, as data: an incident, the draft as it was first written, and as it was mended."""
