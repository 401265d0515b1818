"""The embedded tracker: a folder of Markdown files, no account, no server.

    postmortems/<date>-<slug>/postmortem.md     the document; its front matter holds state and labels under `pmflow:`
    postmortems/<date>-<slug>/journal.jsonl     what happened, sealed entry by entry
    postmortems/<date>-<slug>/comments.md       what pmflow said
    postmortems/<name>.md                       a document without a folder of its own: `<name>.journal.jsonl` and
                                                `<name>.comments.md` stand beside it
    incidents/<id>.yml                          incidents, with or without a post-mortem

Everything can be edited by hand. Any other `.md` file is a post-mortem, too, when its path is given. Action items are
the document's own rows. One lock (`.pmflow.lock`, in the folder that
holds the policy, the repository or `postmortems/`) keeps writers of pmflow apart; readers need none, because every file
is replaced at one stroke. A person's editor knows no lock: what it saved since the document was read is seen before
writing.

A document that cannot be read (another encoding, front matter that cannot be trusted) is a `DocumentError`: no fault of
the tracker's, and the only exception beside `TrackerError`.
"""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from pmflow.adapters import heads, local_files, local_publish
from pmflow.adapters.incidents_file import read_incident, write_incident
from pmflow.adapters.local_comments import add_comment, comment_keys
from pmflow.adapters.local_journal import append_entries, read_journal
from pmflow.adapters.local_places import DOCUMENT, STARTS_WITH_DAY, Places, matching
from pmflow.document.document import FrontMatter
from pmflow.document.source import Source
from pmflow.errors import DocumentError, TrackerConflict, TrackerError, TrackerMissing, TrackerRefused
from pmflow.events import StandIn
from pmflow.journal import opened_for
from pmflow.model import ActionItem, Incident, Severity
from pmflow.plan import (
    AddLabel,
    AssignActionItem,
    Comment,
    CommentIncident,
    CreateActionItem,
    Effect,
    KeepOpen,
    MarkPublished,
    Notify,
    OpenPostmortem,
    Publish,
    RemoveLabel,
    RestoreActionItem,
    SetDue,
    SetState,
    ShowStatus,
    UpdateActionItem,
    UpsertBlock,
    WithdrawActionItem,
    WriteJournal,
    WriteRows,
)
from pmflow.tracker import Card, Loaded, Sign, Survey, one_by_one

INCIDENT_SUFFIXES = (".yml", ".yaml")
SLUG_LENGTH = 60
SLUG_BYTES = 150
"""A name may have 255, and a date, a number and the suffix of a file in the making are added."""


