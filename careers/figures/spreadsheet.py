"""Reading a table of applications, as spreadsheets and other trackers write it: bytes, delimiter, headings, words.

Whatever it says of a step, a day or a choice is put into our words here; whether it holds is for the form to say.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from charset_normalizer import from_bytes

from careers.figures.application import WAY
from careers.figures.applications import IN_WORDS
from careers.models import Period, Priority, Reason, Remote, Step

MOST_ROWS = 1000
DELIMITERS = ",;\t|"
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
"""Which encoding says so itself by its first bytes."""
GUESSES = ["cp1252", "cp1251", "mac_roman"]
"""What else spreadsheets write. Central European letters lie too near to Western ones to be told apart."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula, and runs it."""

STEP, WHY, CLOSED_ON, LEFT_ASIDE = "step", "why_closed", "closed_on", ""
HEADINGS = {
    "company": "company companyname employer organisation organization firm business",
    "role": "role title jobtitle position job roletitle jobrole positiontitle",
    STEP: "step status stage state applicationstatus currentstage currentstatus",
    WHY: "whyclosed reason closedreason rejectionreason outcome",
    "place": "place location city where office joblocation",
    "remote": "wheretheworkisdone remote worktype workmode workplace workmodel locationtype",
    "pay_from": "payfrom salary salaryfrom minsalary salarymin pay compensation salaryexpected",
    "pay_to": "payto salaryto maxsalary salarymax",
    "currency": "currency salarycurrency",
    "period": "paidfor period per salaryperiod payperiod",
    "priority": "priority importance excitement",
    "source": "source foundon whereifoundit jobboard platform site via referrer",
    "next_action": "nextaction nextstep todo action nexttask",
    "next_on": "nexton nextdate followup followupdate followupon nextactiondate nextactionon",
    "url": "link url joburl posting postinglink postingurl joblink joburlpage website",
    "posting": "posting text jobdescription description",
    "notes": "notes note comments comment remarks",
    "saved_on": "savedon datesaved saveddate added addedon dateadded created createdat",
    "applied_on": "appliedon dateapplied applieddate applicationdate date submitted datesubmitted senton applied",
    "screening_on": "screeningon screeningdate phonescreen phonescreendate",
    "interviews_on": "interviewson interviewdate interviewedon firstinterview",
    "offer_on": "offeron offerdate dateoffered",
    "accepted_on": "acceptedon accepteddate",
    CLOSED_ON: "closedon rejectedon rejectiondate dateclosed rejecteddate",
    LEFT_ASIDE: "furtheststep daystofirstanswer",
}
"""Our field → what it is called elsewhere, in small letters and digits alone."""
FIELDS = {name: field for field, names in reversed(HEADINGS.items()) for name in names.split()}
STEPS: Mapping[str, str] = {
    Step.SAVED: "saved wishlist bookmarked interested lead toapply notapplied new backlog draft",
    Step.APPLIED: "applied sent submitted applicationsent pending waiting awaitingresponse inprogress underreview",
    Step.SCREENING: "screening screen phonescreen recruitercall recruiterscreen hrscreen assessment inreview contacted",
    Step.INTERVIEWS: "interviews interview interviewing onsite technicalinterview technical finalround phoneinterview",
    Step.OFFER: "offer offered offerreceived negotiation",
    Step.ACCEPTED: "accepted hired signed offeraccepted won",
    Step.CLOSED: "closed archived rejected rejection declinedbythem notselected noanswer ghosted noresponse"
    " withdrawn iwithdrew withdrew declined offerdeclined ideclinedtheoffer rejectedoffer roleclosed cancelled filled",
}
REASONS: Mapping[str, str] = {
    Reason.REJECTED: "rejected rejection declinedbythem notselected",
    Reason.GHOSTED: "ghosted noanswer noresponse",
    Reason.WITHDRAWN: "withdrawn iwithdrew withdrew",
    Reason.DECLINED: "declined offerdeclined ideclinedtheoffer rejectedoffer",
    Reason.ROLE_CLOSED: "roleclosed therolewasclosed cancelled filled positionclosed",
}
CHOICES: Mapping[str, Mapping[str, str]] = {
    "remote": {
        Remote.ON_SITE: "onsite office inoffice inperson no false",
        Remote.HYBRID: "partlyremote hybrid",
        Remote.REMOTE: "remote fullyremote yes true home",
    },
    "period": {
        Period.YEAR: "ayear year yearly annual annually peryear pa",
        Period.MONTH: "amonth month monthly permonth",
        Period.WEEK: "aweek week weekly perweek",
        Period.DAY: "aday day daily perday",
        Period.HOUR: "anhour hour hourly perhour",
    },
    "priority": {str(Priority.LOW): "low 1", str(Priority.NORMAL): "normal medium 2", str(Priority.HIGH): "high 3 top"},
}


