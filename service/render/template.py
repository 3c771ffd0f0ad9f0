"""An empty form as a workbook: the headings of `form.toml`, lists to choose from, and a sheet that explains each field.

What is filled in by the lists is read without a word of doubt. Several answers to one question stand with semicolons
between them; the lists help, and do not forbid it.
"""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from matcher.countries import PROGRAMME
from matcher.languages import Level
from matcher.messages import Vocabulary, say
from matcher.model import ExpertStatus, Travel
from matcher.taxonomy import codes
from service.intake.form.form_fields import Field, Form, fields_of
from service.sentences import Sentences

ROWS = 1_000  # that the lists reach
WIDTH = 28  # characters of a column
_CODED = {
    "roles": Vocabulary.ROLE,
    "themes": Vocabulary.THEME,
    "stages": Vocabulary.STAGE,
    "types": Vocabulary.TERRITORY_TYPE,
    "maturity": Vocabulary.MATURITY,
    "target_groups": Vocabulary.TARGET_GROUP,
}
_ONE_OF = {"status", "residence", "lead_country", "maturity", "travel", "on_site"}
_ENGLISH = Sentences("en")  # the language of the headings: a form is read in any, but a file has one
_HOW = {
    "languages": say("Languages with a level, such as: German (C1), English (B2)"),
    "date": say("A day, such as 2026-09-01"),
    "number": say("A whole number"),
    "agreement": say("Yes or No"),
}


def template(form: Form, sentences: Sentences) -> bytes:
    """The workbook of a form: a sheet to fill in, a sheet that explains, a sheet with the lists."""
    asked = [one for one in fields_of(form).values() if one.in_template]
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F1", "border": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        answers = book.add_worksheet("Answers")
        explained = book.add_worksheet(sentences.text("Explained"))
        lists = book.add_worksheet("Lists")
        lists.hide()
        for place, heading in enumerate((say("Column"), say("What is asked"), say("How to answer"))):
            explained.write_string(0, place, sentences.write(heading), bold)
        explained.set_column(0, 2, 50)
        answers.set_column(0, len(asked) - 1, WIDTH)
        answers.freeze_panes(1, 0)
        for place, one in enumerate(asked):
            options = options_of(one)
            answers.write_string(0, place, one.wordings[0], bold)
            for number, option in enumerate(options):
                lists.write_string(number, place, option)
            if options:
                _offer(answers, place, len(options), one, sentences)
            told = (one.wordings[0], one.description, how_to_answer(one, sentences))
            for column, words in enumerate(told):
                explained.write_string(place + 1, column, words, wrap)
    return content.getvalue()


def options_of(one: Field) -> Sequence[str]:
    """The answers that a field offers; none where it is answered freely."""
    if one.name in _CODED:
        return tuple(codes(_CODED[one.name]).values())
    if one.name == "travel":
        return tuple(_ENGLISH.term(Vocabulary.TRAVEL, travel.value) for travel in Travel)
    if one.name == "status":
        return tuple(_ENGLISH.term(Vocabulary.STATUS, status.value) for status in ExpertStatus)
    if one.name == "on_site":
        return ("On site", "Online")
    if one.answers == "agreement":
        return ("Yes", "No")
    if one.answers == "countries":
        return tuple(sorted(_ENGLISH.country(code).rstrip("*") for code in PROGRAMME))
    return ()


def takes_several(one: Field) -> bool:
    """Whether several of the answers that a field offers may be chosen."""
    return one.name in _CODED and one.name not in _ONE_OF


def _offer(sheet: Worksheet, place: int, count: int, one: Field, sentences: Sentences) -> None:
    column = xl_col_to_name(place)
    sheet.data_validation(
        1,
        place,
        ROWS,
        place,
        {
            "validate": "list",
            "source": f"=Lists!${column}$1:${column}${count}",
            "error_type": "stop" if _is_one_of(one) else "information",
            "input_message": how_to_answer(one, sentences)[:255],
        },
    )


def _is_one_of(one: Field) -> bool:
    return one.name in _ONE_OF or one.answers == "agreement"


def how_to_answer(one: Field, sentences: Sentences) -> str:
    """How a field is to be answered, in one sentence."""
    if one.answers in _HOW:
        levels = ", ".join(Level)
        return sentences.write(_HOW[one.answers]) + (f" ({levels})" if one.answers == "languages" else "")
    if not options_of(one):
        return sentences.text("In your own words")
    if _is_one_of(one):
        return sentences.text("One of the list")
    return sentences.text("One or several of the list, with semicolons between them")
