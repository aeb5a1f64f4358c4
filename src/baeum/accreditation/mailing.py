"""A notice as an e-mail. The job acts as nobody: it sees one notice and the addresses of its office."""

from __future__ import annotations

import json
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.db import connection

from baeum.shared.clock import today

from .telling import said


def mail_notice(notice_id: UUID) -> int:
    """Send it to every address that its office gave, and say that it went; answers how many went.

    May run again where a worker was killed in between: an e-mail can then come twice, and never not at all.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT template, version, figures, address, language FROM accreditation_to_mail(%s, %s)",
            [notice_id, today()],
        )
        found = cursor.fetchall()
    messages: list[EmailMessage] = []
    for template, version, figures, address, language in found:
        held = json.loads(figures) if isinstance(figures, str) else figures
        subject, text = said((template, version, held), language)
        headers = {"Message-ID": f"<{notice_id}.{len(messages)}@baeum>"}
        messages.append(EmailMessage(subject, text, to=[address], headers=headers))
    if messages:
        with get_connection() as mail:
            mail.send_messages(messages)
        with connection.cursor() as cursor:
            cursor.execute("SELECT accreditation_mailed(%s)", [notice_id])
    return len(messages)