class Unreadable(Exception):
    """The whole of it cannot be read as a table of applications; says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, in our fields and words; dates in ISO. What could not be read stands as it was."""

    number: int
    """As a spreadsheet counts it: the headings are row 1."""
    values: Mapping[str, str]
    step: str
    reasons: tuple[str, ...]
    days: Mapping[str, dt.date]
    """Step → the day on which it came there."""
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    rows: Sequence[Row]
    passed_over: Sequence[str]
    """Headings that nobody here knows."""
    days_first: bool
    is_unsure: bool
    """Days such as 03/04/2026 could be read either way."""


def decoded(content: bytes) -> str:
    """The text of a file. Raises Unreadable for what is none."""
    try:
        return _decoded(content).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError):
        raise Unreadable("The file is no text that can be read. Save it as CSV in UTF-8.") from None


def _decoded(content: bytes) -> str:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding)
    if b"\0" in content:
        raise Unreadable("The file is no CSV. In a spreadsheet choose “save as” and CSV.")
    try:
        return content.decode()
    except UnicodeDecodeError:
        best = from_bytes(content, cp_isolation=GUESSES).best()
        return content.decode(best.encoding if best else "cp1252")


def read_table(text: str, days_first: bool | None = None) -> Table:
    """`days_first` says how 03/04/2026 is read; None looks at all days of the table."""
    if "\0" in text:
        raise Unreadable("It holds characters that no text has.")
    headings, lines = _lines(text)
    fields = [FIELDS.get(_plain(heading)) for heading in headings]
    if "company" not in fields:
        raise Unreadable("No column is headed “Company”. The first row holds the headings.")
    doubled = {field for field in fields if field and fields.count(field) > 1}
    fields = [None if field in doubled and field in fields[:n] else field for n, field in enumerate(fields)]
    if len(lines) > MOST_ROWS:
        raise Unreadable(f"It has {len(lines):,} rows. At most {MOST_ROWS:,} come in at once: split the file.")
    if not lines:
        raise Unreadable("There is no row below the headings.")
    told = [(number, _told(fields, cells)) for number, cells in lines]
    first, unsure = _order(values for _, values in told) if days_first is None else (days_first, False)
    passed_over = [heading for heading, field in zip(headings, fields, strict=True) if field is None and heading]
    rows = [_row(number, values, days_first=first) for number, values in told]
    return Table(rows, passed_over, first, unsure)


