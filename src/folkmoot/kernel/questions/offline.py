"""The questions as a document to write in away from here, and its answers read back. Pure.

A .docx made by hand from three files: every word processor opens one. Each question is a row of a
table; its left box ends in a mark such as {budget.0.3} (key, turn, version it was printed with).
By that its answer is found again, whatever was moved.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from folkmoot.kernel.questions.asking import Asked, Form, Kind, Part
from folkmoot.kernel.questions.reading import Typed, choice_of, is_empty, read
from folkmoot.kernel.questions.saying import Names, names_for, said

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARK = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]{0,39})\.(\d{1,2})\.(\d{1,8})\}")
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/'
    '2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELS = (
    f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{RELATIONS}"><Relationship '
    f'Id="rId1" Type="{DOCUMENT}" Target="word/document.xml"/></Relationships>'
)
HOW = (
    "Write in the right-hand boxes, and leave the left ones as they are: the mark in curly "
    "brackets at the end of a question brings your answer back to it. Nothing has to be finished."
)
PLAIN = {
    Kind.YES_NO: "Yes or no.",
    Kind.DATE: "A day, such as 3 May 2027.",
    Kind.MONEY: "A sum in pounds.",
    Kind.NUMBER: "A number.",
}
FIXED = (2026, 1, 1, 0, 0, 0)  # the same questions give the same bytes
MOST_XML = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Back:
    """One answer that came back: what was typed, and the version it was printed with."""

    key: str
    turn: int
    seen: int
    typed: Typed


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Everything that came back; what is to mend, by question; what cannot be read at all."""

    answers: list[Back] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    unreadable: str = ""


def to_write_in(
    form: Form,
    answers: Mapping[tuple[str, int], Typed],
    versions: Mapping[tuple[str, int], int],
    names: Names | None = None,
) -> bytes:
    """The document, with what stands already filled in. Turns are printed three more than used."""
    body = [_heading(form.title, 36), _paragraph(HOW)]
    body += [_paragraph(form.intro)] if form.intro else []
    for part in form.parts:
        body += [_heading(part.title, 28)] + ([_paragraph(part.intro)] if part.intro else [])
        for turn in range(_turns(part, answers)):
            body += [_heading(f"{part.title} {turn + 1}", 24)] if part.most_turns > 1 else []
            asked_here = [asked for asked in part.questions if asked.kind is not Kind.FILE]
            rows = []
            for asked in asked_here:
                at = (asked.key, turn)
                left = _left(form, asked, turn, versions.get(at, 0))
                rows.append(_row(left, _right(asked, answers.get(at), names)))
            body += [_table(rows), _paragraph("")] if rows else []
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>'
        f"{''.join(body)}</w:body></w:document>"
    )
    return _packed({"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/document.xml": xml})


def read_back(file: BinaryIO, form: Form, names: Names | None = None) -> ReadBack:
    """The answers in a document that was checked to be a .docx; references by their names."""
    try:
        with zipfile.ZipFile(file) as pack:
            xml = pack.read("word/document.xml")
        if len(xml) > MOST_XML or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            return ReadBack(unreadable="This document is not one that we can read.")
        tree = ET.fromstring(xml)
    except (KeyError, zipfile.BadZipFile, ET.ParseError):
        return ReadBack(unreadable="This document is not one that we can read.")
    found = list(_answers(tree, form))
    if not found:
        return ReadBack(
            unreadable="None of the marks in curly brackets is left in it. Begin again with the "
            "document from this page, and copy your answers into its right-hand boxes."
        )
    back, wrong, seen = [], [], set()
    for asked, key, turn, version, text in found:
        if asked is None:
            wrong.append((f"{{{key}.{turn}}}", "These questions do not ask that any more."))
            continue
        if (key, turn) in seen:
            wrong.append((asked.text, "It stands in the document twice. The first was taken."))
            continue
        seen.add((key, turn))
        typed = _as_typed(asked, text, names)
        back.append(Back(key, turn, version, typed))
        among = names_for(asked, names) or None
        why = "" if is_empty(typed) else read(asked, typed, offered=among).wrong
        if why:
            wrong.append((asked.text, why))
    return ReadBack(back, wrong)


def _answers(tree: ET.Element, form: Form) -> Iterator[tuple[Asked | None, str, int, int, str]]:
    for row in tree.iter(f"{{{W}}}tr"):
        cells = row.findall(f"{{{W}}}tc")
        mark = MARK.search(_text(cells[0]).replace("\n", " ")) if len(cells) > 1 else None
        if mark:
            key, turn, version = mark[1], int(mark[2]), int(mark[3])
            yield form.asked(key), key, turn, version, _text(cells[1])


