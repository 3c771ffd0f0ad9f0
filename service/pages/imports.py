"""Upload exports, read the report, apply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from matcher.messages import Message, say
from service.errors import MissingColumns, NotFound, ServiceError, Stale
from service.intake.form.form_fields import Form, fields_of
from service.intake.form.read_as import may_be_stated
from service.intake.problems import Problem
from service.pages.downloads import workbook_download
from service.pages.showing import show
from service.render.annotated import annotated
from service.render.facts import Difference, differences
from service.render.problem_groups import by_cause
from service.render.template import options_of, template
from service.sentences import Sentences
from service.values.imports import ImportState
from service.verbs.import_changes import CHANGED, NEW, Changes
from service.verbs.imports import add_import, apply_import, files_of, find_import, latest_imports
from service.verbs.undo_import import undo_import, what_stands_against_undoing
from service.web.asking import At, Coordinator, Language, ReadAhead, Reader, WholeNumber
from service.web.problems import status_and_code
from service.web.uploads import uploads
from service.workplace import Workplace

router = APIRouter(prefix="/imports")
MOST_GROUPS = 100  # causes of the report on one page
MOST_NAMES, MOST_CHANGED = 100, 50  # of what an import would bring, on one page


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying an import would do to one form's records, by name."""

    form: str
    new: Sequence[str]
    changed: Sequence[tuple[str, Sequence[Difference]]]


@router.get("")
def all_imports(request: Request, _: Reader, at: At) -> Response:
    """The form to upload with, and what was imported before."""
    return show(request, "imports.html", imports=latest_imports(at), error=None, missing=None)


@router.post("")
def upload(
    request: Request,
    actor: Coordinator,
    at: At,
    experts: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI reads the default
    territories: Annotated[list[UploadFile], File()] = [],  # noqa: B006 - FastAPI reads the default
) -> Response:
    """Read what was uploaded; a file that cannot be read is said beside the form."""
    try:
        read = add_import(uploads(experts), uploads(territories), actor, at)
    except ServiceError as error:
        status, _ = status_and_code(error)
        missing = (error.fields[0], error.headings) if isinstance(error, MissingColumns) else None
        return show(request, "imports.html", status, imports=latest_imports(at), error=error.message, missing=missing)
    return RedirectResponse(f"/imports/{read.told.id}", 303)


@router.get("/template/{form}.xlsx")
def empty_form(form: str, _: Reader, language: Language) -> Response:
    """A form to fill in, with lists to choose from."""
    if form not in set(Form):
        raise NotFound(say("There is no such form"))
    content = template(Form(form), Sentences(language))
    return workbook_download(content, form)


@router.get("/{identity}/files/{number}.xlsx")
def annotated_file(identity: str, number: WholeNumber, _: Coordinator, at: At, language: Language) -> Response:
    """One of the files with the report as comments in its cells; they are numbered from 1."""
    files = files_of(identity, at)
    if not 1 <= number <= len(files):
        raise NotFound(say("This import has no such file"))
    upload = files[number - 1]
    content = annotated(upload, find_import(identity, at).told.problems, Sentences(language))
    commented = Sentences(language).write(say("commented"))
    name = f"{upload.name.rpartition('.')[0] or upload.name}-{commented}"
    return workbook_download(content, name)


@router.get("/{identity}")
def one_import(request: Request, identity: str, _: Reader, at: At, language: Language) -> Response:
    """The report, what applying would change or changed, and the button."""
    return _page(request, identity, at, language)


def _page(
    request: Request, identity: str, at: Workplace, language: str, status: int = 200, error: Message | None = None
) -> Response:
    read = find_import(identity, at)
    applied = read.told.state is ImportState.APPLIED
    return show(
        request,
        "import.html",
        status,
        read=read,
        told=read.told,
        gaps=read.exports.gaps if read.exports else (),
        groups=by_cause(read.told.problems),
        options=_options(read.told.problems),
        most_groups=MOST_GROUPS,
        previews=_previews(read.changes, Sentences(language)) if read.changes else [],
        most_names=MOST_NAMES,
        most_changed=MOST_CHANGED,
        against=what_stands_against_undoing(identity, at) if applied else None,
        error=error,
    )


def _options(problems: Iterable[Problem]) -> Mapping[str, Sequence[str]]:
    """What may be chosen as the meaning of an answer, by field; answers that are no options have none."""
    asked = dict.fromkeys(one.place.field for one in problems if may_be_stated(one.place.field))
    told = {one.name: options_of(one) for form in Form for one in fields_of(form).values() if one.name in asked}
    return {field: options for field, options in told.items() if options}


def _previews(changes: Changes, sentences: Sentences) -> list[Preview]:
    """Names, and what of whom would be different; of whoever does not agree the name alone."""
    people = [
        (
            one.told.expert.name,
            differences(one.was, one.told.expert, sentences) if one.told.expert.consent_process else (),
        )
        for one in changes.experts
        if one.was is not None and one.outcome == CHANGED
    ]
    places = [
        (one.told.territory.name, differences(one.was, one.told.territory, sentences))
        for one in changes.territories
        if one.was is not None and one.outcome == CHANGED
    ]
    return [
        Preview("experts", [one.told.expert.name for one in changes.experts if one.outcome == NEW], people),
        Preview("territories", [one.told.territory.name for one in changes.territories if one.outcome == NEW], places),
    ]


@router.post("/{identity}/apply")
def apply(identity: str, actor: Coordinator, at: At, read_ahead: ReadAhead) -> Response:
    """Apply as one unit."""
    apply_import(identity, actor, at)
    read_ahead()
    return RedirectResponse(f"/imports/{identity}", 303)


@router.post("/{identity}/undo")
def undo(request: Request, identity: str, actor: Coordinator, at: At, language: Language) -> Response:
    """Undo the last import as one unit."""
    try:
        undo_import(identity, actor, at)
    except Stale as error:
        return _page(request, identity, at, language, 409, error.message)
    return RedirectResponse(f"/imports/{identity}", 303)
