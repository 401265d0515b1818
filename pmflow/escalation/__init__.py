"""What was promised, when it is asked after, whom, and how it is said. Pure: nothing here sends, writes or looks at a clock.

    standing → promises → rungs of the ladder → who, and from when → a plan

One direction: `promises` knows nothing of `ladder`, `ladder` nothing of people, `people` nothing of words.
"""
