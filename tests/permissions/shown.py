"""What each route shows to whoever is let through: the one declared table of ids and fields.

A route that is not here shows nothing of anybody, and no route shows anything to whoever is not let through.
What whoever asks has put into the address themselves is no news to them, and is left out.
"""

from __future__ import annotations

from cast import APPOINTMENTS

from .asking import ANSWERS
from .cell import PRINCIPALS, Cell, Row, ours, there
from .document_examples import CHECKED
from .scene import Scene
from .shown_accreditation import ACCREDITATION
from .shown_claims import CLAIMS
from .shown_planning import PLANNING
from .signs import Sign


def oneself(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of the one who asks."""
    return sign.about == cell.key


def principal(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of those whose proxy asks."""
    return sign.about in PRINCIPALS.get(cell.key or "", ())


def oneself_or_principal(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of either."""
    return oneself(sign, cell, scene) or principal(sign, cell, scene)


def any_to_choose(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """The same; whoever is nobody's proxy has nothing to choose, and is led to the own account at once."""
    return cell.key in PRINCIPALS and oneself_or_principal(sign, cell, scene)


def subject(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of the person whose account it is."""
    return sign.about == cell.about


def own_of_subject(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of what that person entered themselves."""
    return subject(sign, cell, scene) and not sign.office


def proxy_of_subject(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of the proxies of that person."""
    return cell.about in PRINCIPALS.get(sign.about, ())


def this_line(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of the one line that the address names."""
    office = cell.at if cell.of_system else scene.office_of[cell.about or "", cell.parts["number"]]
    return sign.about == cell.about and sign.office == office


def own_line(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """The same, where the person has written it."""
    return this_line(sign, cell, scene) and not sign.office


def appointed_there(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of those who have, or had, an appointment there."""
    return sign.about in APPOINTMENTS and APPOINTMENTS[sign.about][1] == cell.at


def appointment_there(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of an appointment there that holds: one that has ended is not offered to be ended."""
    return there(sign, cell, scene) and sign.about not in ("expired", "revoked")


def ours_or_any(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """The institute oversees the clients of all."""
    return cell.office == "institute" or ours(sign, cell, scene)


def on_our_desk(sign: Sign, _: Cell, __: Scene) -> bool:
    """Of those in whose accounts the office has lines: every institution has lines of both."""
    return sign.about in ("nari", "dowon")


def asks_us(sign: Sign, _: Cell, __: Scene) -> bool:
    """Of the one who asked every institution to correct a line, and stands in every file."""
    return sign.about == "nari"


def asked_there(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of the line that the address names, which is that one."""
    return asks_us(sign, cell, scene) and there(sign, cell, scene)


def of_the_link(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of the line that the link of this token shows, and its person."""
    return not sign.office and scene.token.get(sign.about) == cell.parts["token"]


def of_the_document(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of the document that the address names: its one line, which the person has written."""
    return not sign.office and CHECKED[sign.about] == cell.parts if sign.about in CHECKED else False


def ours_or_shared(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of the account asked for: lines of the office, or all of it where the learner shares it."""
    shared = (cell.about, cell.office) == ("nari", "dasan")
    return subject(sign, cell, scene) and (shared or ours(sign, cell, scene))


def in_thread(sign: Sign, cell: Cell, scene: Scene) -> bool:
    """Of the thread that the address names; nobody's name or number stands in it."""
    return sign in scene.thread.get(cell.parts["question"], set())


def waits_for_us(sign: Sign, cell: Cell, _: Scene) -> bool:
    """Of what the office of the one who asks was asked, and has not answered."""
    return sign.about in ("nari", "boram") and sign.office == cell.office and cell.office not in ANSWERS


def of_the_owner(*fields: str) -> Row:
    """What every page of an account tells, and more of the same person's."""
    return dict.fromkeys(("name", "learner number", *fields), subject)


TITLES = ("title", "title stored", "day", "day of title stored")
LINES = (*TITLES, "title taken back", "day of title taken back", "where")
PERSONAL = ("birth date", "contacts", "address", "workplace")
PAPER = of_the_owner(*TITLES, "where", "birth date", "address", "workplace")
DOCUMENT = ("document number", "birth date")
OWN_LINE: Row = dict.fromkeys(("title", "where", "day"), own_of_subject)
IN_DOCUMENT: Row = {"name": subject, "document number": subject} | OWN_LINE
COMPLETION = ("completion number", "title stored", "day of title stored")
IN_THREAD = ("question title", "question words", "answer", "forwarded why")
SYSTEM_LINE = ("line id", "stored line id", *TITLES, "where")

SHOWS: dict[str, Row] = {
    "people:me": dict.fromkeys(("name", "birth date", "contacts", "login"), oneself),
    "people:appointments": {"appointment id": appointment_there, "login": appointed_there},
    "api_clients": dict.fromkeys(("client id", "client name"), ours_or_any),
    "api_shares": {"account share id": oneself},
    "learner:accounts": {
        "account id": oneself_or_principal,
        "name": principal,
        "learner number": any_to_choose,
    },
    "learner:open": {"account id": oneself},
    "learner:open_for": {"account id": subject},
    **{
        f"learner:{name}": of_the_owner()
        for name in (
            *("close", "consents", "deposit_kinds", "export", "goal", "import", "what_if"),
            *("claim", "claim_write", "openings"),
        )
    },
    "learner:home": of_the_owner("birth date"),
    "learner:claims": of_the_owner("claim draft id", "receipt"),
    "learner:receipt": of_the_owner("receipt"),
    "learner:statement": of_the_owner(*LINES),
    "learner:line": of_the_owner()
    | dict.fromkeys(("title", "where", "day", "asked why"), this_line)
    | {"file id": own_line},
    "learner:request": of_the_owner() | {"title": own_line},
    "learner:requests": of_the_owner("asked why"),
    "learner:evidence": {"file": subject},
    "learner:deposit": of_the_owner("draft"),
    "learner:outside": of_the_owner(),
    "learner:outside_items": of_the_owner("badge waiting"),
    "desk:systems": {"activity": ours},
    "learner:looks": of_the_owner("looked why"),
    "learner:proxies": of_the_owner("proxy id") | {"login": proxy_of_subject},
    "learner:person": of_the_owner(*PERSONAL),
    "learner:shares": of_the_owner("link id", "link purpose"),
    "learner:share_new": of_the_owner(*TITLES),
    "learner:download json": of_the_owner(
        *LINES, *PERSONAL, *IN_THREAD, "why taken back", "file id", "asked why", "looked why"
    ),
    "learner:download xlsx": PAPER,
    "learner:download pdf": PAPER,
    "learner:documents": of_the_owner("document number", "document id", "completion number", "completion id"),
    "learner:document_new": of_the_owner(*TITLES),
    "learner:document": of_the_owner(*DOCUMENT, "document id", "document purpose") | OWN_LINE,
    **{f"learner:document_file {form}": dict(IN_DOCUMENT) for form in ("badges", "clr")},
    **{
        f"learner:document_file {form}": IN_DOCUMENT | {"document purpose": subject, "birth date": subject}
        for form in ("pdf", "sd-jwt")
    },
    "wallet:offer": dict.fromkeys(("account id", "document id"), subject),
    "wallet:presentation": dict.fromkeys(("account id",), subject),
    "learner:shared": dict.fromkeys(("name", "title", "where", "day"), of_the_link),
    "certificates:checked": dict.fromkeys(("title", "where", "day"), of_the_document),
    "counsel:questions": {
        "question id": oneself_or_principal,
        "question title": oneself_or_principal,
        "name": principal,
    },
    "counsel:thread": dict.fromkeys(IN_THREAD, in_thread),
    "counsel:queue": dict.fromkeys(("question id", "question title"), waits_for_us),
    "counsel:desk_thread": dict.fromkeys(IN_THREAD, in_thread),
    "counsel:forward": {"question title": in_thread},
    "desk:home": dict.fromkeys(("import id", "stored import id", "request id"), ours),
    "desk:imports": dict.fromkeys(("import id", "stored import id"), ours),
    "desk:issued": dict.fromkeys(("completion number", "completion id", "title stored"), ours)
    | {"name": asks_us, "learner number": asks_us},
    "desk:issued_one": dict.fromkeys(COMPLETION, there) | {"name": asks_us, "learner number": asks_us},
    "desk:issuing": {"batch id": ours},
    "desk:batch": {"batch row refused": there},
    "desk:batch_refused": dict.fromkeys(("batch row refused", "day of title stored"), there)
    | {"name": asks_us, "learner number": asks_us},
    "desk:batch_issued": {"completion number": there, "learner number": asks_us},
    "desk:completions": dict.fromkeys(TITLES, ours)
    | {"account id": on_our_desk, "learner number": on_our_desk},
    "desk:corrections": {"request id": ours, "learner number": asks_us},
    "desk:import": {"row read": there, "name": asks_us, "learner number": asks_us},
    "desk:errors": {"row refused": there, "name": asks_us, "learner number": asks_us},
    "desk:completion": {"title": asked_there, "day": asked_there, "learner number": asks_us},
    "desk:correction": {
        "title": asked_there,
        "day": asked_there,
        "asked why": there,
        "learner number": asks_us,
    },
    **ACCREDITATION,
    **PLANNING,
    **CLAIMS,
    "api:deposits by a system": dict.fromkeys(SYSTEM_LINE, ours) | {"learner number": on_our_desk},
    "api:deposit by a system": {
        **dict.fromkeys(("title", "where", "day"), this_line),
        "learner number": subject,
    },
    "api:statement by a system": dict.fromkeys((*SYSTEM_LINE, *LINES), ours_or_shared),
}


def shown_to(cell: Cell, scene: Scene) -> set[Sign]:
    """Everything that the table lets this cell show."""
    shows = SHOWS.get(cell.row, {})
    return {
        sign for sign in scene.signs.all() if sign.field in shows and shows[sign.field](sign, cell, scene)
    }
