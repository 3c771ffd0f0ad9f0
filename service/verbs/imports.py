"""Import exports: store them, say what they would do, and apply them as one unit or not at all.

Importing a file again changes nothing. Whatever a coordinator decided stays; what is older than what is stored changes
nothing either, and a "no" to a consent is never undone by an older "yes".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from matcher.messages import say
from service.asking.texts import keys_told
from service.errors import NotFound, ServiceError
from service.intake import IntakeOptions
from service.intake.columns.gaps import Gap, UnreadRuleFields, fields_of_gaps
from service.intake.columns.mapping import KNOWN_HEADING
from service.intake.problems import Problem
from service.intake.rows.both_forms import Exports, read_exports
from service.store import audit, imports, installation, texts
from service.store.engine import reading, writing
from service.values.actors import Actor
from service.values.audit import Deed, Line, Thing
from service.values.imports import ImportState, ImportTold
from service.values.uploads import Upload
from service.verbs.columns import fields_by_heading
from service.verbs.erase import without_erased
from service.verbs.import_changes import SAME, Changes, changes_of, store_changes
from service.verbs.wordings import wordings_to_read_with
from service.workplace import Workplace

EXPERTS, TERRITORIES = "experts", "territories"


@dataclass(frozen=True, slots=True)
class ImportRead:
    """An import as it was read, and what applying it would do, or did."""

    told: ImportTold
    exports: Exports | None  # None once it is applied: the files are gone
    names: tuple[str, ...]  # of the files
    changes: Changes | None = None  # what applying it would do; None once it is applied


def add_import(
    experts: Sequence[Upload], territories: Sequence[Upload], actor: Actor, workplace: Workplace, key: str | None = None
) -> ImportRead:
    """Store uploads and read them; nothing of them is applied.

    A request with a `key` that the same actor gave before, with the same files, is answered by the import of then.

    Raises ServiceError where nothing was given, UnreadableFile for a file that cannot be read: then nothing is stored;
    KeyUsed where the key was given with other files.
    """
    if not (experts or territories):
        raise ServiceError(say("Choose an export of the registrations, of the applications, or both"))
    asked = f"{actor.key} {key}" if key else None
    before = _asked_before(asked, (*experts, *territories), workplace) if asked else None
    if before is not None:
        return before
    read = _read(experts, territories, workplace)
    identity, at = str(uuid4()), workplace.clock()
    with writing(workplace.database) as database:
        if asked and imports.asked_with(database, asked):  # by the same request, which came in twice at once
            raise KeyUsed(say("The same request is under way; ask again in a moment"))
        imports.add(database, identity, {EXPERTS: experts, TERRITORIES: territories}, actor.key, at, asked)
        changes = changes_of(read, database, at)
        audit.note(database, Line(at, actor.key, Deed.UPLOADED, Thing.IMPORT, identity))
    told = ImportTold(identity, ImportState.READ, changes.counts, read.problems, actor.key, at)
    return ImportRead(told, read, tuple(one.name for one in (*experts, *territories)), changes)


def try_import(experts: Sequence[Upload], territories: Sequence[Upload], workplace: Workplace) -> ImportRead:
    """Read uploads and say what applying them would do; nothing is stored, not even the files.

    Raises ServiceError where nothing was given, UnreadableFile for a file that cannot be read.
    """
    if not (experts or territories):
        raise ServiceError(say("Choose an export of the registrations, of the applications, or both"))
    read, at = _read(experts, territories, workplace), workplace.clock()
    with reading(workplace.database) as database:
        changes = changes_of(read, database, at)
    told = ImportTold("", ImportState.READ, changes.counts, read.problems, "", at)
    return ImportRead(told, read, tuple(one.name for one in (*experts, *territories)), changes)


def _asked_before(asked: str, uploads: Sequence[Upload], workplace: Workplace) -> ImportRead | None:
    with reading(workplace.database) as database:
        identity = imports.asked_with(database, asked)
        kept = imports.uploads(database, identity) if identity else ()
    if identity is None:
        return None
    if [one.sha256 for one in kept] != [one.sha256 for one in uploads]:
        raise KeyUsed(say("This key was given with other files; take a new one for a new import"))
    return find_import(identity, workplace)


def find_import(identity: str, workplace: Workplace) -> ImportRead:
    """An import by id, with what it would do now, or did. Raises NotFound where there is none."""
    told, uploads = _stored(identity, workplace)
    names = tuple(one.name for one in uploads)
    if told.state is not ImportState.READ:
        return ImportRead(told, None, names)
    read = _read_again(uploads, workplace)
    with reading(workplace.database) as database:
        changes = changes_of(read, database, workplace.clock())
    now = replace(told, counts=changes.counts, problems=read.problems)
    return ImportRead(now, read, names, changes)


def apply_import(identity: str, actor: Actor, workplace: Workplace) -> ImportTold:
    """Apply an import as one unit; applied already, it is given as it was.

    Raises NotFound where there is none, ImportWaits where a field that a rule rests on may stand in a column that
    was not read.
    """
    at = workplace.clock()
    told, uploads = _stored(identity, workplace)
    if told.state is not ImportState.READ:
        return _applied(told)
    read = _read_again(uploads, workplace)  # outside the transaction: the text model keeps what it reads in its own
    if read.gaps:
        raise ImportWaits(read.gaps, identity)
    problems = _without_samples(read.problems)
    with writing(workplace.database) as database:
        told = imports.find(database, identity) or told
        if told.state is not ImportState.READ:  # by somebody else in the meantime
            return _applied(told)
        changes = changes_of(read, database, at)
        store_changes(changes, database, identity, actor.key)
        texts.used_by(database, _texts_of(changes, workplace))
        imports.settle(database, identity, changes.counts, problems, changes.outcomes, at)
        if changes.any:
            installation.bump(database)
        audit.note(database, Line(at, actor.key, Deed.APPLIED, Thing.IMPORT, identity, _summary(changes)))
    return ImportTold(identity, ImportState.APPLIED, changes.counts, problems, actor.key, at)


def _applied(told: ImportTold) -> ImportTold:
    """An import that is applied; raises ServiceError where it was undone: its files are gone."""
    if told.state is ImportState.UNDONE:
        raise ServiceError(say("This import was undone, and its files are gone: upload them again"))
    return told


def files_of(identity: str, workplace: Workplace) -> Sequence[Upload]:
    """The files of an import. Raises NotFound where there is none, or its files are gone since it was applied."""
    _, uploads = _stored(identity, workplace)
    kept = [Upload(one.name, one.content, one.sha256) for one in uploads if one.content is not None]
    if not kept:
        raise NotFound(say("The files of this import are gone: they are kept until it is applied"))
    return kept


class KeyUsed(ServiceError):
    """A key of a request that was given with something else before."""


class ImportWaits(UnreadRuleFields):
    """An import is not applied before somebody has said what a column holds."""

    def __init__(self, gaps: Sequence[Gap], identity: str) -> None:
        fields = ", ".join(fields_of_gaps(gaps))
        said = say(
            "Nothing is applied: rules rest on {fields}. State which column holds it, or that none does", fields=fields
        )
        super().__init__(gaps, said)
        self.identity = identity


def _without_samples(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The report as it is kept: what was shown of a column's answers goes with the files, whoever gave them."""
    return tuple(replace(one, value="") if one.expected == KNOWN_HEADING else one for one in problems)


