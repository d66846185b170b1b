"""Django's settings. Everything that differs between two installations comes from the environment:

FOLJA_HOME        the folder of the secret keys, and of the database unless it is elsewhere; ./data
FOLJA_DATABASE    address of a PostgreSQL, postgresql://folja:secret@server/folja; without it, a file in FOLJA_HOME
FOLJA_INVENTED    true marks every page "Påhittade uppgifter"
FOLJA_SECRET_KEY  instead of the key kept in the home folder
FOLJA_ANSWERS_KEY instead of the other key kept there, which opens what families' phones have sealed
FOLJA_HOSTS       the names people reach the server by, with commas; without it, from this computer only
FOLJA_HTTPS       true behind a proxy that speaks https: cookies and addresses are then for https only
FOLJA_PROXY       the address of that proxy, whose word is taken for where somebody comes from; 127.0.0.1
FOLJA_SIGN_IN     the file that names identity providers; sign_in.toml in the home folder (docs/handbok/inloggning.md)
FOLJA_SECOND_STEP false lets managers and the city's leads in by a password alone; true, but not in a demo
FOLJA_IDLE_MINUTES  120: how long a device may lie unused before somebody has to sign in again there
FOLJA_MAIL_SERVER the server that reminders are sent by; without it none are. With it:
FOLJA_MAIL_FROM   the address they come from
FOLJA_MAIL_LINKS  where people reach Följa, such as https://folja.kommunen.se: what the reminders lead to
FOLJA_MAIL_PORT   587
FOLJA_MAIL_SECURITY  starttls, or tls, or none on a network of one's own
FOLJA_MAIL_USER, FOLJA_MAIL_PASSWORD  where the server asks for them
FOLJA_TODAY       fixes the date, for demos and tests (folja.vocabulary.clock)
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env, validate

from folja.config.database import database
from folja.config.secret_key import answers_key, secret_key
from folja.config.static_version import static_version
from folja.web.signing_in.configuration import read as read_sign_in

env = Env()

PROJECT = Path(__file__).resolve().parent.parent

FOLJA_HOME = env.path("FOLJA_HOME", default=Path("data")).resolve()
FOLJA_INVENTED = env.bool("FOLJA_INVENTED", default=False)
FOLJA_HTTPS = env.bool("FOLJA_HTTPS", default=False)
FOLJA_PROXY = env.str("FOLJA_PROXY", default="127.0.0.1")

SECRET_KEY = env.str("FOLJA_SECRET_KEY", default="") or secret_key(FOLJA_HOME)
FOLJA_ANSWERS_KEY = env.str("FOLJA_ANSWERS_KEY", default="") or answers_key(FOLJA_HOME)
DEBUG = False
NAMES: list[str] = env.list("FOLJA_HOSTS", default=[])
ALLOWED_HOSTS = [*NAMES, "localhost", "127.0.0.1", "[::1]"]  # this computer is asked how it is

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    # Speaks OIDC, and knows how SAML is set up. Its tables stay empty, and none of its pages has an address.
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "folja.web.frame",
    "folja.web.organisation",
    "folja.web.signing_in",
    "folja.web.collection",
    "folja.web.answers",
    "folja.web.comments",
    "folja.web.giving_back",
    "folja.web.wordings",
    "folja.web.publication",
    "folja.web.pooling",
    "folja.web.goals",
    "folja.web.supports",
    "folja.web.writing",
    "folja.web.year",
    "folja.web.help",
    "folja.web.start",
    "folja.web.statement",
    "folja.web.kept",
    "folja.web.api",
    "folja.web.design",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Pages are read on phones with poor networks. It pads what it packs, so that lengths tell nothing of a token.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "folja.web.frame.middleware.never_stored",
    "folja.web.api.problems.errors_as_json",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "folja.web.frame.middleware.in_chosen_language",
    "folja.web.frame.middleware.RefusalsInWords",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "folja.web.signing_in.sessions.EndsWhenUnused",
    "folja.web.frame.middleware.SignInWhereNeeded",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "folja.config.urls"
WSGI_APPLICATION = "folja.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "folja.web.frame.context.frame",
            ],
            "builtins": ["folja.web.frame.templatetags.frame", "folja.web.wordings.templatetags.wordings"],
        },
    }
]

DATABASES = {"default": database(env.str("FOLJA_DATABASE", default=""), FOLJA_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisation.Account"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

FOLJA_SIGN_IN = read_sign_in(env.path("FOLJA_SIGN_IN", default=FOLJA_HOME / "sign_in.toml"), os.environ)
FOLJA_SECOND_STEP = env.bool("FOLJA_SECOND_STEP", default=not FOLJA_INVENTED)
FOLJA_IDLE_MINUTES = env.int("FOLJA_IDLE_MINUTES", default=120)
SOCIALACCOUNT_ADAPTER = "folja.web.signing_in.adapter.Adapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10  # seconds
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"

SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day: devices are shared
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = FOLJA_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone when the browser is closed; the usual year would tell who has been here
CSRF_FAILURE_VIEW = "folja.web.frame.views.stale_form"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in NAMES if FOLJA_HTTPS]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if FOLJA_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if FOLJA_HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

FOLJA_MAIL_SERVER = env.str("FOLJA_MAIL_SERVER", default="")
FOLJA_MAIL_FROM = env.str("FOLJA_MAIL_FROM", default="")
FOLJA_MAIL_LINKS = env.str("FOLJA_MAIL_LINKS", default="").rstrip("/")
FOLJA_MAIL_PORT = env.int("FOLJA_MAIL_PORT", default=587)
FOLJA_MAIL_SECURITY = env.str(
    "FOLJA_MAIL_SECURITY", default="starttls", validate=validate.OneOf(("starttls", "tls", "none"))
)
FOLJA_MAIL_USER = env.str("FOLJA_MAIL_USER", default="")
FOLJA_MAIL_PASSWORD = env.str("FOLJA_MAIL_PASSWORD", default="")

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = FOLJA_HTTPS
LOCALE_PATHS = [PROJECT / "web" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATICFILES_DIRS = [PROJECT / "reports" / "static"]
STATIC_URL = f"static/{static_version([*PROJECT.glob('web/*/static'), *STATICFILES_DIRS])}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 365 * 24 * 60 * 60

# What is logged never says who, what or from where: only that something broke, and in which line of code.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "folja.web.frame.log.PlaceOnly"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "allauth": {"handlers": [], "level": "CRITICAL", "propagate": False},  # repeats what providers say
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "waitress": {"level": "ERROR"},
    },
}
