"""OpenID Connect, of which only the subject number is kept."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter


class IdentityProvider(OpenIDConnectProvider):
    """Asks for no more than ``openid``, and forgets everything but the subject."""

    oauth2_adapter_class = OpenIDConnectOAuth2Adapter

    def get_default_scope(self) -> list[str]:
        """Neither profile nor e-mail address is asked for."""
        return ["openid"]

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """Nothing to store."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:  # noqa: ARG002
        """None, even where the service tells one."""
        return []

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """None."""
        return {}


provider_classes = [IdentityProvider]
