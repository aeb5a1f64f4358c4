"""The public words of issued documents, in Korean and English: kinds, personal fields, standings, reasons."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, tuple[str, str]]  # code -> Korean, English

KINDS: Words = {
    "learning_history": ("평생학습이력증명서", "Certificate of Lifelong Learning"),
    "portfolio": ("평생학습이력철", "Lifelong Learning Portfolio"),
    "course_completion": ("이수증", "Certificate of Completion"),
    "credit_recognition": ("학점인정증명서", "Certificate of Credit Recognition"),
    "transcript": ("성적증명서", "Academic Transcript"),
    "expected_degree": ("학위수여예정증명서", "Certificate of Expected Degree"),
    "degree": ("학위수여증명서", "Certificate of Degree"),
    "school_level": ("학력인정증명서", "Certificate of School Level"),
}
FORMS: Words = {  # of what was uploaded
    "open_badge": ("오픈 배지", "Open Badge"),
    "clr": ("학습 기록 묶음(CLR)", "Learner record (CLR)"),
    "sd_jwt": ("골라 보이는 증명서(SD-JWT)", "Certificate with chosen disclosure (SD-JWT)"),
    "paper": ("전자서명된 PDF", "Signed PDF"),
}
PERSONAL: Words = {
    "name": ("성명", "Name"),
    "name_en": ("영문 성명", "Name in English"),
    "birth_date": ("생년월일", "Date of birth"),
    "learner_number": ("학습자번호", "Learner number"),
    "address": ("주소", "Address"),
    "workplace": ("직장", "Workplace"),
}
STANDINGS: Words = {
    "self_declared": ("본인 기재", "Self-declared"),
    "institution_confirmed": ("기관 확인", "Institution-confirmed"),
    "officially_verified": ("공식 검증", "Officially verified"),
}
WHYS: Words = {  # of a revocation, as everybody reads them
    "holder": ("본인이 거두었습니다.", "The holder took it back."),
    "replaced": ("새로 발급했습니다.", "It was issued anew."),
    "mistake": ("내용에 잘못이 있었습니다.", "Something in it was wrong."),
    "withdrawn": (
        "문서에 적힌 인정이나 수여가 취소되었습니다.",
        "The recognition or award it states was cancelled.",
    ),
    "fraud": ("거짓으로 얻은 것이었습니다.", "It had been obtained by fraud."),
}
LATER: Words = {  # what became of a line since
    "reversal": ("발급한 뒤 되돌린 줄입니다.", "This line was taken back after the document was issued."),
    "move": ("발급한 뒤 다른 영역으로 옮겼습니다.", "This line was moved to another part since."),
    "confirmation": ("발급한 뒤 더 강하게 확인되었습니다.", "This line was confirmed more strongly since."),
    "supplement": ("발급한 뒤 증빙이 더해졌습니다.", "Evidence was added to this line since."),
}


def word(words: Words, code: str, *, english: bool) -> str:
    """The word of a code; the code itself where there is none."""
    return words[code][english] if code in words else code
