"""The words of issued documents on pages: kinds, why one was revoked."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

Text = str | Promise


KINDS: Mapping[str, tuple[Text, Text]] = {  # name, what it is for
    "learning_history": (
        gettext_lazy("평생학습이력증명서"),
        gettext_lazy("기관이 확인한 줄 가운데 고른 것만, 진흥원의 직인과 함께. 취업과 봉사, 강사 지원에."),
    ),
    "portfolio": (
        gettext_lazy("평생학습이력철"),
        gettext_lazy("본인이 적은 줄까지, 줄마다 누가 확인했는지와 함께. 나를 소개할 때."),
    ),
    "credit_recognition": (
        gettext_lazy("학점인정증명서"),
        gettext_lazy("인정된 학점 모두와 그 구분."),
    ),
    "transcript": (gettext_lazy("성적증명서"), gettext_lazy("인정된 학점과 성적, 평점평균.")),
    "expected_degree": (
        gettext_lazy("학위수여예정증명서"),
        gettext_lazy("인정학점이 일정한 만큼 모이면, 졸업하기 전에."),
    ),
    "degree": (gettext_lazy("학위수여증명서"), gettext_lazy("수여된 학위와 학위번호.")),
    "school_level": (gettext_lazy("학력인정증명서"), gettext_lazy("인정된 학력.")),
    "course_completion": (gettext_lazy("이수증"), gettext_lazy("과정을 운영한 기관이 발급합니다.")),
}
WHY: Mapping[str, Text] = {
    "holder": gettext_lazy("본인이 거둠"),
    "replaced": gettext_lazy("새로 발급됨"),
    "mistake": gettext_lazy("잘못 적힌 것이 있음"),
    "withdrawn": gettext_lazy("담긴 내용이 취소됨"),
    "fraud": gettext_lazy("거짓이나 그 밖의 부정한 방법"),
}
FIELDS: Mapping[str, Text] = {
    "name": gettext_lazy("이름"),
    "birth_date": gettext_lazy("생년월일"),
    "learner_number": gettext_lazy("학습자번호"),
    "address": gettext_lazy("주소"),
    "workplace": gettext_lazy("직장"),
}
