"""Action lists in other languages."""

from tests.document.item_styles import Style

# fmt: off
STYLES: dict[str, Style] = {
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
}
# fmt: on
