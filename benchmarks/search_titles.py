"""80,000 synthetic courses as they stand in the lists of the country: titles in every spelling, with a seed.

A topic is written with or without its spaces, with prefixes, levels and endings; 12 % of the titles have no
space at all and 1 % have lost a letter. ``topic`` says what a title is about, which a search does not see.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

TOPICS = Path(__file__).parent / "search_topics.tsv"
PREFIXES = (
    "",
    "",
    "",
    "",
    "",
    "[야간] ",
    "[주말] ",
    "(국비) ",
    "(무료) ",
    "[온라인] ",
    "2026 ",
    "하반기 ",
    "[신규] ",
)
LEVELS = ("", "", "", " 기초", " 초급", " 중급", " 입문", " 심화", " 실전")
ENDINGS = (
    "",
    "",
    " 과정",
    " 교실",
    " 강좌",
    " 자격증 과정",
    " 자격증반",
    "반",
    " 아카데미",
    " 특강",
    " 클래스",
)
GRADES = ("", "", "", " 1급", " 2급", " A반", " B반", " 1기", " 3기")
FOR_WHOM = (
    "",
    "",
    "",
    "",
    "",
    "직장인을 위한 ",
    "시니어 ",
    "어르신 ",
    "엄마와 함께하는 ",
    "누구나 쉽게 배우는 ",
)
WORDS = (
    "이 과정은 기초부터 실습까지 차근차근 배웁니다.",
    "수료하면 수료증을 드립니다.",
    "재료비는 따로 냅니다.",
    "처음 하는 분도 들을 수 있습니다.",
)
FIRST_DAY = date(2025, 12, 1)
WITHOUT_SPACES, LETTER_LOST = 0.12, 0.01
CITIES_OF_SIZE = 59
NAMES = (
    "평생학습관",
    "문화센터",
    "여성회관",
    "직업전문학교",
    "도서관",
    "대학교 평생교육원",
    "복지관",
    "주민센터",
)


@dataclass(frozen=True)
class Topic:
    """``pieces``: its name, where a space may stand; ``tags``: what else it is about."""

    pieces: tuple[str, ...]
    field: str
    tags: frozenset[str]

    @property
    def name(self) -> str:
        """Without spaces."""
        return "".join(self.pieces)


@dataclass(frozen=True)
class Made:
    """A synthetic offering."""

    title: str
    topic: Topic
    description: str
    institution: str
    city: str
    mode: str
    fee: int | None
    begins: date
    ends: date
    application_begins: date
    application_ends: date
    account: bool
    credit_bank: bool


@cache
def topics() -> tuple[Topic, ...]:
    """All topics."""
    rows = [line.split("\t") for line in TOPICS.read_text(encoding="utf-8").splitlines()]
    return tuple(Topic(tuple(name.split("|")), field, frozenset(tags.split())) for name, field, tags in rows)


def made(count: int, seed: int, cities: list[str]) -> list[Made]:
    """``count`` offerings. ``cities``: codes of municipalities, of which some are taken."""
    chance = random.Random(seed)
    taken = chance.sample(cities, min(CITIES_OF_SIZE, len(cities)))
    return [_one(chance, taken) for _ in range(count)]


def _one(chance: random.Random, cities: list[str]) -> Made:
    topic = chance.choice(topics())
    begins = FIRST_DAY + timedelta(chance.randrange(500))
    city = chance.choice(cities)
    return Made(
        _title(chance, topic),
        topic,
        " ".join(chance.sample(WORDS, 2)),
        f"{chance.choice(NAMES)} {city}-{chance.randrange(9)}",
        city,
        chance.choice(("offline", "offline", "offline", "online", "blended", "mobile")),
        chance.choice((0, 0, 20_000, 50_000, 120_000, 300_000, None)),
        begins,
        begins + timedelta(chance.randrange(1, 120)),
        begins - timedelta(chance.randrange(20, 60)),
        begins - timedelta(chance.randrange(1, 20)),
        chance.random() < 0.15,
        chance.random() < 0.08,
    )


def _title(chance: random.Random, topic: Topic) -> str:
    name = ("" if chance.random() < 0.5 else " ").join(topic.pieces)
    title = (
        chance.choice(PREFIXES)
        + chance.choice(FOR_WHOM)
        + name
        + chance.choice(LEVELS)
        + chance.choice(GRADES)
        + chance.choice(ENDINGS)
    )
    if chance.random() < WITHOUT_SPACES:
        title = title.replace(" ", "")
    if chance.random() < LETTER_LOST:
        place = chance.randrange(len(title))
        title = title[:place] + title[place + 1 :]
    return title
