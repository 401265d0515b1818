"""The GitHub Action: `python -m pmflow.action`, an entry point as `pmflow.cli` is.

`event` and `runner` know the standard library only, and say whether an event is pmflow's business at all; what is, is
carried out by `issues`, `sweep` or `pull_request`, and told by `report.summary`. Nothing here is imported by anything else.
"""
