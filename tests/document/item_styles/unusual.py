"""Lists of outliners, minutes, letters and forms."""

from tests.document.item_styles import Style

# fmt: off
STYLES: dict[str, Style] = {
    'initials under By': (
        '| No. | Task | By | Before | Rank | State |\n'
        '|---:|---|---|---|:-:|---|\n'
        '| 1 | Fence the old quay | RB | 13/06/2025 | A | Complete |\n'
        '| 2 | Teach the night crew | IT, OL | 04/07/2025 | B | Not yet begun |\n',
        [
            ('Fence the old quay', 'RB', '2025-06-13', 'A', 'done'),
            ('Teach the night crew', 'IT, OL', '2025-07-04', 'B', 'planned'),
        ],
    ),
    'a sheet to sign': (
        '- Fence the old quay (Ruta Berzina, by 13 June)\n'
        '\n'
        '| Division | Head | Concur (Y/N) | Date |\n'
        '|---|---|---|---|\n'
        '| Harbour works | R. Berzina | Y | 09/06/2025 |\n'
        '\n'
        '| Name | Signature |\n'
        '|---|---|\n'
        '| Ruta Berzina | RB |\n'
        '\n'
        '- Approved by: Ona Lukas\n'
        '- Reviewed: Ivo Tamm, 9 June\n',
        [('Fence the old quay', 'Ruta Berzina', '2025-06-13', None, None)],
    ),
    'open questions below': (
        '- Fence the old quay - Ruta - June 13\n'
        '- Paint the bollards - Ivo - done\n'
        '\n'
        '**to think about**\n'
        '\n'
        '- would a second crane have helped?\n'
        '- is one pilot enough? the harbour master says "on Sundays"\n',
        [
            ('Fence the old quay', 'Ruta', '2025-06-13', None, None),
            ('Paint the bollards', 'Ivo', None, None, 'done'),
        ],
    ),
    'who what when by slashes': (
        '- Ruta / fence the old quay, both sides / Fri 13/06\n'
        '- Ivo / paint the bollards / done Sunday\n'
        '- Harbour office / count the lamps / end of June\n'
        '- ? / buy a second buoy / no date\n',
        [
            ('fence the old quay, both sides', 'Ruta', '2025-06-13', None, None),
            ('paint the bollards', 'Ivo', None, None, 'done'),
            ('count the lamps', 'Harbour office', '2025-06-30', None, None),
            ('buy a second buoy', None, None, None, None),
        ],
    ),
    'an outliner': (
        '- DONE [#A] Fence the old quay [[Ruta Berzina]]\n'
        '  DEADLINE: <2025-06-13 Fri>\n'
        '- DOING [#B] paint the bollards [[Ivo Tamm]]\n'
        '- LATER count the lamps\n'
        '- CANCELED [#C] buy a second buoy\n',
        [
            ('Fence the old quay', 'Ruta Berzina', '2025-06-13', 'A', 'done'),
            ('paint the bollards', 'Ivo Tamm', None, 'B', 'in_progress'),
            ('count the lamps', None, None, None, 'planned'),
            ('buy a second buoy', None, None, 'C', 'wont_do'),
        ],
    ),
    'a ticket first in the bracket': (
        '- The old quay has been fenced (AB#771, Works squad, Completed).\n'
        '- Lamps will be counted on the first of the month '
        '(AB#772, Ivo Tamm, in progress, estimated completion: 28/06/2025).\n',
        [
            ('The old quay has been fenced', 'Works squad', None, None, 'done'),
            ('Lamps will be counted on the first of the month', 'Ivo Tamm', '2025-06-28', None, 'in_progress'),
        ],
    ),
    'bare tickets': (
        '- HAR-11 fence the old quay, nobody over the line (Ruta Berzina, 6/13)\n'
        '- HAR-12 Paint the bollards (Ivo Tamm, 6/20)\n',
        [
            ('fence the old quay, nobody over the line', 'Ruta Berzina', '2025-06-13', None, None),
            ('Paint the bollards', 'Ivo Tamm', '2025-06-20', None, None),
        ],
    ),
    'sentences that say it': (
        '1. Ruta Berzina will have the old quay fenced so that nobody can walk into the works at night, by 13 June. This\n'
        'is a must. It has been done.\n'
        '\n'
        '2. Ivo Tamm will paint the bollards, by Friday 20 June. This is a should, and is in progress.\n',
        [
            ('Ruta Berzina will have the old quay fenced so that nobody can walk into the works at night',
             'Ruta Berzina', '2025-06-13', 'must', 'done'),
            ('Ivo Tamm will paint the bollards', 'Ivo Tamm', '2025-06-20', 'should', 'in_progress'),
        ],
    ),
    'a remark behind the status': (
        '- Fence the old quay [Owner: Ruta, Due: 13 June, Status: In progress, waiting for posts]\n'
        '- ~~Buy a second buoy~~ [Owner: Ivo, Status: Dropped, the port will not pay]\n',
        [
            ('Fence the old quay', 'Ruta', '2025-06-13', None, 'in_progress'),
            ('Buy a second buoy', 'Ivo', None, None, 'wont_do'),
        ],
    ),
    'an arrow to no one': (
        '- ⬜ Fence the old quay → Ruta Berzina, 13/06/2025\n'
        '- 🚫 Buy a second buoy → not now, it costs more than the boat\n',
        [
            ('Fence the old quay', 'Ruta Berzina', '2025-06-13', None, 'planned'),
            ('Buy a second buoy', None, None, None, 'wont_do'),
        ],
    ),
    'a priority in a sentence': (
        '- Treat a missing lamp as at least P2 - Ruta - end of June\n'
        '- Let the pilot call the tug in a P1 - Ivo\n',
        [
            ('Treat a missing lamp as at least P2', 'Ruta', '2025-06-30', None, None),
            ('Let the pilot call the tug in a P1', 'Ivo', None, None, None),
        ],
    ),
    'a role in bold': (
        '* Fence the old quay. **Head of Works**, 13.06.2025\n'
        '* Describe the lamps in the handbook.\n'
        '* Count them again in July.\n',
        [
            ('Fence the old quay', 'Head of Works', '2025-06-13', None, None),
            ('Describe the lamps in the handbook.', None, None, None, None),
            ('Count them again in July.', None, None, None, None),
        ],
    ),
    'who approved': (
        '- Fence the old quay (Ruta Berzina, by 13 June)\n'
        '\n'
        '| Name | Title | Approved | Date |\n'
        '|---|---|---|---|\n'
        '| Ona Lukas | Harbour master | yes | 9 June |\n',
        [('Fence the old quay', 'Ruta Berzina', '2025-06-13', None, None)],
    ),
    'wrapped lines and status lines': (
        '- Let the harbour office ring the pilot first when more than two boats want to\n'
        '  leave at once\n'
        '- Let the harbour office ring the pilot as well when a boat is late for the tide\n'
        '  done\n'
        '- Let every boat know, and is live\n',
        [
            ('Let the harbour office ring the pilot first when more than two boats want to leave at once',
             None, None, None, None),
            ('Let the harbour office ring the pilot as well when a boat is late for the tide', None, None, None, 'done'),
            ('Let every boat know, and is live', None, None, None, None),
        ],
    ),
    'a calendar': (
        '- Fence the old quay (Ruta Berzina, by 13 June)\n\n| Date | Event |\n|---|---|\n| 3 July | Second review |\n',
        [('Fence the old quay', 'Ruta Berzina', '2025-06-13', None, None)],
    ),
    'labels in capitals': (
        'HARBOUR WORKS TEAM\n'
        '\n'
        '- Fence the old quay\n'
        '\n'
        'SIGN-OFF\n'
        '\n'
        '- Ona Lukas, port authority\n',
        [('Fence the old quay', 'HARBOUR WORKS TEAM', None, None, None)],
    ),
    'fields before the colon': (
        '- Ruta Berzina, 13 June: fence the old quay\n'
        '- Ivo, 20 June: paint the bollards\n'
        '- by 30 June: count the lamps\n',
        [
            ('fence the old quay', 'Ruta Berzina', '2025-06-13', None, None),
            ('paint the bollards', 'Ivo', '2025-06-20', None, None),
            ('count the lamps', None, '2025-06-30', None, None),
        ],
    ),
    'lines with numbers of their own': (
        'AI1: fence the old quay (Ruta; 2025-06-13; P1; open)\n'
        'AI2: paint the bollards (Ivo; 2025-06-20; P2; closed)\n',
        [
            ('fence the old quay', 'Ruta', '2025-06-13', 'P1', 'planned'),
            ('paint the bollards', 'Ivo', '2025-06-20', 'P2', 'done'),
        ],
    ),
    'headings with for': (
        'For Ruta:\n\n- fence the old quay by 13 June\n\nFor Ivo:\n\n- paint the bollards (done)\n\n'
        'For nobody in particular:\n\n- be kind to the pilot\n\nThanks to everyone who came by:\n\n- Ona\n- Pim\n',
        [
            ('fence the old quay', 'Ruta', '2025-06-13', None, None),
            ('paint the bollards', 'Ivo', None, None, 'done'),
            ('be kind to the pilot', None, None, None, None),
        ],
    ),
    'yes and no': (
        '| Measure | Resp. | Target | Compl.? |\n'
        '|---|---|---|---|\n'
        '| Fence the old quay | RB | 13 Jun 25 | N |\n'
        '| Paint the bollards | IT | 20 Jun 25 | Y |\n',
        [
            ('Fence the old quay', 'RB', '2025-06-13', None, 'planned'),
            ('Paint the bollards', 'IT', '2025-06-20', None, 'done'),
        ],
    ),
    'a sentence on the owner': (
        '- We will fence the old quay by the end of the month. Ruta owns this.\n'
        '- Ivo will paint the bollards before 20 June.\n'
        '- Ona will count the lamps.\n',
        [
            ('We will fence the old quay', 'Ruta', '2025-06-30', None, None),
            ('Ivo will paint the bollards', 'Ivo', '2025-06-20', None, None),
            ('Ona will count the lamps.', 'Ona', None, None, None),
        ],
    ),
    'by in other languages': (
        '- Cercar o cais velho — resp.: Rute — até 13/06\n'
        '- Pintar os cabeços — resp.: Ivo — antes de 20/06\n'
        '- Clôturer le vieux quai avant le 13 juin\n',
        [
            ('Cercar o cais velho', 'Rute', '2025-06-13', None, None),
            ('Pintar os cabeços', 'Ivo', '2025-06-20', None, None),
            ('Clôturer le vieux quai', None, '2025-06-13', None, None),
        ],
    ),
    'tickets before a status': (
        '- HAR-11 (In Progress) Fence the old quay - Ruta Berzina\n'
        '- HAR-12 (Closed) Paint the bollards - Ivo Tamm\n',
        [
            ('Fence the old quay', 'Ruta Berzina', None, None, 'in_progress'),
            ('Paint the bollards', 'Ivo Tamm', None, None, 'done'),
        ],
    ),
}
# fmt: on
