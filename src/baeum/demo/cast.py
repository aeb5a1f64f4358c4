"""The fixed people, places and offices of the examples and the tests. All of them are made up.

      ministry ─ institute ─┬─ seoul (province) ─┬─ jongno (municipality) ─┬─ hangang (institution)
                            │                    │                         └─ dasan   (its sibling)
                            │                    └─ mapo   (municipality, sibling of jongno)
                            └─ busan (province) ─── haeundae (municipality) ─ gwangan (institution)

``cast.person["nari"]`` is the Person, ``cast.as_("sora")`` the Actor under her one appointment,
``cast.as_self("nari")`` the Actor as herself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID, uuid5

from django.contrib.auth.hashers import make_password

from baeum.people.acting import Actor
from baeum.people.models import Appointment, Person, Proxy, SignIn
from baeum.people.personal import Personal
from baeum.people.services.appoint import appoint
from baeum.people.services.record_proxy import record_proxy
from baeum.people.services.register_person import register_person
from baeum.people.services.revoke import revoke
from baeum.places.models import Office, Place
from baeum.shared.clock import now, today
from baeum.shared.refusal import Refusal

Made = TypeVar("Made")
NAMESPACE = UUID("6d1f0a0e-0000-4000-8000-000000000000")
PASSWORD = "a long pass phrase of the cast"
BEGAN = date(2024, 1, 1)
SAMPLE_DATES = {"begins": date(2020, 1, 1)}

# key: (name, birth date, contacts)
PEOPLE: dict[str, tuple[str, date, str]] = {
    "nari": ("김나리", date(1969, 3, 14), "010-0000-0001"),  # a learner, whose proxy is Boram
    "dowon": ("이도원", date(1975, 11, 2), "010-0000-0002"),  # another learner
    "boram": ("박보람", date(1990, 7, 21), "010-0000-0003"),  # Nari's proxy
    "sora": ("한소라", date(1983, 1, 9), "010-0000-0004"),  # institution officer, hangang
    "taeo": ("윤태오", date(1981, 5, 30), "010-0000-0005"),  # institution officer, dasan
    "gaon": ("서가온", date(1979, 9, 17), "010-0000-0006"),  # institution officer, gwangan
    "jiho": ("장지호", date(1985, 4, 4), "010-0000-0007"),  # municipal officer, jongno
    "mina": ("오미나", date(1986, 6, 6), "010-0000-0008"),  # municipal officer, mapo
    "haneul": ("정하늘", date(1977, 8, 8), "010-0000-0009"),  # provincial officer, seoul
    "bada": ("문바다", date(1978, 2, 2), "010-0000-0010"),  # provincial officer, busan
    "inseo": ("최인서", date(1980, 10, 10), "010-0000-0011"),  # institute officer
    "yujin": ("강유진", date(1974, 12, 12), "010-0000-0012"),  # ministry officer, the first of all
    "eunchae": ("노은채", date(1972, 3, 3), "010-0000-0013"),  # evaluator
    "suho": ("임수호", date(1971, 1, 1), "010-0000-0014"),  # auditor
    "daon": ("배다온", date(1992, 5, 5), "010-0000-0015"),  # verifier
    "sumin": ("유수민", date(1976, 7, 7), "010-0000-0018"),  # committee member
    "expired": ("조만료", date(1984, 4, 1), "010-0000-0016"),  # institution officer of hangang, until 2024
    "revoked": ("신해임", date(1984, 4, 2), "010-0000-0017"),  # institution officer of hangang, revoked
}

# who is in the demo besides, so that what needs two people can be shown: (name, birth date, role, office)
SECONDS: dict[str, tuple[str, date, str, str]] = {
    "yerin": ("하예린", date(1988, 8, 18), "institute_officer", "institute"),
    "garam": ("남가람", date(1973, 9, 19), "committee_member", "institute"),
    "jaeha": ("원재하", date(1982, 2, 22), "ministry_officer", "ministry"),
}

# key: (kind of place, code, ko, en, parent)
PLACES: dict[str, tuple[str, str, str, str, str | None]] = {
    "country": ("ministry", "KR", "대한민국", "Republic of Korea", None),
    "everywhere": ("national_institute", "KR-NI", "전국", "Nationwide", "country"),
    "seoul": ("province", "11", "서울특별시", "Seoul", "everywhere"),
    "jongno": ("municipality", "11110", "종로구", "Jongno-gu", "seoul"),
    "mapo": ("municipality", "11440", "마포구", "Mapo-gu", "seoul"),
    "busan": ("province", "26", "부산광역시", "Busan", "everywhere"),
    "haeundae": ("municipality", "26350", "해운대구", "Haeundae-gu", "busan"),
}

# key: (kind of office, ko, en, place, superior)
OFFICES: dict[str, tuple[str, str, str, str, str | None]] = {
    "ministry": ("ministry", "표본부처", "Sample Ministry", "country", None),
    "institute": ("institute", "표본진흥원", "Sample Institute", "everywhere", "ministry"),
    "seoul": ("province", "표본시도 서울", "Sample Province Seoul", "seoul", "institute"),
    "jongno": ("municipality", "표본구청 종로", "Sample District Jongno", "jongno", "seoul"),
    "mapo": ("municipality", "표본구청 마포", "Sample District Mapo", "mapo", "seoul"),
    "busan": ("province", "표본시도 부산", "Sample Province Busan", "busan", "institute"),
    "haeundae": ("municipality", "표본구청 해운대", "Sample District Haeundae", "haeundae", "busan"),
    "hangang": ("institution", "한강평생교육원", "Hangang Lifelong Academy", "jongno", "jongno"),
    "dasan": ("institution", "다산평생교육원", "Dasan Lifelong Academy", "jongno", "jongno"),
    "gwangan": ("institution", "광안평생교육원", "Gwangan Lifelong Academy", "haeundae", "haeundae"),
}

# person: (role, office); the first makes all the others
APPOINTMENTS: dict[str, tuple[str, str]] = {
    "yujin": ("ministry_officer", "ministry"),
    "inseo": ("institute_officer", "institute"),
    "haneul": ("provincial_officer", "seoul"),
    "bada": ("provincial_officer", "busan"),
    "jiho": ("municipal_officer", "jongno"),
    "mina": ("municipal_officer", "mapo"),
    "sora": ("institution_officer", "hangang"),
    "taeo": ("institution_officer", "dasan"),
    "gaon": ("institution_officer", "gwangan"),
    "eunchae": ("evaluator", "institute"),
    "suho": ("auditor", "ministry"),
    "daon": ("verifier", "institute"),
    "sumin": ("committee_member", "institute"),
    "expired": ("institution_officer", "hangang"),
    "revoked": ("institution_officer", "hangang"),
}


@dataclass
class Cast:
    """Everybody and everything, by key."""

    person: dict[str, Person] = field(default_factory=dict)
    place: dict[str, Place] = field(default_factory=dict)
    office: dict[str, Office] = field(default_factory=dict)
    appointment: dict[str, Appointment] = field(default_factory=dict)
    proxy: Proxy | None = None  # Boram for Nari

    def as_(self, key: str) -> Actor:
        """Under the appointment."""
        return Actor(self.person[key].id, self.appointment[key].pk)

    def as_self(self, key: str) -> Actor:
        """As themselves, or as a proxy."""
        return Actor(self.person[key].id)

    def values(self, key: str) -> Personal:
        """What is sealed in the person's row."""
        name, birth_date, contacts = PEOPLE[key]
        return Personal(name, birth_date, contacts)


