"""Lists under headings and bold labels that say something for what is below them."""

from tests.document.item_styles import Style

# fmt: off
STYLES: dict[str, Style] = {
    'kv under headings': (
        '#### 1) Limit the size of a batch\n'
        '\n'
        'Batches of more than 10,000 rows lock the table for minutes, so we cap them.\n'
        '\n'
        '- **Accountable:** Zoë Baker\n'
        '- **Needed by:** 1 July 2025\n'
        '- **Level:** P1\n'
        '- **Progress:** under way\n'
        '\n'
        '#### 2) Replay the lost events\n'
        '\n'
        '- **Accountable:** Data platform\n'
        '- **Needed by:** done\n'
        '- **Level:** P0\n'
        '- **Progress:** finished\n',
        [
            ('Limit the size of a batch', 'Zoë Baker', '2025-07-01', 'P1', 'in_progress'),
            ('Replay the lost events', 'Data platform', None, 'P0', 'done'),
        ],
    ),
    'team headings single names': (
        '### Anke\n'
        '- Split the job (until Friday)\n'
        '### Dmitri\n'
        '- Clean the disk every night (until 20 June)\n'
        '### Still free\n'
        '- Think about a second region\n',
        [
            ('Split the job', 'Anke', '2025-06-13', None, None),
            ('Clean the disk every night', 'Dmitri', '2025-06-20', None, None),
            ('Think about a second region', None, None, None, None),
        ],
    ),
    'must should groups': (
        '**Must**\n'
        '- Stop the leak in the pool (Farid)\n'
        '**Should**\n'
        '- Rename the flag (Ulla)\n'
        "**Won't**\n"
        '- Rewrite it in Rust\n',
        [
            ('Stop the leak in the pool', 'Farid', None, 'Must', None),
            ('Rename the flag', 'Ulla', None, 'Should', None),
            ('Rewrite it in Rust', None, None, "Won't", 'wont_do'),
        ],
    ),
    'dl bold': (
        '**Pin the image**\n'
        ': Rosa Duarte, by 20 June, P2\n'
        '\n'
        '**Sign the image**\n'
        ': Emil Hansen, by 27 June, P1\n',
        [
            ('Pin the image', 'Rosa Duarte', '2025-06-20', 'P2', None),
            ('Sign the image', 'Emil Hansen', '2025-06-27', 'P1', None),
        ],
    ),
    'heading per item with line': (
        '### Pin the image\n'
        '\n'
        '*Rosa Duarte · 20 June 2025 · P1 · in progress*\n'
        '\n'
        'We do it in the base build.\n'
        '\n'
        '### Sign the image\n'
        '\n'
        '*Emil Hansen · 27 June 2025 · P2 · open*\n',
        [
            ('Pin the image', 'Rosa Duarte', '2025-06-20', 'P1', 'in_progress'),
            ('Sign the image', 'Emil Hansen', '2025-06-27', 'P2', 'planned'),
        ],
    ),
    'kanban headings': (
        '### Doing\n'
        '- Pin the image (Rosa)\n'
        '- Scan the image (Rosa)\n'
        '### Waiting\n'
        '- Sign the image (Emil)\n'
        '### Shipped\n'
        '- Name the image (Ines)\n'
        '### Dropped\n'
        '- Sell the image\n',
        [
            ('Pin the image', 'Rosa', None, None, 'in_progress'),
            ('Scan the image', 'Rosa', None, None, 'in_progress'),
            ('Sign the image', 'Emil', None, None, 'planned'),
            ('Name the image', 'Ines', None, None, 'done'),
            ('Sell the image', None, None, None, 'wont_do'),
        ],
    ),
    'headings with fields in heading': (
        '#### Bound the retry (Leila, 20 June, done)\n'
        '\n'
        'We know how.\n'
        '\n'
        '#### Teach it to give up (Sam, 27 June, open)\n'
        '\n'
        'We do not know how.\n',
        [
            ('Bound the retry', 'Leila', '2025-06-20', None, 'done'),
            ('Teach it to give up', 'Sam', '2025-06-27', None, 'planned'),
        ],
    ),
    'area headings': (
        '### Courier\n'
        '- Bound the retry\n'
        '### Dispatch\n'
        '- Teach it to give up\n',
        [
            ('Bound the retry', None, None, None, None),
            ('Teach it to give up', None, None, None, None),
        ],
    ),
}
# fmt: on
