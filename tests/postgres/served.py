"""A server as an operator has it: nothing of ours in it, reached by DATABASE_URL, with passwords."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from baeum.postgres.cluster import Cluster
from baeum.postgres.installations import Installation
from baeum.postgres.names import ADMINISTRATOR

HBA = """\
local all {administrator} peer map=baeum
local all all scram-sha-256
"""


class Served(Cluster):
    """A real server whose roles are still to be made; all but its administrator need a password."""

    def __init__(self, folder: Path, installation: Installation) -> None:
        rules = folder.parent / "hba.conf"
        rules.write_text(HBA.format(administrator=ADMINISTRATOR))
        rules.chmod(0o644)
        environment = {"BAEUM_POSTGRES_BIN": str(installation.bin)}
        settings = {"hba_file": str(rules)}
        super().__init__(
            folder, environment=environment, settings=settings, tell=lambda _: None, durable=False
        )

    def _prepare(self) -> None:
        """Nothing: that is what the tests are about."""

    def url(self, user: str, password: str = "", database: str = "baeum") -> str:
        """An address as operators write it."""
        secret = f":{quote(password, safe='')}" if password else ""
        return f"postgresql://{user}{secret}@/{database}?host={quote(str(self.folder.socket), safe='')}"