class Local:
    """Post-mortems in a folder: `root` holds `postmortems/` and `incidents/`; `secret` is the journal's HMAC key."""

    name = "local"
    items_in_document = True

    def __init__(
        self,
        root: Path,
        *,
        secret: bytes | None = None,
        aliases: Mapping[str, Severity] | None = None,
        postmortems: str = "postmortems",
        incidents: str = "incidents",
        patience: float = 10.0,
    ) -> None:
        """`aliases`: the team's words for severities; `patience`: how long to wait for another writer, in seconds."""
        self.root = Path(os.path.realpath(root))
        self._secret = secret
        self._aliases = aliases
        self._postmortems = self.root / postmortems
        self._places = Places(self.root, self._postmortems)
        self._incidents = self.root / incidents
        self._patience = patience

    def resolve(self, ref: str) -> str:
        """The full ref: a name below `postmortems/` (with or without its date), else a path to a Markdown file."""
        return self._places.resolve(ref)

    def place(self, ref: str) -> str:
        """Where the document is: its absolute path."""
        return str(self._places.path(ref))

    # Reading

    def cards(self) -> Iterator[Card]:
        """Every post-mortem below `postmortems/`, from its file's head; `state` None where front matter has none."""
        for name in self._places.names():
            yield self._card(name)

    def _card(self, name: str) -> Card:
        try:
            path = self._places.path(name)
            head = local_files.read(path, limit=heads.HEAD)
            if heads.needs_more(head):
                head = local_files.read(path)
        except TrackerError as error:
            return Card(name, None, None, date=heads.day_in(name), trouble=str(error))
        return heads.card(name, head, aliases=self._aliases)

    def load(self, ref: str) -> Loaded:
        """One post-mortem. Raises `TrackerError`, or `DocumentError` for a document that cannot be read."""
        path = self._places.path(ref)
        body, source = self._read(path)
        front = self._front(path, source)
        journal = read_journal(self._places.beside(path, "journal.jsonl"))
        state = heads.state_in(front)
        incident, trouble = self._incident_of(ref, heads.incident_in(front) or opened_for(journal.entries))
        return Loaded(
            ref=ref,
            body=body,
            states=(state,) if state else (),
            journal=journal.entries,
            comments=comment_keys(self._places.beside(path, "comments.md")),
            labels=heads.labels_in(front),
            incident=incident,
            troubles=journal.troubles,
            incident_unread="; ".join(trouble) or None,
        )

    @staticmethod
    def _read(path: Path) -> tuple[str, Source]:
        """The text as it is, byte order mark and all, and the same as a source."""
        try:
            source = Source.of(local_files.read(path))
        except DocumentError as error:
            raise error.at(str(path)) from None
        return source.encoded.decode("utf-8"), source

    @staticmethod
    def _front(path: Path, source: Source) -> FrontMatter:
        try:
            return heads.front_of(source.text)
        except DocumentError as error:
            raise error.at(str(path)) from None

    # Incidents

    def incidents(self) -> Iterator[Incident]:
        """Every incident, in order of id; one that cannot be read has `trouble`."""
        named = self._named()
        for path in self._incident_files():
            try:
                yield self._linked(self._read_incident(path), named.get(path.stem))
            except TrackerError as error:
                yield Incident(ref=path.stem, title=path.stem, trouble=str(error))

    def survey(self) -> Survey:
        """Everything, each post-mortem loaded by itself."""
        return one_by_one(self)

    def incident(self, ref: str) -> Incident:
        """One incident, by its id or the path of its file."""
        wanted = Path(ref).stem if ref.endswith(INCIDENT_SUFFIXES) else ref
        path = self._incident_path(wanted)
        if path is None:
            near = get_close_matches(wanted, [file.stem for file in self._incident_files()], 1, 0.4)
            hint = f"did you mean {near[0]}?" if near else "write one there, first of all with `title: …`"
            raise TrackerMissing(f"{ref}: there is no such incident in {self._incidents}; {hint}")
        found = self._read_incident(path)
        return self._linked(found, None if found.postmortem else self._naming(wanted))

    def postmortem_of(self, ref: str) -> str | None:
        """The first that names it."""
        return next((card.ref for card in self.cards() if card.incident == ref), None)

    def comment_incident(self, ref: str, key: str, text: str) -> None:
        """Add to `incidents/<id>.comments.md`, once."""
        path = self._incident_path(ref)
        if path is None:
            raise TrackerMissing(f"{ref}: there is no such incident in {self._incidents}")
        self._inside(path)
        with self._hold_root():
            add_comment(path.with_name(f"{path.stem}.comments.md"), key, text)

    def resolve_incident(self, text: str) -> str:
        """The id of the incident that a person means: whole, without its date, or its beginning where no other begins so.

        What is none comes back as it is. Raises `TrackerMissing` where there are several.
        """
        if self._incident_path(text) or text.endswith(INCIDENT_SUFFIXES):
            return text
        same = matching(text, sorted({path.stem for path in self._incident_files()}))
        if len(same) > 1:
            some = ", ".join((*same[:5], "…") if same[5:] else same)
            raise TrackerMissing(f"{text}: there are {len(same)} incidents of that name: {some}; give one in full")
        return same[0] if same else text

    def incident_place(self, id: str) -> str:
        """Where an incident's file is, or would be: its absolute path."""
        return str(self._incident_path(id) or self._incidents / f"{id}.yml")

    def _naming(self, incident: str) -> str | None:
        """The first post-mortem that names the incident."""
        return self._named().get(incident)

    def _named(self) -> dict[str, str]:
        """Incidents and the post-mortems that name them: in front matter; where that does not say, in the journal."""
        cards = list(reversed(list(self.cards())))
        lost = {opened: card.ref for card in cards if not card.incident and (opened := self._opened_for(card.ref))}
        return lost | {card.incident: card.ref for card in cards if card.incident}

    def _opened_for(self, ref: str) -> str | None:
        """The incident for which the journal says that a post-mortem was opened: its text may have been emptied since."""
        try:
            return opened_for(read_journal(self._places.beside(self._places.path(ref), "journal.jsonl")).entries)
        except TrackerError:
            return None

    def _incident_path(self, id: str) -> Path | None:
        paths = [self._incidents / f"{id}{suffix}" for suffix in INCIDENT_SUFFIXES]
        return next((path for path in paths if path.parent == self._incidents and os.path.lexists(path)), None)

    def _incident_files(self) -> list[Path]:
        try:
            with os.scandir(self._incidents) as entries:
                found = [
                    e.name for e in entries if e.name.endswith(INCIDENT_SUFFIXES) and not e.name.startswith((".", "_"))
                ]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise local_files.complaint(error, self._incidents, "read") from None
        return [self._incidents / name for name in sorted(found)]

    def _read_incident(self, path: Path) -> Incident:
        found = read_incident(local_files.read(path), id=path.stem, path=str(path), aliases=self._aliases)
        said = comment_keys(path.with_name(f"{path.stem}.comments.md"))
        return found.model_copy(update={"comments": said}) if said else found

    def _linked(self, incident: Incident, named: str | None) -> Incident:
        """With the full ref of its post-mortem: the one that its own file names, else the one that names it."""
        ref = named
        if incident.postmortem is not None:
            with contextlib.suppress(TrackerMissing):
                ref = self._places.resolve(incident.postmortem)
        return incident.model_copy(update={"postmortem": ref})

    def _incident_of(self, ref: str, named: str | None) -> tuple[Incident | None, tuple[str, ...]]:
        """The incident of a post-mortem: the one that its front matter names, else the one whose file names it."""
        if named is not None:
            path = self._incident_path(named)
            try:
                found = self._read_incident(path) if path else None
            except TrackerError as error:
                return None, (str(error),)
            return found and found.model_copy(update={"postmortem": ref}), ()
        for path in self._incident_files():
            with contextlib.suppress(TrackerError):  # another's damage; `incidents` says it
                data = local_files.read(path)
                if b"postmortem:" in data:
                    found = read_incident(data, id=path.stem, path=str(path), aliases=self._aliases)
                    if self._linked(found, None).postmortem == ref:
                        return found.model_copy(update={"postmortem": ref}), ()
        return None, ()

    # Writing

    def may_write(self, ref: str, who: str) -> bool:
        """Whoever runs this can write the files anyhow."""
        del ref, who
        return True

    def item_at(self, place: str) -> tuple[str, str] | None:
        """Items are rows; nothing happens to one by itself."""
        del place
        return None

    def stand_in(self, ref: str, id: str, owner: str) -> StandIn | None:
        """A row takes any name."""
        del ref, id, owner
        return None

    def replied(self, place: str, comment: str) -> bool:
        """Nobody gives commands here."""
        del place, comment
        return False

    def reply(self, place: str, comment: str, sign: Sign, text: str) -> None:
        """Raises `TrackerRefused`: nobody comments on a file."""
        del comment, sign, text
        raise TrackerRefused(f"{place}: nobody can be replied to in a folder of files; use the command line")

    @contextlib.contextmanager
    def hold(self, ref: str) -> Iterator[None]:
        """Keep other writers away, by a lock that is the same for this document wherever one stands.

        It keeps them from all that is below the same folder, too (`local_files.lock_folder`).
        """
        target = self._inside(self._places.path(ref))
        with local_files.locked(local_files.lock_folder(target), seconds=self._patience) as outermost:
            if outermost:
                local_files.remove_leftovers(target.parent)
            yield

    @contextlib.contextmanager
    def hold_incident(self, ref: str) -> Iterator[None]:
        """Keep other writers away from all incidents, and from what is below `postmortems/`."""
        if self._incident_path(ref) is None:
            raise TrackerMissing(f"{ref}: there is no such incident in {self._incidents}")
        with self._hold_root():
            yield

    def _inside(self, path: Path) -> Path:
        """Where a file really is. Raises `TrackerRefused` where a link leads out of `root`."""
        return local_files.really(path, self.root)

    def record_incident(self, incident: Incident) -> str:
        """Write `incidents/<date>-<slug>.yml`. The same title on the same day is the same incident.

        Raises `TrackerConflict` where an id that was asked for is another incident's.
        """
        name = self._incident_name(incident)
        self._inside(self._incidents / name)
        with self._hold_root():
            local_files.make_folder(self._incidents)
            number, id = 1, name
            while (path := self._incident_path(id)) is not None:
                if self._read_incident(path).title == incident.title:
                    return id
                if incident.ref:
                    raise TrackerConflict(f"{path}: is another incident already; choose another id, or edit that file")
                number += 1
                id = f"{name}-{number}"
            local_files.replace(self._incidents / f"{id}.yml", write_incident(incident))
        return id

    @staticmethod
    def _incident_name(incident: Incident) -> str:
        day = incident.started_at.date().isoformat() if incident.started_at else ""
        made = "-".join(part for part in (day, slug(incident)) if part)
        return "-".join(re.findall(r"[A-Za-z0-9_.]+", incident.ref)).strip("-.") or made

    def would_write(self, incident: Incident, *, new: bool) -> list[str]:
        """The absolute paths that `record_incident` (for a `new` one) and `create` would write, as things are now."""
        name, number = self._folder_name(incident), 1
        folder = self._postmortems / name
        while os.path.lexists(folder):
            number += 1
            folder = self._postmortems / f"{name}-{number}"
        document = str(folder / DOCUMENT)
        return [self.incident_place(self._incident_name(incident)), document] if new else [document]

    @staticmethod
    def _folder_name(incident: Incident) -> str:
        began = incident.started_at or incident.detected_at or incident.resolved_at
        return "-".join(part for part in (began.date().isoformat() if began else "", slug(incident)) if part)

    @contextlib.contextmanager
    def _hold_root(self) -> Iterator[None]:
        """The lock of the documents below `postmortems/`; `root` is made where it is not there yet."""
        local_files.make_folder(self.root)
        folder = local_files.lock_folder(self._inside(self._postmortems / DOCUMENT))
        local_files.make_folder(folder)
        with local_files.locked(folder, seconds=self._patience):
            yield

    def preview(self, incident: Incident, body: str) -> str:
        """The body with the name of its incident."""
        return _named(body, incident).text

    def create(self, incident: Incident, body: str) -> str:
        """Make `postmortems/<date>-<slug>/postmortem.md`; the date is when it began, in the zone as written.

        A body that does not name its incident gets the name into its front matter: by this a repeat is recognised.
        """
        name = self._folder_name(incident)
        with self._hold_root():
            local_files.remove_leftovers(self._postmortems)
            if there := self._linked(incident, self._naming(incident.ref)).postmortem:
                return there
            source = _named(body, incident)
            number, folder = 1, self._postmortems / name
            while not local_files.make_folder_with(folder, DOCUMENT, source.encoded):
                number += 1
                folder = self._postmortems / f"{name}-{number}"
            return folder.name

    def write_body(self, ref: str, body: str, *, expected: str) -> None:
        """Replace the document at one stroke. Raises `TrackerConflict` when it no longer is `expected`."""
        with self.hold(ref):
            path = self._places.path(ref)
            current, _ = self._read(path)
            if current != expected:
                raise TrackerConflict(
                    f"{path}: was changed by somebody else meanwhile, nothing was written; run it again"
                )
            if body != current:
                local_files.replace(path, body.encode("utf-8"))

    def apply(self, ref: str, effect: Effect) -> None:
        """Carry out one effect other than on the document's text; done already, it changes nothing."""
        with self.hold(ref):
            path = self._places.path(ref)
            match effect:
                case SetState(state=state):
                    self._write_front(path, ("pmflow", "state"), state.value)
                case AddLabel(item=str()) | RemoveLabel(item=str()):
                    raise ValueError("rows of a document have no labels; label the post-mortem")
                case AddLabel(label=label):
                    labels = heads.labels_in(self._front(path, self._read(path)[1]))
                    if label not in labels:
                        self._write_front(path, ("pmflow", "labels"), [*labels, label])
                case RemoveLabel(label=label):
                    labels = heads.labels_in(self._front(path, self._read(path)[1]))
                    if label in labels:
                        self._write_front(path, ("pmflow", "labels"), [other for other in labels if other != label])
                case CreateActionItem(item=item):
                    self._write_row(ref, path, item)
                case UpdateActionItem(id=id, status=status):
                    # Title, priority and evidence are people's words in a document: pmflow does not write them.
                    self._write_row(ref, path, ActionItem(id=id, title="", status=status))
                case AssignActionItem(id=id, owner=owner):
                    self._write_row(ref, path, ActionItem(id=id, title="", owner=owner))
                case SetDue(id=id, due=due):
                    self._write_row(ref, path, ActionItem(id=id, title="", due=due))
                case Comment(key=key, text=text):
                    add_comment(self._places.beside(path, "comments.md"), key, text)
                case Publish(place=place, text=text):
                    local_publish.publish(self._published(path, place), self._places.ref(path), text)
                case MarkPublished(place=place, note=note):
                    local_publish.mark(self._published(path, place), self._places.ref(path), note)
                case WriteJournal(entries=entries):
                    append_entries(self._places.beside(path, "journal.jsonl"), entries, secret=self._secret)
                case ShowStatus() | KeepOpen():
                    pass  # the document is all that there is to look at, and pmflow's block in it says where it stands
                case RestoreActionItem() | WithdrawActionItem():
                    pass  # one writer at a time makes nothing twice, and an item bears no words of pmflow's
                case WriteRows() | UpsertBlock() | CommentIncident() | Notify() | OpenPostmortem():
                    raise ValueError(f"{type(effect).__name__} is not for a tracker: the engine carries it out")

    def _write_front(self, path: Path, key: tuple[str, ...], value: object) -> None:
        _, source = self._read(path)
        try:
            after = _with_front(source, key, value)
        except DocumentError as error:
            raise error.at(str(path)) from None
        if after != source:
            local_files.replace(path, after.encoded)

    def _write_row(self, ref: str, path: Path, wanted: ActionItem) -> None:
        """Write status, owner, due and id into the row that bears the id, else the first without one of that title."""
        from pmflow.document.edit import write_item
        from pmflow.document.parse import parse

        _, source = self._read(path)
        try:
            document = parse(source.encoded, ref=ref)
        except DocumentError as error:
            raise error.at(str(path)) from None
        rows = list(enumerate(document.postmortem.action_items))
        index = next((n for n, row in rows if row.id == wanted.id), None)
        if index is None and wanted.title:
            index = next((n for n, row in rows if row.id is None and row.title == wanted.title), None)
        if index is None:
            raise TrackerMissing(
                f"{path}: has no action item {wanted.id}; write its row, or restore it from version control"
            )
        try:
            after = write_item(document, index, status=wanted.status, owner=wanted.owner, due=wanted.due, id=wanted.id)
        except DocumentError as error:
            raise error.at(str(path)) from None
        if after != source:
            local_files.replace(path, after.encoded)

    def _published(self, path: Path, place: str) -> Path:
        name = path.parent.name if path.name == DOCUMENT else path.stem
        return local_publish.target(self.root, place, name, kept=(self._postmortems, self._incidents))


