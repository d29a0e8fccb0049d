"""An OpenID Connect provider, as django-allauth's registry finds it here, with every check that the standard has.

allauth trusts the line to the provider and leaves out the signature and the nonce. Both are checked here: an answer
counts only if the provider signed it, for this platform, for the very request of this browser. Of what it says the
platform keeps nothing but a keyed digest of the subject, which may be a citizen's number.
"""

from __future__ import annotations

import hmac
import secrets
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

from sanphalang.ledger.digests import private_digest

_SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_SECONDS_OFF = 60  # how far the provider's clock may be from ours


class CheckingAdapter(OpenIDConnectOAuth2Adapter):
    """Fetches what the provider says, and believes it only when everything agrees."""

    nonce: str = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return the provider's own description, if it speaks for the issuer that the settings name."""
        found: dict[str, Any] = super().openid_config
        named = str(self._provider().app.settings["server_url"])
        if str(found.get("issuer", "")).rstrip("/") != named.rstrip("/"):
            raise OAuth2Error("The description is that of another issuer.")
        return found

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Check the identity token, and ask for the e-mail address where it holds none."""
        claims = self._checked(str(kwargs["response"].get("id_token") or ""), app)
        if "email" not in claims and self.openid_config.get("userinfo_endpoint"):
            more = self._fetch_user_info(token.token)
            if more.get("sub") != claims["sub"]:
                raise OAuth2Error("The provider speaks of two people.")
            claims = {**more, **claims}
        login: SocialLogin = self._provider().sociallogin_from_response(request, {"id_token": claims})
        return login

    def _provider(self) -> Any:
        return get_adapter(self.request).get_provider(self.request, self.provider_id)

    def _checked(self, id_token: str, app: SocialApp) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                self._key_of(id_token),
                algorithms=_SIGNATURES,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=_SECONDS_OFF,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
            )
        except (jwt.PyJWTError, LookupError, TypeError, ValueError) as problem:
            raise OAuth2Error("The identity token is not sound.") from problem
        if not self.nonce or not hmac.compare_digest(str(claims["nonce"]).encode(), self.nonce.encode()):
            raise OAuth2Error("The identity token answers another request.")
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The identity token was made for another party.")
        return claims

    def _key_of(self, id_token: str) -> jwt.PyJWK:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json())
        wanted = jwt.get_unverified_header(id_token).get("kid")
        return keys[wanted] if wanted else keys.keys[0]


class Provider(OpenIDConnectProvider):
    """The provider that the settings name."""

    oauth2_adapter_class = CheckingAdapter
    pkce_enabled_default = True  # the answer is worth nothing to whoever intercepts it

    def get_default_scope(self) -> list[str]:
        """Ask for no more than what recognises an account."""
        return ["openid", "email"]

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Lead to the provider, with a nonce that only the answer to this request can hold."""
        nonce = secrets.token_urlsafe(32)
        answer: HttpResponse = super().redirect(
            request, process, next_url, data, auth_params={"nonce": nonce}, nonce=nonce, **kwargs
        )
        return answer

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return what the platform knows somebody by: a digest."""
        return private_digest(f"{self.app.settings['server_url']} {data['id_token']['sub']}")

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep nothing of what the provider says."""
        return {}


class CallbackView(OAuth2CallbackView):
    """Takes the provider's answer; the nonce waits in the session, beside the state."""

    def _get_state(self, request: HttpRequest, provider: Provider) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, response = super()._get_state(request, provider)
        if state is not None and isinstance(self.adapter, CheckingAdapter):
            self.adapter.nonce = str(state.get("nonce") or "")
        return state, response


provider_classes = [Provider]
