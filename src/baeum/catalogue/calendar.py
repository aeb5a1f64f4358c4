"""An offering as an iCalendar file (RFC 5545), for any calendar: made here, no other host is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from baeum.courses.models import Offering

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_LINE = 73  # octets; the standard allows 75 with the line's end
KOREA = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Seoul",
    "BEGIN:STANDARD",
    "DTSTART:19880101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:KST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def calendar_of(offering: Offering, made_at: datetime) -> str:
    """The file: one event, repeated on the weekdays where these are known."""
    version = offering.course_version
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Baeum//Courses//KO",
        *KOREA,
        "BEGIN:VEVENT",
        f"UID:offering-{offering.pk}@baeum",
        f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{_text(version.title)}",
        f"DESCRIPTION:{_text(version.course.institution.name_ko)}",
        *([f"LOCATION:{_text(where)}"] if (where := _where(offering)) else []),
        *_when(offering),
        *(["STATUS:CANCELLED"] if offering.called_off_on else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for one in lines for line in _folded(one))


def first_day(offering: Offering) -> date:
    """The first day on which it is taught: the first of its weekdays from its beginning on."""
    if not offering.weekdays:
        return offering.begins
    days = (offering.begins + timedelta(ahead) for ahead in range(7))
    return next(day for day in days if day.isoweekday() in offering.weekdays)


def _when(offering: Offering) -> Iterator[str]:
    first = first_day(offering)
    last = offering.ends or offering.begins
    begins, ends = offering.starts_at, offering.ends_at
    if begins and ends:
        yield f"DTSTART;TZID=Asia/Seoul:{datetime.combine(first, begins):%Y%m%dT%H%M%S}"
        yield f"DTEND;TZID=Asia/Seoul:{datetime.combine(first, ends):%Y%m%dT%H%M%S}"
    else:
        yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
        until = first if offering.weekdays else max(first, last)
        yield f"DTEND;VALUE=DATE:{until + timedelta(1):%Y%m%d}"
    if offering.weekdays and last > first:
        days = ",".join(DAYS[day - 1] for day in offering.weekdays)
        end = f"{last:%Y%m%d}T145959Z" if begins and ends else f"{last:%Y%m%d}"  # the end of the day in Korea
        yield f"RRULE:FREQ=WEEKLY;BYDAY={days};UNTIL={end}"
    elif begins and ends and last > first:
        yield f"RRULE:FREQ=DAILY;UNTIL={last:%Y%m%d}T145959Z"


def _where(offering: Offering) -> str:
    return ", ".join(part for part in (offering.venue, offering.address) if part)


def _text(value: str) -> str:
    """Escaped (RFC 5545, 3.3.11); what no calendar shows is left out."""
    plain = "".join(one for one in value if one == "\n" or one.isprintable())
    for mark, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(mark, escaped)
    return plain


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets; a letter is never cut."""
    part, size = "", 0
    for one in line:
        octets = len(one.encode())
        if size + octets > LONGEST_LINE:
            yield part
            part, size = " ", 1
        part, size = part + one, size + octets
    yield part
