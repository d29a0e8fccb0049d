"""Addresses under the names that django-allauth looks for. What is not listed here, such as sign-up, does not exist."""

from django.urls import path
from django.views.generic import RedirectView

from sanphalang.access import views, views_second_step

_to_security = RedirectView.as_view(pattern_name="access:security")

urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("login/code/", views.SecondFactorView.as_view(), name="mfa_authenticate"),
    path("login/passkey/", views.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("login/<slug:provider_id>/answer/", views.answer_of_provider, name="openid_connect_callback"),
    path("again/", views_second_step.PasswordAgainView.as_view(), name="account_reauthenticate"),
    path("again/code/", views_second_step.CodeAgainView.as_view(), name="mfa_reauthenticate"),
    path("again/passkey/", views_second_step.PasskeyAgainView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("security/app/", views_second_step.AppView.as_view(), name="mfa_activate_totp"),
    path("security/app/remove/", views_second_step.RemoveAppView.as_view(), name="mfa_deactivate_totp"),
    path("security/passkey/", views_second_step.PasskeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "security/passkey/<int:pk>/remove/", views_second_step.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"
    ),
    path("security/codes/", views_second_step.RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("security/codes/new/", views_second_step.NewRecoveryCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path("security/ways/", _to_security, name="mfa_index"),
]
HELP = {
    "accounts": "account_login mfa_authenticate mfa_login_webauthn account_reauthenticate mfa_reauthenticate "
    "mfa_reauthenticate_webauthn mfa_activate_totp mfa_deactivate_totp mfa_add_webauthn "
    "mfa_remove_webauthn mfa_view_recovery_codes mfa_generate_recovery_codes openid_connect_callback",
}
