"""Settings of the site. Everything an operator may change comes from the environment, listed here once.

BAEUM_HOSTS       host names the site answers to, separated by commas (default: this machine only)
BAEUM_SECRET_KEY  signing key; without one each process makes its own, and every sign-in ends with it
BAEUM_VAR         folder for files the site makes itself, such as the collected static files
BAEUM_HTTPS       "1" behind a proxy that speaks HTTPS: secure cookies, strict transport security
BAEUM_API_REQUESTS  how many requests a client of the API may make in a minute (default: 600)
BAEUM_WALLET_REQUESTS  how many requests wallets may make from one address in a minute (default: 120)
BAEUM_DEBUG       "1" on a developer's machine
BAEUM_MASTER_KEY_FILE   file of the master key, which opens every personal value (docs/operate/keys.md);
                        without it var/keys/master.key is made

BAEUM_ADDRESS     the address of the site as others reach it, such as https://baeum.example.kr: it stands in
                  every document that is issued (docs/operate/issuing.md; default http://localhost:8000)
BAEUM_DID         the name of the issuer in credentials (default: did:web of the address)
BAEUM_ISSUER_KEYS the folder of the keys that sign what is issued; without it var/keys/issuer is made

BAEUM_MAIL_HOST   a mail server for notices (docs/operate/mail.md), with BAEUM_MAIL_PORT (default 587),
                  BAEUM_MAIL_USER, BAEUM_MAIL_PASSWORD and BAEUM_MAIL_FROM; without it nothing is mailed

BAEUM_LOG         folder of the transparency log's public files (docs/operate/log.md; default: var/log), with
BAEUM_LOG_KEY_FILE       file of its key (default: var/keys/log.key; `baeum log init` makes it)
BAEUM_LOG_WITNESSES      file of its witnesses' keys, one in a line, and
BAEUM_LOG_QUORUM         how many of them make a checkpoint witnessed (default: more than half)

BAEUM_DEMO        "1": the made-up people of the examples, and a page to sign in as any of them with one click

Sign-in (docs/operate/sign-in.md):

BAEUM_SESSION_MINUTES   a sign-in ends after so many minutes without a request (default 30)
BAEUM_SESSION_HOURS     and after so many hours in any case (default 10)
BAEUM_OIDC_URL          an identity service that speaks OpenID Connect, with BAEUM_OIDC_CLIENT,
                        BAEUM_OIDC_SECRET and BAEUM_OIDC_NAME (what the button calls it)

The database (docs/operate/database.md):

DATABASE_URL            a PostgreSQL that others run, as the role baeum_app; without it one is embedded
DATABASE_OWNER_URL      the same as baeum_owner, for migrations only; not for the process that serves
DATABASE_REPLICA_URL    a copy of it to read (docs/operate/batch.md), as a role that sees every row: exports,
                        and the refresh of cached audits, which a worker does by itself where this is set
BAEUM_AUDITS_A_SECOND   learners that a refresh audits a second at most (default 300; 0: as fast as it goes)
BAEUM_AUDITS_BUSY       a refresh waits while the site has so many statements running (default 8)
BAEUM_DATABASE_FOLDER   where the embedded database lies
BAEUM_POSTGRES_BIN      the bin folder of the PostgreSQL to embed
BAEUM_POSTGRES_ACCOUNT  the account that runs it where root starts it
"""

from __future__ import annotations

import os
import secrets

from baeum.config.database import app_address, connection_settings, replica_address
from baeum.config.places import PACKAGE, did_of, issuer_keys, log_folder, log_key_file, master_key_file, var

