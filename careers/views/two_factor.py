"""The second step of logging in: allauth's views, and for whom they are."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn

from careers.views.access import guest_steps_aside, members_only

index = members_only(base.index)
authenticate = guest_steps_aside(base.authenticate)
reauthenticate = members_only(base.reauthenticate)
activate_totp = members_only(totp.activate_totp)
deactivate_totp = members_only(totp.deactivate_totp)
recovery_codes = members_only(codes.view_recovery_codes)
generate_codes = members_only(codes.generate_recovery_codes)
download_codes = members_only(codes.download_recovery_codes)
passkeys = members_only(webauthn.list_webauthn)
add_passkey = members_only(webauthn.add_webauthn)
rename_passkey = members_only(webauthn.edit_webauthn)
remove_passkey = members_only(webauthn.remove_webauthn)
reauthenticate_by_passkey = members_only(webauthn.reauthenticate_webauthn)
login_by_passkey = guest_steps_aside(webauthn.login_webauthn)
