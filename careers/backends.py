"""How a password opens an account."""

from allauth.account.auth_backends import AuthenticationBackend


class EmailBackend(AuthenticationBackend):
    """By e-mail and password. For an unknown address a password is hashed too, so that the time tells nothing."""