def _as_typed(asked: Asked, text: str, names: Names | None) -> Typed:
    """What was written in a box, as the page would have it typed."""
    plain = text.strip()
    if asked.kind is Kind.TABLE:
        lines = [line for line in plain.split("\n") if line.strip(" |")]
        return [[box.strip() for box in line.split("|")] for line in lines]
    if asked.kind is Kind.MANY:
        parts = [part.strip() for part in re.split(r"[\n;,]", plain) if part.strip()]
        return _whole_choices(asked, plain) or [choice_of(asked, part) or part for part in parts]
    if asked.kind is Kind.ONE:
        return choice_of(asked, plain) or plain
    if asked.kind is Kind.REFERENCE:
        keys = {name.casefold(): key for key, name in names_for(asked, names).items()}
        return keys.get(" ".join(plain.split()).casefold(), plain)
    if asked.kind is Kind.YES_NO:
        return {"y": "yes", "n": "no"}.get(plain.lower()[:1], plain) if len(plain) < 4 else plain
    return plain if asked.kind is Kind.LONG else " ".join(plain.split())


def _whole_choices(asked: Asked, plain: str) -> list[str]:
    """Choices whose words have commas in them, one a line."""
    lines = [line.strip() for line in plain.split("\n") if line.strip()]
    found = [choice_of(asked, line) for line in lines]
    return found if found and all(found) else []


def _left(form: Form, asked: Asked, turn: int, version: int) -> list[str]:
    lines = [asked.text + ("" if asked.is_required else " (optional)")]
    lines += [asked.hint] if asked.hint else []
    lines += [_how(asked)] if _how(asked) else []
    if asked.shown_when and (other := form.asked(asked.shown_when.key)):
        answer = said(other, asked.shown_when.answer)
        lines.append(f"Only when “{other.text}” is answered “{answer}”.")
    return [*lines, f"{{{asked.key}.{turn}.{version}}}"]


def _how(asked: Asked) -> str:
    if asked.max_words:
        return f"Up to {asked.max_words:,} words."
    if asked.kind is Kind.TABLE:
        return "One row a line: " + " | ".join(column.text for column in asked.columns)
    if asked.kind in (Kind.ONE, Kind.MANY):
        several = "One of" if asked.kind is Kind.ONE else "As many as fit, one a line"
        return f"{several}: " + "; ".join(words for _, words in asked.choices)
    return PLAIN.get(asked.kind, "")


def _right(asked: Asked, typed: Typed, names: Names | None) -> list[str]:
    if asked.kind is Kind.MANY and isinstance(typed, list):
        return [said(asked, each) for each in typed]
    return _as_typed_in(asked, typed, names).split("\n")


def _as_typed_in(asked: Asked, typed: Typed, names: Names | None) -> str:
    """What stands, in the form that is read back the same: rows by bars, figures as typed."""
    if is_empty(typed):
        return ""
    if asked.kind is Kind.TABLE:
        return "\n".join(" | ".join(map(str, row)) for row in typed if not is_empty(row))
    if asked.kind in (Kind.MONEY, Kind.DATE):
        return str(typed)
    return said(asked, typed, names)


def _turns(part: Part, answers: Mapping[tuple[str, int], Typed]) -> int:
    keys = {asked.key for asked in part.questions}
    used = [turn + 1 for (key, turn), typed in answers.items() if key in keys and typed]
    return min(part.most_turns, max(used, default=0) + 3)


def _text(cell: ET.Element) -> str:
    """The words of a cell, a line for each paragraph."""
    return "\n".join(_line(each) for each in cell.iter(f"{{{W}}}p")).strip()


def _line(paragraph: ET.Element) -> str:
    words = {f"{{{W}}}t": None, f"{{{W}}}tab": " ", f"{{{W}}}br": "\n"}
    parts = [each for each in paragraph.iter() if each.tag in words]
    return "".join(words[each.tag] or (each.text or "") for each in parts)


def _paragraph(text: str, run: str = "", style: str = "") -> str:
    kept = "".join(letter for letter in text if letter in "\t\n" or ord(letter) >= 32)
    return f'<w:p>{style}<w:r>{run}<w:t xml:space="preserve">{escape(kept)}</w:t></w:r></w:p>'


def _heading(text: str, size: int) -> str:
    run = f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>'
    return _paragraph(text, run, '<w:pPr><w:keepNext/><w:spacing w:before="240"/></w:pPr>')


def _row(left: list[str], right: list[str]) -> str:
    cells = ""
    for lines, width in ((left, 3600), (right, 5600)):
        inside = "".join(_paragraph(line) for line in lines)
        cells += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _table(rows: list[str]) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>' for side in sides)
    grid = '<w:tblGrid><w:gridCol w:w="3600"/><w:gridCol w:w="5600"/></w:tblGrid>'
    shape = (
        f'<w:tblPr><w:tblW w:w="9200" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders></w:tblPr>'
    )
    return f"<w:tbl>{shape}{grid}{''.join(rows)}</w:tbl>"


def _packed(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, words in parts.items():
            pack.writestr(zipfile.ZipInfo(name, FIXED), words.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
