"""The parts of `decide`, one question each. `pmflow.decide` puts them together."""