def _stored(identity: str, workplace: Workplace) -> tuple[ImportTold, Sequence[imports.Uploaded]]:
    """An import with its files. Raises NotFound where there is none."""
    with reading(workplace.database) as database:
        told = imports.find(database, identity)
        if told is None:
            raise NotFound(say("There is no such import"))
        return told, imports.uploads(database, identity)


def _texts_of(changes: Changes, workplace: Workplace) -> Mapping[str, Sequence[bytes]]:
    """The texts of whoever is new or changed, by their keys."""
    identity = workplace.model.identity
    fresh = (one.told.expert for one in changes.experts if one.outcome != SAME)
    return {one.id: keys_told(one, identity) for one in fresh}


def _summary(changes: Changes) -> str:
    parts = (f"{form}: {one.new} new, {one.changed} changed, {one.same} same" for form, one in changes.counts.items())
    return "; ".join(parts)


def latest_imports(workplace: Workplace, limit: int = 20) -> Sequence[ImportTold]:
    """The last imports, newest first."""
    with reading(workplace.database) as database:
        return imports.latest(database, limit)


def _read_again(uploads: Sequence[imports.Uploaded], workplace: Workplace) -> Exports:
    by_form: Mapping[str, list[Upload]] = {EXPERTS: [], TERRITORIES: []}
    for one in uploads:
        by_form[one.form].append(Upload(one.name, one.content or b"", one.sha256))
    return _read(by_form[EXPERTS], by_form[TERRITORIES], workplace)


def _read(experts: Sequence[Upload], territories: Sequence[Upload], workplace: Workplace) -> Exports:
    """Read exports before anything is read ahead: somebody waits for it."""
    with workplace.reading_texts.first():
        read = read_exports(experts, territories, _options(workplace))
    with reading(workplace.database) as database:
        return without_erased(read, database)


def _options(workplace: Workplace) -> IntakeOptions:
    return IntakeOptions(
        stated=fields_by_heading(workplace),
        max_rows=workplace.settings.max_rows,
        read_grid=workplace.read_grid,
        vectors=workplace.read_headings,
        wordings=wordings_to_read_with(workplace),
    )
