"""Tables with columns of other names, ditto marks, titles among the rows."""

from tests.document.item_styles import Style

# fmt: off
STYLES: dict[str, Style] = {
    'columns that only their cells explain': (
        "| Sub | Homework | Whose plate | Before | Heat | How it's going |\n"
        '|---|---|---|---|---|---|\n'
        '| a | Put a guard on the delete endpoint | Tomos | 20 June | 🔥🔥 | cooking |\n'
        '| b | Ask the vendor for an export of the audit trail | Hanne Lund | end of July | 🔥 | not started |\n'
        '| c | Draw the dependency map for the payments team | Tomos | 1 Aug | 🧊 | not started |\n',
        [
            ('Put a guard on the delete endpoint', 'Tomos', '2025-06-20', '🔥🔥', 'in_progress'),
            ('Ask the vendor for an export of the audit trail', 'Hanne Lund', '2025-07-31', '🔥', 'planned'),
            ('Draw the dependency map for the payments team', 'Tomos', '2025-08-01', '🧊', 'planned'),
        ],
    ),
    'html table': (
        '<table>\n'
        '<thead><tr><th>Action</th><th>Owner</th><th>Due</th><th>Status</th></tr></thead>\n'
        '<tbody>\n'
        '<tr><td>Add a canary to the <code>edge</code> rollout</td><td>Ioana Pop</td><td>2025-06-20</td><td>Done</td></tr>\n'
        '\n'
        '<tr>\n'
        '  <td>Write the runbook</td>\n'
        '  <td>Kwame</td>\n'
        '  <td>2 weeks</td>\n'
        '  <td>Open</td>\n'
        '</tr>\n'
        '</tbody>\n'
        '</table>\n',
        [
            ('Add a canary to the edge rollout', 'Ioana Pop', '2025-06-20', None, 'done'),
            ('Write the runbook', 'Kwame', '2025-06-24', None, 'planned'),
        ],
    ),
    'ditto': (
        '| Task | Owner | Due | Prio |\n'
        '|---|---|---|---|\n'
        '| Bound the queue of the importer | Sofie Maes | 20 June 2025 | 1 |\n'
        '| Alert on its age | " | ditto | 2 |\n'
        '| Write it down in the runbook | Kofi | same | " |\n',
        [
            ('Bound the queue of the importer', 'Sofie Maes', '2025-06-20', '1', None),
            ('Alert on its age', 'Sofie Maes', '2025-06-20', '2', None),
            ('Write it down in the runbook', 'Kofi', '2025-06-20', '2', None),
        ],
    ),
    'stars and levels': (
        '| Improvement | Who | By | Stars |\n'
        '|---|---|---|---|\n'
        '| Drain before restart | Mira | 2025-07-01 | ★★★ |\n'
        '| Colour the graphs | Ole | 2025-08-01 | ★ |\n',
        [
            ('Drain before restart', 'Mira', '2025-07-01', '★★★', None),
            ('Colour the graphs', 'Ole', '2025-08-01', '★', None),
        ],
    ),
    'owner column By': (
        '| Fix | By | On | % |\n'
        '|---|---|---|---|\n'
        '| Bound the retry | Nadia Rahimi | 20/06/2025 | 100% |\n'
        '| Alert on it | Petr Novák | 11/07/2025 | 40% |\n'
        '| Tell support | Nadia Rahimi | 18/07/2025 | 0% |\n',
        [
            ('Bound the retry', 'Nadia Rahimi', '2025-06-20', None, 'done'),
            ('Alert on it', 'Petr Novák', '2025-07-11', None, 'in_progress'),
            ('Tell support', 'Nadia Rahimi', '2025-07-18', None, 'planned'),
        ],
    ),
    'status first col': (
        '| | Action | Owner |\n'
        '|---|---|---|\n'
        '| ✅ | Pin the image | Rosa |\n'
        '| ⏳ | Sign the image | Emil |\n'
        '| ⬜ | Scan the image | Rosa |\n',
        [
            ('Pin the image', 'Rosa', None, None, 'done'),
            ('Sign the image', 'Emil', None, None, 'in_progress'),
            ('Scan the image', 'Rosa', None, None, 'planned'),
        ],
    ),
    'sizes col': (
        '| Promise | Who | Until | Size of the fire |\n'
        '|---|---|---|---|\n'
        '| Pin the image | Rosa | 20 June | XL |\n'
        '| Sign the image | Emil | 27 June | M |\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', 'XL', None),
            ('Sign the image', 'Emil', '2025-06-27', 'M', None),
        ],
    ),
    'who what when': (
        '| Who | What | When |\n'
        '|---|---|---|\n'
        '| Rosa & Emil | Pin the image | before the end of June |\n'
        '| Storage crew | Sign the image | Q3 |\n'
        '| ? | Scan the image | ? |\n',
        [
            ('Pin the image', 'Rosa & Emil', '2025-06-30', None, None),
            ('Sign the image', 'Storage crew', '2025-09-30', None, None),
            ('Scan the image', None, None, None, None),
        ],
    ),
    'blank inherits': (
        'An empty cell means the same as in the row above.\n'
        '\n'
        '| Promise | Owner | Due |\n'
        '|---|---|---|\n'
        '| Pin the image | Rosa | 2025-06-20 |\n'
        '| Sign the image | | 2025-06-27 |\n'
        '| Scan the image | Emil | |\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, None),
            ('Sign the image', 'Rosa', '2025-06-27', None, None),
            ('Scan the image', 'Emil', '2025-06-27', None, None),
        ],
    ),
    'no inherits': (
        '| Promise | Owner | Due |\n'
        '|---|---|---|\n'
        '| Pin the image | Rosa | 2025-06-20 |\n'
        '| Sign the image | | 2025-06-27 |\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, None),
            ('Sign the image', None, '2025-06-27', None, None),
        ],
    ),
    'table br': (
        '| Action | Details |\n'
        '|---|---|\n'
        '| Pin the image | Owner: Rosa<br>Due: 20 June<br>Status: done |\n'
        '| Sign the image | Owner: Emil<br>Due: 27 June<br>Status: open |\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, 'done'),
            ('Sign the image', 'Emil', '2025-06-27', None, 'planned'),
        ],
    ),
    'group rows owners': (
        '| Action | Due | Status |\n'
        '|---|---|---|\n'
        '| **Rosa Duarte** | | |\n'
        '| Pin the image | 20 June | done |\n'
        '| **Emil Hansen** | | |\n'
        '| Sign the image | 27 June | open |\n',
        [
            ('Pin the image', 'Rosa Duarte', '2025-06-20', None, 'done'),
            ('Sign the image', 'Emil Hansen', '2025-06-27', None, 'planned'),
        ],
    ),
    'rowspan html': (
        '<table>\n'
        '<tr><th>Owner</th><th>Action</th><th>Due</th></tr>\n'
        '<tr><td rowspan="2">Rosa</td><td>Pin the image</td><td>20 June</td></tr>\n'
        '<tr><td>Scan the image</td><td>27 June</td></tr>\n'
        '<tr><td>Emil</td><td>Sign the image</td><td>4 July</td></tr>\n'
        '</table>\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, None),
            ('Scan the image', 'Rosa', '2025-06-27', None, None),
            ('Sign the image', 'Emil', '2025-07-04', None, None),
        ],
    ),
    'quoted legend status letters': (
        'D = done, W = working on it, O = open\n'
        '\n'
        '| # | Action | Owner | Due | S |\n'
        '|---|---|---|---|---|\n'
        '| 1 | Pin the image | Rosa | 2025-06-20 | D |\n'
        '| 2 | Sign the image | Emil | 2025-06-27 | W |\n'
        '| 3 | Scan the image | Rosa | 2025-07-04 | O |\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, 'done'),
            ('Sign the image', 'Emil', '2025-06-27', None, 'in_progress'),
            ('Scan the image', 'Rosa', '2025-07-04', None, 'planned'),
        ],
    ),
    'new date arrow': (
        '| Action | Owner | Due |\n'
        '|---|---|---|\n'
        '| Pin the image | Rosa | ~~20 June~~ 27 June |\n'
        '| Sign the image | Emil → Ines | 1 July → 15 July |\n',
        [
            ('Pin the image', 'Rosa', '2025-06-27', None, None),
            ('Sign the image', 'Emil → Ines', '2025-07-15', None, None),
        ],
    ),
    'title col odd': (
        '| Ticket | Headline | Squad | Sprint | Rank | Where it is |\n'
        '|---|---|---|---|---|---|\n'
        '| [ABC-1](https://x.example/ABC-1) | Bound the retry in the courier | Falcon | 24 | 1 | Ready for review |\n'
        '| [ABC-2](https://x.example/ABC-2) | Teach the courier to give up | Falcon | 25 | 2 | Backlog |\n',
        [
            ('Bound the retry in the courier', 'Falcon', None, '1', 'in_progress'),
            ('Teach the courier to give up', 'Falcon', None, '2', 'planned'),
        ],
    ),
    'milestones': (
        '| # | We will | Whose | Done by | How far |\n'
        '|---|---|---|---|---|\n'
        "| 1 | bound the retry in the courier | Leila's | 20 June | 80 % |\n"
        "| 2 | teach the courier to give up | Sam's | 27 June | 0 % |\n",
        [
            ('bound the retry in the courier', "Leila's", '2025-06-20', None, 'in_progress'),
            ('teach the courier to give up', "Sam's", '2025-06-27', None, 'planned'),
        ],
    ),
    'table no owner names lower': (
        '| do | who | till | state |\n'
        '|---|---|---|---|\n'
        '| bound the retry | leila | fri 20 june | :white_check_mark: |\n'
        '| teach it to give up | sam, leila | 27/6 | :hourglass: |\n',
        [
            ('bound the retry', 'leila', '2025-06-20', None, 'done'),
            ('teach it to give up', 'sam, leila', '2025-06-27', None, 'in_progress'),
        ],
    ),
}
# fmt: on
