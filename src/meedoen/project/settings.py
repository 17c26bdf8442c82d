"""Settings: everything from the environment, SQLite when nothing is set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ

env = environ.Env()

SOURCE = Path(__file__).resolve().parents[1]
# Where what is not code lies: the database, the secret of a demo, collected static files.
VAR = Path(env.str("MEEDOEN_VAR", default=str(Path.cwd() / "var")))
(VAR / "static").mkdir(parents=True, exist_ok=True)

# --- What this installation is ---------------------------------------------------------------------------
# The region whose name stands in the header and that the dashboard opens on.
REGION = env.str("MEEDOEN_REGION", default="AM01")
# The first part of the header: what the partners call themselves.
PARTNERSHIP = env.str("MEEDOEN_PARTNERSHIP", default="Werk in Zicht")
# True shows on every page that its people are invented, and prints who can sign in.
DEMO = env.bool("MEEDOEN_DEMO", default=False)
# Local accounts need a second factor (TOTP or passkey) before they see anything.
REQUIRE_SECOND_FACTOR = env.bool("MEEDOEN_REQUIRE_SECOND_FACTOR", default=True)
# From how many people on a number may leave the organisation unhidden.
SMALL_NUMBER = env.int("MEEDOEN_SMALL_NUMBER", default=10)

# True keeps burgerservicenummers, encrypted and apart; without it there is no page and no row for them.
BSN = env.bool("MEEDOEN_BSN", default=False)
# Fernet keys: the first one encrypts, each of them decrypts.
BSN_KEYS = env.list("MEEDOEN_BSN_KEYS", default=[])
# The key of the index by which a number is kept once.
BSN_INDEX_KEY = env.str("MEEDOEN_BSN_INDEX_KEY", default="")

DEBUG = env.bool("MEEDOEN_DEBUG", default=False)
SECRET_KEY = env.str("MEEDOEN_SECRET_KEY", default="")
# Former secrets, while sessions and second factors made under them are still in use.
SECRET_KEY_FALLBACKS = env.list("MEEDOEN_FORMER_SECRET_KEYS", default=[])
ALLOWED_HOSTS = env.list("MEEDOEN_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("MEEDOEN_TRUSTED_ORIGINS", default=[])
# True behind TLS: cookies only over TLS, HSTS for a year.
SECURE = env.bool("MEEDOEN_TLS", default=False)

# --- Rooms -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "meedoen.access",
    "meedoen.access.tasks",
    "meedoen.register.people",
    "meedoen.register.profiles",
    "meedoen.register.employers",
    "meedoen.register.programmes",
    "meedoen.register.choices",
    "meedoen.register.jobs",
    "meedoen.register.bench",
    "meedoen.register.placements",
    "meedoen.register.proposals",
    "meedoen.register.durability",
    "meedoen.register.subsidies",
    "meedoen.register.agreements",
    "meedoen.register.coaching",
    "meedoen.register.bsn",
    "meedoen.register.reminders",
    "meedoen.register.privacy",
    "meedoen.register.duplicates",
    "meedoen.register.fits",
    "meedoen.register.rounds",
    "meedoen.register.searches",
    "meedoen.steering.targets",
    "meedoen.steering.publications",
    "meedoen.steering.indicators",
    "meedoen.steering.comparisons",
    "meedoen.exchange",
    "meedoen.exchange.exports",
    "meedoen.exchange.imports",
    "meedoen.portals",
    "meedoen.project",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "meedoen.project.headers.MoreHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a page without sign-in has to say so itself.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "meedoen.access.second_factor.SecondFactorRequired",
]

ROOT_URLCONF = "meedoen.project.urls"
WSGI_APPLICATION = "meedoen.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [SOURCE / "portals" / "templates" / "jinja"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "meedoen.portals.jinja.environment"},
    },
    {
        # Only where a library brings pages of its own (sign-in).
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "portals" / "templates" / "django"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "meedoen.portals.layout.for_library_pages",
            ],
        },
    },
]

# --- Rows ------------------------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'meedoen.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A write transaction takes its lock at the start, so that two writers wait instead of fail.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
# How long a connection stays open: opening one takes longer than what most pages ask of it.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("MEEDOEN_CONNECTION_SECONDS", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # In the database, so that lock-out after failed sign-ins holds over all workers.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # Rendered pages and facts of one state of the rows; every worker keeps its own.
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}
SESSION_ENGINE = "meedoen.access.session_rows"

# Work that goes on when the page is left; `meedoen work` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Sign-in ---------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["meedoen.access.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
ACCOUNT_ADAPTER = "meedoen.access.sign_in.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "meedoen.access.sign_in.OrganisationAdapter"
MFA_ADAPTER = "meedoen.access.sign_in.FactorAdapter"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/15m/key"}
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Meedoen"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
# A list in JSON, one for each organisation: provider_id (as noted at the organisation), name, client_id,
# secret and settings: server_url, and where its id_token says it otherwise than by the method "mfa":
# second_factor_methods, second_factor_levels, or require_second_factor false.
SIGN_IN_SERVICES = env.json("MEEDOEN_SIGN_IN_SERVICES", default=[])
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": SIGN_IN_SERVICES}}
# How many proxies stand before the server; failed sign-ins are counted for the address behind them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("MEEDOEN_PROXIES", default=0)

# --- Words -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "project" / "words"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# --- Headers and static files ----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "font-src": "'self'",
    # Two ticks in the component style sheet are data images.
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
CSRF_FAILURE_VIEW = "meedoen.portals.errors.no_csrf"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.int("MEEDOEN_SESSION_SECONDS", default=8 * 3600)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE
if SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- The trade register ----------------------------------------------------------------------------------
# The address of the Basisprofiel API, up to and without `/v1`. Empty: numbers are not looked up.
KVK_ADDRESS = env.str("MEEDOEN_KVK_ADDRESS", default="")
# The key that the Kamer van Koophandel gave this installation.
KVK_KEY = env.str("MEEDOEN_KVK_KEY", default="")
# How long somebody at a desk waits for the trade register.
KVK_SECONDS = env.float("MEEDOEN_KVK_SECONDS", default=5.0)

# --- Mail ------------------------------------------------------------------------------------------------
# Where invitations go out: smtp+tls://name:password@host:587. Without it they land in a folder.
_MAIL = env.email_url("MEEDOEN_MAIL", default=f"filemail:///{VAR.absolute() / 'mail'}")
EMAIL_BACKEND = _MAIL["EMAIL_BACKEND"]
# Port 0 is the one that belongs to the protocol.
EMAIL_HOST, EMAIL_PORT = _MAIL["EMAIL_HOST"], _MAIL["EMAIL_PORT"] or 0
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL["EMAIL_HOST_USER"] or "", _MAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.get("EMAIL_USE_TLS", False), _MAIL.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _MAIL["EMAIL_FILE_PATH"]
EMAIL_TIMEOUT = 20
# The address that invitations come from.
DEFAULT_FROM_EMAIL = env.str("MEEDOEN_MAIL_FROM", default="meedoen@localhost")
# The address of a gateway that turns mail into text messages, with {number} in it: {number}@sms.example.nl.
# Without it text messages land in a folder.
SMS_ADDRESS = env.str("MEEDOEN_SMS", default="")
SMS_FOLDER = VAR.absolute() / "sms"
SILENCED_SYSTEM_CHECKS: list[str] = []