def _lines(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Headings, and the lines that hold anything, by the delimiter under which most headings are known."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=lambda mark: sum(_plain(cell) in FIELDS for cell in head.split(mark)))
    lines = csv.reader(StringIO(text.lstrip(), newline=""), delimiter=delimiter)
    try:
        table = [[cell.strip() for cell in line] for line in lines]
    except csv.Error as error:
        raise Unreadable(f"The table breaks off: {error}.") from None
    if not table:
        raise Unreadable("There is nothing in it.")
    return table[0], [(n, cells) for n, cells in enumerate(table[1:], 2) if any(cells)]


def _told(fields: Sequence[str | None], cells: Sequence[str]) -> dict[str, str]:
    return {field: unharmed(cell) for field, cell in zip(fields, cells, strict=False) if field}


def unharmed(cell: str) -> str:
    """Without the apostrophe that an export puts before what a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _among(words: Mapping[str, str], text: str) -> str | None:
    wanted = _plain(text)
    return next((value for value, names in words.items() if wanted in names.split()), None) if wanted else None


# --- one row ---

DAYS = {**{f"{step}_on": step for step in WAY}, CLOSED_ON: Step.CLOSED.value}


def _row(number: int, values: dict[str, str], *, days_first: bool) -> Row:
    errors: list[str] = []
    days = {step: day for name, step in DAYS.items() if (day := _day(values.pop(name, ""), days_first, errors))}
    if next_on := _day(values.get("next_on", ""), days_first, errors):
        values["next_on"] = next_on.isoformat()
    for name, words in CHOICES.items():
        if values.get(name):
            values[name] = _among(words, values[name]) or values[name]
    status, why = values.pop(STEP, ""), values.pop(WHY, "")
    step = _among(STEPS, status)
    if status and step is None:
        errors.append(f"“{status[:40]}” is no step that is known here.")
    step = step or max(days, key=lambda step: (days[step], _place(step)), default=Step.SAVED.value)
    reasons = _reasons(why) or _reasons(status)
    return Row(number, values, str(step), reasons if step == Step.CLOSED else (), days, tuple(errors))


def _place(step: str) -> int:
    return WAY.index(step) if step in WAY else len(WAY)


def _reasons(text: str) -> tuple[str, ...]:
    """Several stand behind commas, as in our own export."""
    ours = {_plain(said): reason for reason, said in IN_WORDS.items()}
    found = [ours.get(_plain(part)) or _among(REASONS, part) for part in re.split(r"[,;/]", text)]
    return tuple(dict.fromkeys(str(reason) for reason in found if reason))


# --- days ---

NUMBERS = re.compile(r"(\d{1,2})[./\-\s]+(\d{1,2})[./\-\s]+(\d{4}|\d{2})\.?")
WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")


def _order(rows: Iterable[Mapping[str, str]]) -> tuple[bool, bool]:
    """Whether the day comes before the month in days of numbers, and whether that is a guess."""
    texts = [values.get(name, "") for values in rows for name in (*DAYS, "next_on")]
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := NUMBERS.match(text))]
    if any(first > 12 for first, _ in pairs):
        return True, False
    if any(second > 12 for _, second in pairs):
        return False, False
    return True, any(first != second for first, second in pairs) and not any("." in text for text in texts)


def _day(text: str, days_first: bool, errors: list[str]) -> dt.date | None:
    """`2026-11-24`, with a time too, `24.11.2026`, `11/24/26`, `24 November 2026`, `Nov 24, 2026`."""
    if not text:
        return None
    day = _parsed(text, days_first)
    if day is None:
        errors.append(f"“{text[:40]}” is no day. Write it as 2026-11-24.")
    return day


def _parsed(text: str, days_first: bool) -> dt.date | None:
    try:
        if iso := re.match(r"\d{4}-\d{2}-\d{2}(?=$|[T ])", text):
            return dt.date.fromisoformat(iso[0])
        if found := NUMBERS.fullmatch(text.split(" ")[0]) or NUMBERS.fullmatch(text):
            one, two, year = int(found[1]), int(found[2]), int(found[3])
            day, month = (one, two) if days_first else (two, one)
            return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:  # 31 February
        return None
    return _written(" ".join(re.sub(r"(\d)(?:st|nd|rd|th)\b|[,.]", r"\1 ", text).split()))


def _written(text: str) -> dt.date | None:
    for form in WRITTEN:
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