def _named(body: str, incident: Incident) -> Source:
    source = Source.of(body)
    if heads.incident_in(heads.front_of(source.text)) is not None:
        return source
    return _with_front(source, ("incident",), incident.ref)


def slug(incident: Incident) -> str:
    """The incident's title as a name for a folder: lower case, words joined by hyphens, cut at a word.

    Latin letters lose their accents; letters of another script stay as they are.
    """
    name = ""
    for word in _words(incident.title):
        if name and not _fits(f"{name}-{word}"):
            break
        name = f"{name}-{word}" if name else _cut(word)
    return name or "-".join(_words(STARTS_WITH_DAY.sub("", incident.ref, count=1))) or "incident"


def _words(text: str) -> list[str]:
    """Runs of letters (with the marks that belong to them) and digits."""
    kept = "".join(
        letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else " "
        for letter in unicodedata.normalize("NFC", text).lower()
    )
    return [word for each in kept.split() if (word := _plain(each))]


def _plain(word: str) -> str:
    """In ASCII where its letters have a likeness there."""
    apart = unicodedata.normalize("NFKD", word)
    bases = [letter for letter in apart if not unicodedata.category(letter).startswith("M")]
    ascii_only = "".join(letter for letter in bases if letter.isascii() and letter.isalnum())
    return ascii_only if len(ascii_only) * 2 > len(bases) else word


def _fits(name: str) -> bool:
    """Short enough to be read, and for a file system, which counts bytes."""
    return len(name) <= SLUG_LENGTH and len(name.encode()) <= SLUG_BYTES


def _cut(word: str) -> str:
    return word[:SLUG_LENGTH].encode()[:SLUG_BYTES].decode(errors="ignore")


def _with_front(source: Source, key: tuple[str, ...], value: object) -> Source:
    from pmflow.document.edit import set_front_matter

    return set_front_matter(source, heads.front_of(source.text), key, value)
