"""One settings module for every way of running, driven by the environment and safe by default."""

import re
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = env.home(BASE_DIR)
PORT = env.number("PORT", 8000, 1, 65535)
ORIGIN = env.origin(PORT)
DEBUG = env.flag("ASCENT_DEBUG")
TESTING = "pytest" in sys.modules


def _secret_key() -> str:
    """The key from the environment, else one that is made once and kept under the home folder."""
    key = env.text("SECRET_KEY")
    if key:
        return key
    path = HOME / "secret_key"
    try:
        if not path.exists():
            HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = path.with_name(f"secret_key.{secrets.token_hex(4)}")
            new.touch(mode=0o600)
            new.write_text(secrets.token_urlsafe(50))
            try:
                path.hardlink_to(new)  # atomic: of two starters, one key wins
            except FileExistsError:
                pass
            finally:
                new.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise env.WrongEnvironment(f"{HOME} cannot be written: {error.strerror}. Set ASCENT_HOME.") from None


SECRET_KEY = _secret_key()

# --- where browsers reach us -------------------------------------------------------------------

_origin = urlsplit(ORIGIN)
_https = _origin.scheme == "https"
_loopback = _origin.hostname in ("localhost", "127.0.0.1", "::1")
if not _https and not _loopback and not env.flag("ASCENT_ALLOW_HTTP"):
    raise ImproperlyConfigured(
        f"ORIGIN={ORIGIN} sends passwords in the clear. Use https, or set ASCENT_ALLOW_HTTP=1 if you must."
    )

ALLOWED_HOSTS = [_origin.hostname or "localhost"]
if _loopback:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ORIGIN]
SECURE_SSL_REDIRECT = _https and env.flag("ASCENT_REDIRECT_HTTPS", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz/$", r"^readyz/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}

# Cookie names carry the port, since browsers keep one jar for all ports of a host.
_suffix = f"_{_origin.port or PORT}" if _loopback else ""
SESSION_COOKIE_NAME = f"ascent_session{_suffix}"
CSRF_COOKIE_NAME = f"ascent_csrf{_suffix}"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90

# --- what the application is made of -----------------------------------------------------------

INSTALLED_APPS = [
    "careers",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "heroicons",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "careers.middleware.person",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.static",
                "heroicons.templatetags.heroicons",
                "careers.templatetags.ascent",
            ],
        },
    }
]

# --- data --------------------------------------------------------------------------------------

EMBEDDED = not env.text("DATABASE_URL")
if EMBEDDED:
    DATABASES: dict[str, Any] = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "ascent",
            "USER": "ascent",
            # The folder of the socket; the supervisor passes another one where this path is too long for a socket.
            "HOST": env.text("ASCENT_SOCKET", str(HOME / "postgres" / "run")),
            "PORT": "5432",  # whatever PGPORT says
            "OPTIONS": {},
        }
    }
else:
    DATABASES = {"default": env.database(env.text("DATABASE_URL"))}
WORKERS = env.number("ASCENT_WORKERS", 2, 1, 64)
THREADS = env.number("ASCENT_THREADS", 4, 1, 64)
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 5  # of `figures/prepared.py` alone: Django's cursors never do
if not TESTING:
    # Attempts to connect are given up soon: the next request begins new ones, while old ones would be minutes apart.
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": THREADS + 1,
        "timeout": 5,
        "reconnect_timeout": 5,
    }

