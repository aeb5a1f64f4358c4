"""Who may check what was issued, and fetch what that needs: everybody, whether they signed in or not."""

from __future__ import annotations

from baeum.people.permitting import Permission, anyone

PAGES = ("verify", "checked", "bundle")
FOR_MACHINES = ("did_document", "jwt_vc_issuer", "status_list", "certificate_type")
CHECKING: dict[str, Permission] = {
    **{f"certificates:{name}": anyone() for name in PAGES},
    **{name: anyone() for name in FOR_MACHINES},
}
