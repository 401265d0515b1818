"""House styles that no corpus has: for each, what a careful reader notes of its items. Written before it was tried."""

import pytest

from pmflow.document.days import DayOrder
from tests.document.reading import read

Noted = tuple[str, str | None, str | None, str | None, str | None]
"""Title, owner, due, priority as written, status."""

# fmt: off
STYLES: dict[str, tuple[str, list[Noted]]] = {
    'a German table': (
        '| Nr. | Maßnahme | Zuständig | Fällig bis | Dringlichkeit | Stand |\n'
        '|---|---|---|---|---|---|\n'
        '| 1 | Zertifikate überwachen | Jürgen Weiß | 30.06.2025 | hoch | in Arbeit |\n'
        '| 2 | Handbuch für die Nacht schreiben | Team Betrieb | KW 28 | mittel | offen |\n'
        '| 3 | Neuen Anbieter suchen | n.n. | – | niedrig | verworfen |\n',
        [
            ('Zertifikate überwachen', 'Jürgen Weiß', '2025-06-30', 'hoch', 'in_progress'),
            ('Handbuch für die Nacht schreiben', 'Team Betrieb', '2025-07-11', 'mittel', 'planned'),
            ('Neuen Anbieter suchen', None, None, 'niedrig', 'wont_do'),
        ],
    ),
    'a French list': (
        '- Ajouter une sonde sur la file — Responsable : Amélie Roux — Échéance : 20/06/2025 — Statut : terminé\n'
        "- Revoir la procédure d'astreinte — Responsable : à désigner — Échéance : fin juillet — Statut : à faire\n",
        [
            ('Ajouter une sonde sur la file', 'Amélie Roux', '2025-06-20', None, 'done'),
            ("Revoir la procédure d'astreinte", None, '2025-07-31', None, 'planned'),
        ],
    ),
    'a Spanish table with words of its own': (
        '| Qué vamos a cambiar | Encargada o encargado | Para cuándo | Urgencia | Cómo va |\n'
        '|---|---|---|---|---|\n'
        '| Limitar reintentos del cliente móvil | Marisol Peña | 27 de junio | Alta | En curso |\n'
        '| Probar la restauración cada mes | Íñigo Sáez | 31 de julio | Media | Pendiente |\n'
        '| Cambiar de proveedor | Marisol Peña | | Baja | Descartado |\n',
        [
            ('Limitar reintentos del cliente móvil', 'Marisol Peña', '2025-06-27', 'Alta', 'in_progress'),
            ('Probar la restauración cada mes', 'Íñigo Sáez', '2025-07-31', 'Media', 'planned'),
            ('Cambiar de proveedor', 'Marisol Peña', None, 'Baja', 'wont_do'),
        ],
    ),
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
    'nl table': (
        '| Wat | Wie | Wanneer | Prioriteit | Voortgang |\n'
        '|---|---|---|---|---|\n'
        '| Back-up elke nacht terugzetten | Femke de Boer | 1 juli 2025 | hoog | bezig |\n'
        '| Wachtwoord uit het script halen | Joost | 15 juni 2025 | gemiddeld | afgerond |\n',
        [
            ('Back-up elke nacht terugzetten', 'Femke de Boer', '2025-07-01', 'hoog', 'in_progress'),
            ('Wachtwoord uit het script halen', 'Joost', '2025-06-15', 'gemiddeld', 'done'),
        ],
    ),
    'sv/no/fi': (
        '| Åtgärd | Ansvarig | Klart senast | Läge |\n'
        '|---|---|---|---|\n'
        '| Larm på kölängd | Åsa Lindqvist | 2025-06-27 | pågår |\n'
        '| Ny rutin för byte | Drift | 2025-08-15 | ej påbörjad |\n',
        [
            ('Larm på kölängd', 'Åsa Lindqvist', '2025-06-27', None, 'in_progress'),
            ('Ny rutin för byte', 'Drift', '2025-08-15', None, 'planned'),
        ],
    ),
    'it dashes': (
        '1. Aggiungere un allarme sul ritardo - Giulia Ferri - entro il 30 giugno - in corso\n'
        '2. Scrivere la procedura - Paolo Neri - entro il 15 luglio - da fare\n',
        [
            ('Aggiungere un allarme sul ritardo', 'Giulia Ferri', '2025-06-30', None, 'in_progress'),
            ('Scrivere la procedura', 'Paolo Neri', '2025-07-15', None, 'planned'),
        ],
    ),
    'ja table': (
        '| No. | 対応内容 | 担当者 | 期限 | 状態 |\n'
        '|---|---|---|---|---|\n'
        '| 1 | 監視の閾値を見直す | 森田 | 2025/06/30 | 完了 |\n'
        '| 2 | 手順書を更新する | 佐藤 | 2025/07/15 | 未着手 |\n',
        [
            ('監視の閾値を見直す', '森田', '2025-06-30', None, 'done'),
            ('手順書を更新する', '佐藤', '2025-07-15', None, 'planned'),
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
    'ru table': (
        '| Задача | Ответственный | Срок | Приоритет | Статус |\n'
        '|---|---|---|---|---|\n'
        '| Добавить алерт на лаг | Анна Белова | 30.06.2025 | высокий | в работе |\n'
        '| Обновить инструкцию | Игорь | 15.07.2025 | низкий | не начато |\n',
        [
            ('Добавить алерт на лаг', 'Анна Белова', '2025-06-30', 'высокий', 'in_progress'),
            ('Обновить инструкцию', 'Игорь', '2025-07-15', 'низкий', 'planned'),
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
    'bold title sentence owner': (
        '1. **Pin the image.** Rosa takes this, done by 20 June.\n'
        '2. **Sign the image.** Emil takes this, done by 27 June.\n',
        [
            ('Pin the image', 'Rosa', '2025-06-20', None, None),
            ('Sign the image', 'Emil', '2025-06-27', None, None),
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
    'columns de mixed': (
        '| # | To-do | Wer | Bis | Prio | Status |\n'
        '|---|---|---|---|---|---|\n'
        '| 1 | Abbild festlegen | Anja | 20.06. | 1 | ✔ |\n'
        '| 2 | Abbild signieren | Anja, Bernd | 27.06. | 2 | offen |\n',
        [
            ('Abbild festlegen', 'Anja', '2025-06-20', '1', 'done'),
            ('Abbild signieren', 'Anja, Bernd', '2025-06-27', '2', 'planned'),
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
    'cn': (
        '| 序号 | 任务 | 负责人 | 截止日期 | 优先级 | 状态 |\n'
        '|---|---|---|---|---|---|\n'
        '| 1 | 增加队列长度告警 | 王伟 | 2025-06-20 | 高 | 已完成 |\n'
        '| 2 | 编写手册 | 李娜 | 2025-06-27 | 中 | 进行中 |\n',
        [
            ('增加队列长度告警', '王伟', '2025-06-20', '高', 'done'),
            ('编写手册', '李娜', '2025-06-27', '中', 'in_progress'),
        ],
    ),
    'pl': (
        '1. Dodać alert — odpowiedzialny: Piotr Zając, termin: 20.06.2025, status: w toku\n'
        '2. Opisać procedurę — odpowiedzialny: brak, termin: brak, status: do zrobienia\n',
        [
            ('Dodać alert', 'Piotr Zając', '2025-06-20', None, 'in_progress'),
            ('Opisać procedurę', None, None, None, 'planned'),
        ],
    ),
    'tr': (
        '| Eylem | Sorumlu | Son tarih | Öncelik | Durum |\n'
        '|---|---|---|---|---|\n'
        '| Alarm ekle | Elif Şahin | 20.06.2025 | yüksek | devam ediyor |\n'
        '| Yedek al | Can | 27.06.2025 | düşük | tamamlandı |\n',
        [
            ('Alarm ekle', 'Elif Şahin', '2025-06-20', 'yüksek', 'in_progress'),
            ('Yedek al', 'Can', '2025-06-27', 'düşük', 'done'),
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
    'dk/no': (
        '- Sæt loft på genforsøg – ansvarlig: Mette Holm – frist: 20. juni 2025 – status: færdig\n'
        '- Skriv vejledning – ansvarlig: Jens – frist: 27. juni 2025 – status: ikke påbegyndt\n',
        [
            ('Sæt loft på genforsøg', 'Mette Holm', '2025-06-20', None, 'done'),
            ('Skriv vejledning', 'Jens', '2025-06-27', None, 'planned'),
        ],
    ),
    'fi': (
        '| Toimenpide | Vastuuhenkilö | Määräaika | Tila |\n'
        '|---|---|---|---|\n'
        '| Rajaa uudelleenyritykset | Aino Virtanen | 20.6.2025 | valmis |\n'
        '| Kirjoita ohje | Mikko | 27.6.2025 | kesken |\n',
        [
            ('Rajaa uudelleenyritykset', 'Aino Virtanen', '2025-06-20', None, 'done'),
            ('Kirjoita ohje', 'Mikko', '2025-06-27', None, 'in_progress'),
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
DAY_FIRST = frozenset(["owner column By", "table no owner names lower"])


@pytest.mark.parametrize("style", STYLES)
def test_house_styles_are_understood(style: str) -> None:
    """Columns and labels in other words and languages, owners by shape, ditto marks, legends: fields and titles are right."""
    text, noted = STYLES[style]
    found = [one.item for one in read(text, order=DayOrder.DMY if style in DAY_FIRST else None)]
    assert [
        (i.title, i.owner, i.due.isoformat() if i.due else None, i.priority_raw, i.status.value if i.status else None)
        for i in found
    ] == noted