VAR = var()
DEMO = os.environ.get("BAEUM_DEMO") == "1"
DEBUG = os.environ.get("BAEUM_DEBUG") == "1"
HTTPS = os.environ.get("BAEUM_HTTPS") == "1"
SECRET_KEY = os.environ.get("BAEUM_SECRET_KEY") or secrets.token_urlsafe(48)
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("BAEUM_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]

INSTALLED_APPS = [
    "django.contrib.auth",  # password hashes, the person signed in; not its groups and permissions
    "django.contrib.contenttypes",  # django.contrib.auth needs it
    "django.contrib.messages",  # what django-allauth has to say after an act
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "procrastinate.contrib.django",
    "baeum.shared",
    "baeum.places",
    "baeum.people",
    "baeum.transparency",
    "baeum.courses",
    "baeum.accreditation",
    "baeum.counsel",
    "baeum.ledger",
    "baeum.claims",
    "baeum.certificates",
    "baeum.outside",
    "baeum.wallet",
    "baeum.planner",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "baeum.people.identity",
    *(["baeum.demo"] if DEMO else []),
    "baeum.calculator",
    "baeum.learner",
    "baeum.catalogue",
    "baeum.api",
    "baeum.desk",
    "baeum.audits",
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",  # no secret of the server is ever on a page
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "csp.middleware.CSPMiddleware",
    "baeum.shared.headers.headers",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "baeum.people.sessions.sessions",
    "baeum.people.acting.acting_middleware",
    "baeum.people.authorising.Authorising",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "baeum.config.urls"
WSGI_APPLICATION = "baeum.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "baeum.shared.page.page",
            ],
        },
    }
]

DATABASES = {"default": connection_settings(app_address())}  # nothing is started or connected here
REPLICA = replica_address()  # with its password: only for exports and refreshes
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.SignIn"
MASTER_KEY_FILE = master_key_file()
ADDRESS = os.environ.get("BAEUM_ADDRESS", "http://localhost:8000").rstrip("/")
DID = os.environ.get("BAEUM_DID") or did_of(ADDRESS)
ISSUER_KEYS = issuer_keys()
LOG_FOLDER, LOG_KEY_FILE = log_folder(), log_key_file()
LOG_WITNESSES = os.environ.get("BAEUM_LOG_WITNESSES", "")  # a file; without one nobody is asked
LOG_QUORUM = int(os.environ.get("BAEUM_LOG_QUORUM", "0"))  # 0: more than half of them
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
UNDECLARED_ROUTES = (
    "missing"  # a route that baeum.people.permissions does not name: 404; "fault" in tests: 500
)

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # an upload never reaches the disk
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LARGEST_UPLOAD = 5 * 1024 * 1024  # bytes of one file
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * LARGEST_UPLOAD
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_UPLOAD
DATA_UPLOAD_MAX_NUMBER_FILES = 40  # an application has a file an item; their sum is bounded above

MAIL_HOST = os.environ.get("BAEUM_MAIL_HOST", "")  # without one, notices stand on the pages only
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL_HOST, int(os.environ.get("BAEUM_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("BAEUM_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("BAEUM_MAIL_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_TIMEOUT = True, 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("BAEUM_MAIL_FROM", "baeum@localhost")

API_REQUESTS = int(os.environ.get("BAEUM_API_REQUESTS", "600"))  # of one client in a minute
WALLET_REQUESTS = int(os.environ.get("BAEUM_WALLET_REQUESTS", "120"))  # from one address in a minute
AUDITS_A_SECOND = float(os.environ.get("BAEUM_AUDITS_A_SECOND", "300"))
AUDITS_BUSY = int(os.environ.get("BAEUM_AUDITS_BUSY", "8"))
API_TOKEN_REQUESTS = 60  # of one client from one address in a minute
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # background jobs are the functions of <package>/jobs.py

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would lose the sign-in on the way back from an identity service
SESSION_COOKIE_NAME = "__Host-baeum" if HTTPS else "baeum"
SESSION_COOKIE_AGE = 60 * int(os.environ.get("BAEUM_SESSION_MINUTES", "30"))  # seconds
SESSION_LONGEST = 3600 * int(os.environ.get("BAEUM_SESSION_HOURS", "10"))  # seconds
SESSION_SAVE_EVERY_REQUEST = True  # the age counts from the last request
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0

from baeum.config.sign_in import *  # noqa: E402,F403  what django-allauth reads

LOGGING = {  # never the content of a request: what people type belongs to them
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a form to be put right (422) is no event
}