CACHES = {
    # Shared by all processes: rate limits count once, not once a worker.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "careers_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # else a flood would push out the very limits against it
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- people ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "careers.User"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # e-mail is unique without regard to case, by a constraint on Lower(email)
    "mail.E001",  # without MAIL_URL mail stays in files on purpose, and pages say whom to ask
]
AUTHENTICATION_BACKENDS = ["careers.backends.EmailBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
GUIDES = (BASE_DIR / "careers" / "catalogue", *env.folders("ASCENT_GUIDES"))  # text files loaded at each start
SIGNUP_OPEN = env.choice("ASCENT_SIGNUP", "open", ("open", "closed")) == "open"
FORGET_GUESTS_DAYS = env.number("ASCENT_FORGET_GUESTS_DAYS", 0, 0, 3650)  # 0: never
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today:index"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "careers.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = env.choice("ASCENT_VERIFY_EMAIL", "optional", ("optional", "mandatory"))
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _origin.scheme
ACCOUNT_LOGIN_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = {"guest": "30/h/ip"}  # beside allauth's own
SUGGESTIONS_A_DAY, REPORTS_A_DAY = 10, 20  # of one person, in 24 hours
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("ASCENT_PROXIES", 0, 0, 9)
ACCOUNT_FORMS = {
    "login": "careers.forms.accounts.LoginForm",
    "signup": "careers.forms.accounts.SignupForm",
    "add_email": "careers.forms.accounts.ChangeEmailForm",
    "change_password": "careers.forms.accounts.ChangePasswordForm",
    "set_password": "careers.forms.accounts.SetPasswordForm",
    "reset_password": "careers.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "careers.forms.accounts.ResetPasswordKeyForm",
    "reauthenticate": "careers.forms.accounts.ReauthenticateForm",
}

# A second step of logging in: offered to everybody, asked of whoever has a duty.
PASSKEYS = _origin.hostname == "localhost" or (_https and not re.fullmatch(r"[\d.]+|.*:.*", _origin.hostname or ""))
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", *(["webauthn"] if PASSKEYS else [])]
MFA_PASSKEY_LOGIN_ENABLED = PASSKEYS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https
MFA_ALLOW_UNVERIFIED_EMAIL = not env.text("MAIL_URL")  # where no mail goes out, nobody could ever confirm an address
MFA_TOTP_ISSUER = "Ascent"
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_ADAPTER = "careers.adapter.SecondStepAdapter"
MFA_FORMS = {
    "activate_totp": "careers.forms.two_factor.ActivateForm",
    "add_webauthn": "careers.forms.two_factor.AddPasskeyForm",
    "authenticate": "careers.forms.two_factor.CodeForm",
    "edit_webauthn": "careers.forms.two_factor.RenamePasskeyForm",
    "reauthenticate": "careers.forms.two_factor.CodeAgainForm",
}
FORM_RENDERER = "careers.forms.rendering.Renderer"

# --- mail --------------------------------------------------------------------------------------


def _mailers(url: str) -> dict[str, Any]:
    """Files under the home folder by default; smtp://user:password@host:port (smtps: TLS from the start)."""
    if not url:
        return {
            "default": {
                "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
                "OPTIONS": {"file_path": str(HOME / "mail")},
            }
        }
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise env.WrongEnvironment("MAIL_URL is not of the form smtp://user:password@host:port (or smtps://).")
    options = {
        "host": parts.hostname,
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and not parts.hostname.startswith("127."),
        "timeout": 15,
    }
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


MAILERS = _mailers(env.text("MAIL_URL"))
MAIL_GOES_OUT = bool(env.text("MAIL_URL"))
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"Ascent <ascent@{_origin.hostname}>")

# --- files -------------------------------------------------------------------------------------


def _uploads() -> dict[str, Any]:
    """What people upload: files that their owner alone can read, or a private bucket of an S3-compatible store.

    Nothing of it is served by the storage itself; views say who may see what.
    """
    bucket = env.text("ASCENT_S3_BUCKET")
    if not bucket:
        options: dict[str, Any] = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    endpoint = env.text("ASCENT_S3_ENDPOINT")
    if endpoint and urlsplit(endpoint).scheme not in ("http", "https"):
        raise env.WrongEnvironment(f"ASCENT_S3_ENDPOINT={endpoint!r} is not an address such as https://s3.example.org.")
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": env.text("ASCENT_S3_REGION") or None,
        "access_key": env.text("ASCENT_S3_KEY") or None,
        "secret_key": env.text("ASCENT_S3_SECRET") or None,
        "default_acl": None,
        "file_overwrite": False,
        "querystring_auth": True,
        "signature_version": "s3v4",
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": _uploads(),
    # Tests read no manifest; the journeys in a browser collect for themselves and put the real storage back.
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "config.staticfiles.OneSheetStorage"
    },
}
MEDIA_ROOT = HOME / "uploads"
UPLOADS_ELSEWHERE = bool(env.text("ASCENT_S3_BUCKET"))
UPLOAD_MAX_BYTES = 128 * 1024 * 1024  # of a request, whatever its files are; forms know narrower limits
FILE_UPLOAD_HANDLERS = [
    "careers.uploading.Limit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
IMAGE_MAX_BYTES = 10 * 1024 * 1024
IMAGE_MAX_PIXELS = 40_000_000
IMAGES_A_PROJECT = 12
IMAGES_A_PERSON = 200
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing asks for the others, and compressing takes most of a first start
VISITORS_LOOK_SECONDS = 0 if TESTING or DEBUG else 1  # how often a visitor's page asks whether the catalogue changed
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# --- words and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Whoever knocks by a wrong name must not fill the log with tracebacks.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
    "root": {
        "handlers": ["stderr"],
        "level": env.choice("LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
}