def done(made: Made | Refusal) -> Made:
    """What a service made, where a refusal would be a fault of the cast."""
    assert not isinstance(made, Refusal), made
    return made


def person_id(key: str) -> UUID:
    """The same in every run."""
    return uuid5(NAMESPACE, key)


def assemble(password: str = "") -> Cast:
    """Enter everybody, as the app. Needs a database without people.

    ``password``: hashed, the same for everybody; without one nobody signs in by password.
    """
    cast = Cast()
    _places(cast)
    for key in PEOPLE:
        made = register_person(cast.values(key), on=today(), person_id=person_id(key))
        cast.person[key] = done(made)
        SignIn.objects.create(login=key, person=cast.person[key], password=password or make_password(None))
    _appointments(cast)
    nari, boram = cast.person["nari"].id, cast.person["boram"].id
    ends = today() + timedelta(days=365)
    cast.proxy = done(record_proxy(nari, boram, begins=BEGAN, ends=ends, by=cast.as_self("nari"), on=BEGAN))
    return cast


def _places(cast: Cast) -> None:
    for key, (kind, code, ko, en, parent) in PLACES.items():
        cast.place[key] = Place.objects.create(
            code=code,
            kind=kind,
            name_ko=ko,
            name_en=en,
            parent=cast.place[parent] if parent else None,
            **SAMPLE_DATES,
        )
    for key, (kind, ko, en, place, superior) in OFFICES.items():
        cast.office[key] = Office.objects.create(
            code=key,
            kind=kind,
            name_ko=ko,
            name_en=en,
            place=cast.place[place],
            superior=cast.office[superior] if superior else None,
            sample=True,
            **SAMPLE_DATES,
        )


def _appointments(cast: Cast) -> None:
    for key, (role, office) in APPOINTMENTS.items():
        made = appoint(
            cast.person[key].id,
            role,
            cast.office[office],
            begins=BEGAN,
            ends=date(2024, 12, 31) if key == "expired" else today() + timedelta(days=365),
            by=cast.as_("yujin") if cast.appointment else cast.as_self(key),
            on=BEGAN,
        )
        cast.appointment[key] = done(made)
    done(revoke(cast.appointment["revoked"].pk, by=cast.as_("yujin"), at=now()))
