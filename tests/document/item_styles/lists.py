"""Lists and lines, with labels and separators of their own."""

from tests.document.item_styles import Style

# fmt: off
STYLES: dict[str, Style] = {
    'colon names': (
        '- [ ] Ravi: add a timeout to the ledger client (by 20 June)\n'
        '- [x] Lena: alert on a queue older than five minutes\n'
        '- [ ] Ravi: move the cron job into the scheduler\n'
        '- [ ] tbd: find a second reviewer for schema changes\n',
        [
            ('add a timeout to the ledger client', 'Ravi', '2025-06-20', None, 'planned'),
            ('alert on a queue older than five minutes', 'Lena', None, None, 'done'),
            ('move the cron job into the scheduler', 'Ravi', None, None, 'planned'),
            ('find a second reviewer for schema changes', None, None, None, 'planned'),
        ],
    ),
    'topic colons': (
        '- [ ] Alerting: page on lag above ten minutes\n'
        '- [ ] Postgres: raise max_connections\n'
        '- [ ] Docs: write down the failover\n',
        [
            ('Alerting: page on lag above ten minutes', None, None, None, 'planned'),
            ('Postgres: raise max_connections', None, None, None, 'planned'),
            ('Docs: write down the failover', None, None, None, 'planned'),
        ],
    ),
    'bold names': (
        '* **Priya Nair**: put a breaker in front of the ledger. Due 20 June.\n'
        "* **Chen Wei**: load test with last year's peak. Due 4 July.\n"
        '* **Observability guild**: dashboard for queue age.\n',
        [
            ('put a breaker in front of the ledger', 'Priya Nair', '2025-06-20', None, None),
            ("load test with last year's peak", 'Chen Wei', '2025-07-04', None, None),
            ('dashboard for queue age.', 'Observability guild', None, None, None),
        ],
    ),
    'was due now': (
        '1. Add breaker (Owner: Jonas, was due 15 June, now 30 June)\n'
        '2. Tune alert (Owner: Ifeoma, due 20 June)\n',
        [
            ('Add breaker', 'Jonas', '2025-06-30', None, None),
            ('Tune alert', 'Ifeoma', '2025-06-20', None, None),
        ],
    ),
    'legend initials': (
        'SM = Sofie Maes, KB = Kofi Boateng\n'
        '\n'
        '- Bound the queue (SM, 20 June)\n'
        '- Alert on its age (KB, 27 June)\n'
        '- Write it down (SM)\n',
        [
            ('Bound the queue', 'SM', '2025-06-20', None, None),
            ('Alert on its age', 'KB', '2025-06-27', None, None),
            ('Write it down', 'SM', None, None, None),
        ],
    ),
    'pipes in line': (
        '1. Rotate the keys automatically | Amira K. | 2025-07-15 | P2 | not started\n'
        '2. Drop the old cluster | Sven | 2025-06-30 | P3 | done\n',
        [
            ('Rotate the keys automatically', 'Amira K.', '2025-07-15', 'P2', 'planned'),
            ('Drop the old cluster', 'Sven', '2025-06-30', 'P3', 'done'),
        ],
    ),
    'arrow chain': (
        '- Rate limit the export → @jo-lee → 20 Jun → 🟡 in progress\n'
        '- Cache the catalogue → @mps → 1 Jul → 🔴 not started\n',
        [
            ('Rate limit the export', 'jo-lee', '2025-06-20', None, 'in_progress'),
            ('Cache the catalogue', 'mps', '2025-07-01', None, 'planned'),
        ],
    ),
    'trailing italic': (
        '1. Add a lock to the migration. *Owner is Beatriz, by 20 June.*\n'
        '2. Teach the bot to refuse. *Owner is nobody so far.*\n',
        [
            ('Add a lock to the migration.', 'Beatriz', '2025-06-20', None, None),
            ('Teach the bot to refuse.', None, None, None, None),
        ],
    ),
    'parens unknown team': (
        '- Widen the disk alert (Core Storage, end of Q3)\n'
        '- Publish the timeline (Press Office, done)\n'
        '- Count refused logins (Core Storage, 20 June, P2)\n',
        [
            ('Widen the disk alert', 'Core Storage', '2025-09-30', None, None),
            ('Publish the timeline', 'Press Office', None, None, 'done'),
            ('Count refused logins', 'Core Storage', '2025-06-20', 'P2', None),
        ],
    ),
    'lettered paragraphs': (
        '(a) Shorten the lease to one minute. Lead: Esi. Target: 20 June. State: begun.\n'
        '\n'
        '(b) Print the version on the label. Lead: Moritz. Target: none yet. State: to come.\n'
        '\n'
        '(c) Buy spare drives. State: turned down.\n',
        [
            ('Shorten the lease to one minute', 'Esi', '2025-06-20', None, 'in_progress'),
            ('Print the version on the label', 'Moritz', None, None, 'planned'),
            ('Buy spare drives', None, None, None, 'wont_do'),
        ],
    ),
    'blockquote callouts': (
        '> **ACTION** Patch the parser — owner *Ngozi* — due *20 June* — prio 1\n'
        '>\n'
        '> **ACTION** Fuzz it nightly — owner *Ed* — due *July* — prio 3\n',
        [
            ('Patch the parser', 'Ngozi', '2025-06-20', '1', None),
            ('Fuzz it nightly', 'Ed', '2025-07-31', '3', None),
        ],
    ),
    'jira tags': (
        '- OPS-31: Pin the image [P2] {owner: Rosa, due: 2025-06-20, status: doing}\n'
        '- OPS-32: Sign the image [P1] {owner: Emil, due: 2025-06-27, status: todo}\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', 'P2', 'in_progress'),
            ('Sign the image', 'Emil', '2025-06-27', 'P1', 'planned'),
        ],
    ),
    'custom labels': (
        '- Pin the image\n'
        '  - On it: Rosa Duarte\n'
        '  - Wanted: 20 June\n'
        '  - So far: in progress\n'
        '- Sign the image\n'
        '  - On it: Emil Hansen\n'
        '  - Wanted: 27 June\n'
        '  - So far: not started\n',
        [
            ('Pin the image', 'Rosa Duarte', '2025-06-20', None, 'in_progress'),
            ('Sign the image', 'Emil Hansen', '2025-06-27', None, 'planned'),
        ],
    ),
    'html list': (
        '<ul>\n'
        '<li>Pin the image (owner: Rosa, due: 2025-06-20)</li>\n'
        '<li>Sign the image (owner: Emil, due: 2025-06-27)</li>\n'
        '</ul>\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, None),
            ('Sign the image', 'Emil', '2025-06-27', None, None),
        ],
    ),
    'for name front': (
        '- For Rosa: pin the image, by 20 June\n'
        '- For Emil: sign the image, by 27 June\n'
        '- For the whole team: read the report\n',
        [
            ('pin the image', 'Rosa', '2025-06-20', None, None),
            ('sign the image', 'Emil', '2025-06-27', None, None),
            ('read the report', 'the whole team', None, None, None),
        ],
    ),
    'name at end after dot and dash': (
        '- Pin the image by 20 June -- Rosa\n'
        '- Sign the image by 27 June -- Emil\n'
        '- Scan the image -- nobody yet\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, None),
            ('Sign the image', 'Emil', '2025-06-27', None, None),
            ('Scan the image', None, None, None, None),
        ],
    ),
    'prefix fields': (
        '- [2025-06-20] [Rosa] Pin the image\n'
        '- [2025-06-27] [Emil] Sign the image\n'
        '- [no date] [?] Scan the image\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, None),
            ('Sign the image', 'Emil', '2025-06-27', None, None),
            ('Scan the image', None, None, None, None),
        ],
    ),
    'yaml fence': (
        '```yaml\n'
        '- action: Pin the image\n'
        '  owner: rosa\n'
        '  due: 2025-06-20\n'
        '  status: done\n'
        '- action: Sign the image\n'
        '  owner: emil\n'
        '  due: 2025-06-27\n'
        '  status: todo\n'
        '```\n',
        [
            ('Pin the image', 'rosa', '2025-06-20', None, 'done'),
            ('Sign the image', 'emil', '2025-06-27', None, 'planned'),
        ],
    ),
    'bold title sentence owner': (
        '1. **Pin the image.** Rosa takes this, done by 20 June.\n'
        '2. **Sign the image.** Emil takes this, done by 27 June.\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, None),
            ('Sign the image', 'Emil', '2025-06-27', None, None),
        ],
    ),
    'one line labels semicolon': (
        '* Pin the image; owner Rosa; by 20 June; prio 1; done\n'
        '* Sign the image; owner Emil; by 27 June; prio 2; not yet\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', '1', 'done'),
            ('Sign the image', 'Emil', '2025-06-27', '2', 'planned'),
        ],
    ),
    'task list roles': (
        '- [ ] Pin the image (SRE on-call, next sprint)\n'
        '- [ ] Sign the image (Head of Security, 27 June)\n'
        '- [x] Name the image (Rosa, 12 June)\n',
        [
            ('Pin the image', 'SRE on-call', None, None, 'planned'),
            ('Sign the image', 'Head of Security', '2025-06-27', None, 'planned'),
            ('Name the image', 'Rosa', '2025-06-12', None, 'done'),
        ],
    ),
    'slashes': (
        '- Pin the image / Rosa / 20 June / P1\n'
        '- Sign the image / Emil / 27 June / P2\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', 'P1', None),
            ('Sign the image', 'Emil', '2025-06-27', 'P2', None),
        ],
    ),
    'equals nums': (
        'A1 Pin the image [R. Duarte] [2025-06-20]\n'
        '\n'
        'A2 Sign the image [E. Hansen] [2025-06-27]\n',
        [
            ('Pin the image', 'R. Duarte', '2025-06-20', None, None),
            ('Sign the image', 'E. Hansen', '2025-06-27', None, None),
        ],
    ),
    'sub bullets free': (
        '- Pin the image\n'
        '  - Rosa, by 20 June\n'
        '  - in progress\n'
        '- Sign the image\n'
        '  - Emil, by 27 June\n'
        '  - not started\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, 'in_progress'),
            ('Sign the image', 'Emil', '2025-06-27', None, 'planned'),
        ],
    ),
    'agreed to': (
        '- Rosa has agreed to pin the image by 20 June\n'
        '- Emil volunteered to sign the image by 27 June\n'
        '- Nobody wants to scan it yet\n',
        [
            ('Rosa has agreed to pin the image', 'Rosa', '2025-06-20', None, None),
            ('Emil volunteered to sign the image', 'Emil', '2025-06-27', None, None),
            ('Nobody wants to scan it yet', None, None, None, None),
        ],
    ),
    'five': (
        '1. Add connection pool alerts [Owner: Jane, Due: 2 weeks]\n'
        '2. Implement circuit breaker [Owner: Backend Team, Due: 1 month]\n'
        '3. Update runbook with debug steps [Owner: On-call, Due: 3 days]\n'
        '4. Schedule chaos engineering drill [Owner: SRE, Due: next quarter]\n',
        [
            ('Add connection pool alerts', 'Jane', '2025-06-24', None, None),
            ('Implement circuit breaker', 'Backend Team', '2025-07-10', None, None),
            ('Update runbook with debug steps', 'On-call', '2025-06-13', None, None),
            ('Schedule chaos engineering drill', 'SRE', '2025-09-30', None, None),
        ],
    ),
    'letter': (
        '1. Replace the batteries. Action: Mr Okafor, by 20 June.\n'
        '2. Check the alarms. Action: Ms Lind, by 27 June.\n'
        '3. Tell the families. Action: the Registrar.\n',
        [
            ('Replace the batteries', 'Mr Okafor', '2025-06-20', None, None),
            ('Check the alarms', 'Ms Lind', '2025-06-27', None, None),
            ('Tell the families', 'the Registrar', None, None, None),
        ],
    ),
    'minutes': (
        '- Replace the batteries [ACTION: Okafor]\n'
        '- Check the alarms [ACTION: Lind, 27 June]\n',
        [
            ('Replace the batteries', 'Okafor', None, None, None),
            ('Check the alarms', 'Lind', '2025-06-27', None, None),
        ],
    ),
    'comma owner due paren': (
        '1. Bound the retry (*owner:* Leila; *due:* 2025-06-20; *state:* shipped)\n'
        '2. Teach it (*owner:* Sam & Leila; *due:* "when the new team is there"; *state:* not begun)\n',
        [
            ('Bound the retry', 'Leila', '2025-06-20', None, 'done'),
            ('Teach it', 'Sam & Leila', None, None, 'planned'),
        ],
    ),
    'checkbox bold due': (
        '- [ ] **Bound the retry** by **20 June** (Leila)\n'
        '- [x] **Teach it** by **12 June** (Sam)\n',
        [
            ('Bound the retry by', 'Leila', '2025-06-20', None, 'planned'),
            ('Teach it by', 'Sam', '2025-06-12', None, 'done'),
        ],
    ),
    'trailing colon owner label lines': (
        'Bound the retry\n'
        'Owner: Leila\n'
        'By: 20 June\n'
        'Status: Done\n'
        '\n'
        'Teach it to give up\n'
        'Owner: Sam\n'
        'By: 27 June\n'
        'Status: Open\n',
        [
            ('Bound the retry', 'Leila', '2025-06-20', None, 'done'),
            ('Teach it to give up', 'Sam', '2025-06-27', None, 'planned'),
        ],
    ),
    'nested who when': (
        '1. Bound the retry\n'
        '   - who: Leila Haddad\n'
        '   - when: 20 June\n'
        '   - how urgent: very\n'
        '2. Teach it to give up\n'
        '   - who: Sam Oduya\n'
        '   - when: when the freeze is over\n'
        '   - how urgent: not at all\n',
        [
            ('Bound the retry', 'Leila Haddad', '2025-06-20', 'very', None),
            ('Teach it to give up', 'Sam Oduya', None, 'not at all', None),
        ],
    ),
    'status prefix emoji text': (
        '- 🟢 Done — Bound the retry — Leila\n'
        '- 🟡 Doing — Teach it — Sam\n'
        '- ⚪ Not started — Draw it — Leila\n',
        [
            ('Bound the retry', 'Leila', None, None, 'done'),
            ('Teach it', 'Sam', None, None, 'in_progress'),
            ('Draw it', 'Leila', None, None, 'planned'),
        ],
    ),
    'deadline at end no sep': (
        '- Bound the retry in the courier until 20 June (Leila)\n'
        '- Teach the courier to give up no later than 27 June (Sam)\n'
        '- Draw the picture of it, deadline 4 July (Sam)\n',
        [
            ('Bound the retry in the courier', 'Leila', '2025-06-20', None, None),
            ('Teach the courier to give up', 'Sam', '2025-06-27', None, None),
            ('Draw the picture of it', 'Sam', '2025-07-04', None, None),
        ],
    ),
    'multi word team dash': (
        '- Bound the retry — Courier Backend — Q3\n'
        '- Teach it — Field Support East — end of July\n'
        '- Draw it — Courier Backend — unscheduled\n',
        [
            ('Bound the retry', 'Courier Backend', '2025-09-30', None, None),
            ('Teach it', 'Field Support East', '2025-07-31', None, None),
            ('Draw it', 'Courier Backend', None, None, None),
        ],
    ),
    'asap': (
        '- Bound the retry; Leila; ASAP; open\n'
        '- Teach it; Sam; 27.06.; closed\n',
        [
            ('Bound the retry', 'Leila', None, None, 'planned'),
            ('Teach it', 'Sam', '2025-06-27', None, 'done'),
        ],
    ),
    'prose no items': (
        'We talked for an hour about what to do. First, we agreed that nobody should retry for ever. Leila will look into it.\n'
        '\n'
        'Second, the dashboards need a colour that means nothing.\n',
        [
        ],
    ),
    'plain list with colons not owners': (
        '- Courier: bound the retry\n'
        '- Dispatch: teach it to give up\n'
        '- Billing: draw it\n',
        [
            ('Courier: bound the retry', None, None, None, None),
            ('Dispatch: teach it to give up', None, None, None, None),
            ('Billing: draw it', None, None, None, None),
        ],
    ),
}
# fmt: on
