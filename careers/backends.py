from allauth.account.auth_backends import AuthenticationBackend


class EmailBackend(AuthenticationBackend):
    pass
