"""Reading a post-mortem's sentences as a good facilitator would: who is it about, and what is said of them?

Pure and offline. `sentences` finds the author's own sentences with the place of each character; `people` finds who a
sentence is about; `shape` writes it down with people as marks, so that one phrase serves names, roles and teams;
`phrases` reads the lists in `en/` (a second language is one more folder) and finds them in a shape; `judging` says
which of them hold, and which something in the sentence excuses.
"""
