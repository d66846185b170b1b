"""Prepares Följa and starts it: one command, any operating system, nothing but Python 3.11 or newer.

python3 run.py [--port 8001]     a demo city in data/demo, served on this computer
python3 run.py test [args]       every check and test, and those that use the database on PostgreSQL too;
                                 --fast without the slow ones, --long with the longest; --database sqlite there
                                 alone, --database postgresql all of them there; with a path only pytest on it,
                                 on SQLite unless --database says other; other arguments go to pytest
python3 run.py pictures          every page as pictures in data/pictures, and those of the documents in docs/pictures
python3 run.py setup [--spark]   prepares only; with what --engine spark needs beside Java, 430 MB
python3 run.py COMMAND [args]    that folja command; `python3 run.py --help` lists them
"""

import base64
import contextlib
import hashlib
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
import zipfile
from pathlib import Path


def python_too_old(version):
    """The sentence for a Python that is too old, or nothing."""
    sentence = f"Följa needs Python 3.11 or newer and this is {version[0]}.{version[1]}: start it with a newer one."
    return sentence if tuple(version[:2]) < (3, 11) else ""


# Before anything that an older Python cannot run; the whole file still parses from 3.6 on, to get this far.
if python_too_old(sys.version_info):
    sys.exit(python_too_old(sys.version_info))

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "prepared"
LOCK = ROOT / "requirements.lock"
SPARK_LOCK = ROOT / "requirements-spark.lock"
BIN = Path(sysconfig.get_path("scripts", "venv", {"base": str(VENV)}))
SITE_PACKAGES = Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)}))
EXE = ".exe" if os.name == "nt" else ""
VENV_PYTHON = BIN / f"python{EXE}"
# Started from the very environment that may have to be removed, the Python underneath does the work.
PYTHON = sys._base_executable if Path(sys.prefix) == VENV else sys.executable

# What an installer says and what to do about it; the first found decides, so causes stand before effects.
EXPLANATIONS = {
    r"No space left|os error 28|not enough space": "The disk is full: free about 2 GB and run it again.",
    r"[Hh]ash mismatch|DO NOT MATCH THE HASHES": """
        A library was not the one that is locked (its hash differs), so it was not installed: try another
        network, and report it if it happens again.""",
    r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|UnknownIssuer": """
        The certificate of the package index is not trusted here: ask who runs your network for the right one
        and name its file in SSL_CERT_FILE.""",
    r"name resolution|getaddrinfo|dns error|sending request|establish a new connection|unreachable|timed out"
    r"|ProxyError|[Cc]onnection (refused|reset)|40[137] (Client Error|Unauthorized|Forbidden|Proxy)": """
        The package index could not be reached: check the network, and pip's index and proxy settings if you
        have any, then run it again.""",
    r"Permission denied|Access is denied|Read-only file system": """
        Not allowed to write in this folder: run it as the user who owns the folder, and stop Följa first if
        it is running.""",
    r"No matching distribution|no wheels|[Nn]o solution found|Failed to build": f"""
        Some library is not ready-made for Python {platform.python_version()} on this computer: use another
        Python, best 3.11, 3.12 or 3.13.""",
    r"[Nn]o module named '?(venv|pip|ensurepip)|ensurepip is not available": """
        This Python cannot make environments: on Debian and Ubuntu `apt install python3-venv`, elsewhere
        install Python anew.""",
}
NO_BROWSER = (
    "The tests need Chromium, Chrome or Edge: install one (Debian: `apt install chromium`) or name its "
    "program in FOLJA_BROWSER; `test --fast` does without."
)

NO_OFFICE = (
    "The long tests need LibreOffice, which opens what Word and Excel shall open: install it (Debian: `apt install "
    "libreoffice-writer libreoffice-calc`) or name its program in FOLJA_OFFICE; `test` does without."
)


class Failed(Exception):
    """Carries the one sentence that says what to do."""


def explain(output):
    for pattern, sentence in EXPLANATIONS.items():
        if re.search(pattern, output):
            return " ".join(sentence.split())
    dead_end = "The lines above are all that is known: remove the folder .venv, run it again, then report it."
    return "\n".join([*output.strip().splitlines()[-8:], dead_end])


# --- surroundings -------------------------------------------------------------------------------------------

OTHER_PYTHONS = re.compile(
    "PYTHON(PATH|HOME|WARNINGS)|__PYVENV_LAUNCHER__|VIRTUAL_ENV|CONDA_PREFIX|DJANGO_SETTINGS_MODULE"
)
INSTALLERS = re.compile("(PIP|UV)_", re.IGNORECASE)
FETCHING = re.compile(
    "INDEX|FIND_LINKS|HOST|CERT|TLS|PROXY|CONFIG_FILE|TIMEOUT|RETRIES|CACHE|KEYRING|CREDENTIALS|OFFLINE|HTTP",
    re.IGNORECASE,
)


def clean_environment(environment):
    """Without what points at other Pythons or changes what an installer does; where to fetch from stays."""

    def kept(name):
        return FETCHING.search(name) if INSTALLERS.match(name) else not OTHER_PYTHONS.fullmatch(name)

    # A pip.conf may ask for installing into the user's folder, which an environment refuses.
    ours = {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return {name: value for name, value in compiled_aside(environment).items() if kept(name)} | ours


def compiled_aside(environment):
    """Who wants no compiled files among the sources has them in .venv: with none, every start compiles it all anew."""
    if not environment.get("PYTHONDONTWRITEBYTECODE"):
        return environment
    others = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(VENV / "compiled")} | others


def index_for_uv(environment, pip_configuration):
    """The index that pip is told to use, in uv's words: uv itself reads none of pip's settings."""
    words = {"index-url": "UV_DEFAULT_INDEX", "no-index": "UV_NO_INDEX"}
    words |= {"cert": "SSL_CERT_FILE", "proxy": "ALL_PROXY"}
    settings = dict(re.findall(r"^(?!:env:)\S+\.([\w-]+)=['\"](.*)['\"]$", pip_configuration, re.MULTILINE))
    for name in words:
        settings[name] = environment.get("PIP_" + name.replace("-", "_").upper(), settings.get(name))
    if "UV_INDEX_URL" in environment:
        settings["index-url"] = None
    return {uv: settings[name] for name, uv in words.items() if settings[name]} | environment


class Progress:
    """Steps on stderr: a bar that fills on a terminal, a line for each elsewhere."""

    def __init__(self, steps):
        self.steps, self.step, self.title = steps, 0, ""
        self.started = time.monotonic()
        self.live = sys.stderr.isatty()

    def begin(self, title):
        self.step, self.title = self.step + 1, title
        if not self.live:
            print(f"[{self.step}/{self.steps}] {title}", file=sys.stderr, flush=True)
        self.show()

    def show(self):
        bar = ("#" * (24 * (self.step - 1) // self.steps)).ljust(24, "-")
        self.write(f"[{bar}] {self.title} ({time.monotonic() - self.started:.0f} s)")

    def write(self, line):
        if self.live:
            print(f"\r{line:<78}\r", end="", file=sys.stderr, flush=True)


def attempt(command, environment, progress, keep_open=()):
    """Runs a command out of sight: whether it succeeded, and what it said."""
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            env=environment,
            cwd=ROOT,
            pass_fds=keep_open,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return False, str(error)
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                output, _ = process.communicate(timeout=0.2)
                return process.returncode == 0, output
            progress.show()
    finally:
        process.terminate()  # after an interruption, no installer may go on writing
        process.wait()


# --- preparing ----------------------------------------------------------------------------------------------


def project_table():
    import tomllib  # not at the top: Pythons before 3.11 lack it, and must get as far as their message

    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def stamp_for(lock, project, version, place):
    """Changes with all that the environment depends on; with its place too: launchers name their folder."""
    computer = [*version[:2], sys.platform, platform.machine(), str(place)]
    parts = [hashlib.sha256(lock).hexdigest(), project, *computer]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def is_prepared(stamp, stamp_file, needed):
    """The stamp is written last of all, so an environment that was never finished has none."""
    return (
        stamp_file.is_file()
        and stamp_file.read_text(encoding="utf-8", errors="replace") == stamp
        and all(path.exists() for path in needed)
    )


def part_of_lock(lock_text, name):
    """The lines of one library, so that it too is checked by hash when it is installed by itself."""
    found = re.search(rf"^{re.escape(name)}==.*\n(?:[ \t]+.*\n)*", lock_text, re.MULTILINE)
    return found.group() if found else ""


def wheel_of_this_folder(folder, project, path_to_root):
    """Writes the wheel that makes `import folja` and the command `folja` mean this folder.

    An ordinary editable install needs setuptools, from the network or the lock, and writes the folder's
    absolute path in whatever encoding the computer has. A wheel with one relative path in it needs nothing
    and takes milliseconds, and uv and pip alike make the right launcher from it: .exe on Windows, elsewhere
    one that stands spaces in the path.
    """
    name, version = project["name"], project["version"]
    about = f"{name}-{version}.dist-info"
    scripts = "".join(f"{script} = {target}\n" for script, target in project["scripts"].items())
    files = {
        f"{name}.pth": f"{path_to_root}\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: run\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": f"[console_scripts]\n{scripts}",
    }
    record = f"{about}/RECORD"
    lines = [f"{file},sha256={hash_for_record(text)},{len(text.encode())}\n" for file, text in files.items()]
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file, text in {**files, record: "".join([*lines, f"{record},,\n"])}.items():
            archive.writestr(file, text)
    return wheel


def hash_for_record(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


class Preparation:
    """Makes .venv anew from the lock: by uv where there is one or one can be had, else by pip."""

    def __init__(self, environment, keep_open):
        self.environment, self.keep_open = environment, keep_open
        self.progress = Progress(steps=3)
        self.uv_said = ""

    def attempt(self, *command):
        return attempt(command, self.environment, self.progress, self.keep_open)

    def works(self, *command):
        return self.attempt(*command)[0]

    def must(self, *command):
        succeeded, output = self.attempt(*command)
        if not succeeded:
            raise Failed(explain(self.uv_said + output))

    def make(self):
        self.progress.begin("Making the environment")
        if VENV.exists():
            shutil.rmtree(VENV)
        self.must(PYTHON, "-m", "venv", "--without-pip", VENV)
        self.progress.begin("Fetching and installing the libraries")
        install = self.install_libraries()
        self.progress.begin("Installing Följa")
        wheel = wheel_of_this_folder(VENV, project_table(), os.path.relpath(ROOT, SITE_PACKAGES))
        self.must(*install, "--no-deps", "--no-index", wheel)
        self.progress.write("")

    def add_spark(self):
        """The environment has uv by now."""
        self.progress.begin("Fetching Spark, 430 MB")
        uv = self.uv_at_hand() or [VENV_PYTHON, "-m", "uv", "pip"]
        self.must(*uv, "install", "--require-hashes", "--python", VENV_PYTHON, "-r", SPARK_LOCK)
        self.progress.write("")

    def install_libraries(self):
        """Returns the install command that worked."""
        uv = self.uv_at_hand() or self.uv_by_pip()
        if uv:
            succeeded, self.uv_said = self.attempt(*uv, "sync", "--require-hashes", "--python", VENV_PYTHON, LOCK)
            if succeeded:
                return [*uv, "install", "--python", VENV_PYTHON]
        install = [*self.pip(), "install", "--no-compile"]
        self.must(*install, "--require-hashes", "--no-deps", "-r", LOCK)
        return install

    def uv_at_hand(self):
        found, configuration = self.attempt(PYTHON, "-m", "pip", "config", "list")
        self.environment = index_for_uv(self.environment, configuration if found else "")
        candidates = [shutil.which("uv") or "uv"], [PYTHON, "-m", "uv"]
        return next(([*uv, "pip"] for uv in candidates if self.works(*uv, "--version")), [])

    def uv_by_pip(self):
        """uv is in the lock, and even when it has to be fetched first it is several times as fast as pip."""
        requirements = VENV / "uv.txt"
        requirements.write_text(part_of_lock(LOCK.read_text(encoding="utf-8"), "uv"), encoding="utf-8")
        install = [*self.pip(), "install", "--no-compile", "--only-binary", ":all:", "--require-hashes"]
        return [VENV_PYTHON, "-m", "uv", "pip"] if self.works(*install, "-r", requirements) else []

    def pip(self):
        """The environment's own, else that of the Python outside: Debian parts ensurepip from Python."""
        inside, outside = [VENV_PYTHON, "-m", "pip"], [PYTHON, "-m", "pip", "--python", VENV_PYTHON]
        if self.works(*inside, "--version") or self.works(VENV_PYTHON, "-m", "ensurepip"):
            return inside
        self.must(*outside, "--version")
        return outside


@contextlib.contextmanager
def only_one():
    """One preparation at a time. The installers keep the lock too, so one left alone by a kill is waited for.

    Not on Windows, which itself refuses to remove an environment in use.
    """
    if os.name == "nt":
        yield ()
        return
    import fcntl

    with (ROOT / ".venv.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield (file.fileno(),)


def prepare(environment):
    stamp = stamp_for(LOCK.read_bytes(), project_table(), sys.version_info, ROOT)
    needed = [VENV_PYTHON, BIN / f"folja{EXE}"]
    if is_prepared(stamp, STAMP, needed):
        return
    with only_one() as keep_open:
        if not is_prepared(stamp, STAMP, needed):
            Preparation(environment, keep_open).make()
            STAMP.write_text(stamp, encoding="utf-8")


def prepare_spark(environment):
    """Adds it to the environment, where it stays until the lock changes."""
    if (SITE_PACKAGES / "pyspark").is_dir():
        return
    with only_one() as keep_open:
        preparation = Preparation(environment, keep_open)
        preparation.progress = Progress(steps=1)
        preparation.add_spark()


# --- the tests ----------------------------------------------------------------------------------------------

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
BROWSER_PLACES = (
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%LOCALAPPDATA%\Google\Chrome\Application\chrome.exe",
    *(f"/Applications/{name}.app/Contents/MacOS/{name}" for name in ("Google Chrome", "Microsoft Edge", "Chromium")),
)


def find_browser(environment, which=shutil.which):
    """The path of a browser for the tests, or nothing. One asked for by name is never replaced by another."""
    wanted = environment.get("FOLJA_BROWSER")
    if wanted and not which(wanted):
        raise Failed(f"FOLJA_BROWSER names {wanted}, which is no program here: name another or unset it.")
    candidates = [wanted] if wanted else [*BROWSERS, *map(os.path.expandvars, BROWSER_PLACES)]
    return next(filter(None, map(which, candidates)), "")


def find_office(environment, which=shutil.which):
    """The path of LibreOffice for the long tests, or nothing."""
    candidates = [environment["FOLJA_OFFICE"]] if environment.get("FOLJA_OFFICE") else ["soffice", "libreoffice"]
    return next(filter(None, map(which, candidates)), "")


def find_java(environment, which=shutil.which):
    """The path of Java, which Spark runs on, or nothing."""
    home = environment.get("JAVA_HOME")
    return which("java", path=str(Path(home) / "bin") if home else environment.get("PATH")) or ""


def add_spark_for_tests(environment):
    """Where there is Java, Spark counts too. The tests say in their last lines when it did not."""
    if not find_java(environment):
        return
    try:
        prepare_spark(environment)
    except Failed as failure:
        print(failure, file=sys.stderr)


def install_browser(environment):
    """By apt-get, on Debian itself as root. Ubuntu's package of the name fetches something else."""
    with contextlib.suppress(OSError):
        if platform.freedesktop_os_release().get("ID") != "debian" or os.geteuid() != 0:
            return
        progress = Progress(steps=2)
        quiet = environment | {"DEBIAN_FRONTEND": "noninteractive"}
        progress.begin("Fetching the list of packages")
        attempt(["apt-get", "update"], quiet, progress)
        progress.begin("Installing Chromium for the tests")
        attempt(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], quiet, progress)
        progress.write("")


def names_a_path(arguments):
    return any((ROOT / argument.split("::")[0]).exists() for argument in arguments if argument[:1] not in ("-", ""))


PARTS = {"": "not long", "--fast": "not slow and not journey and not long", "--long": ""}
"""What pytest is to run, by its marks."""

# What a browser sees of a page has been seen on SQLite: the same rows give the same page.
AGAIN = "database and not journey"
"""Of that, what runs once more, on PostgreSQL."""

USING_THE_DATABASE = ["tests/command", "tests/promises", "tests/web"]
"""Where that is: to read all other tests only to leave them out takes as long as a hundred of them."""

NOTHING_TO_RUN = 5
"""What pytest says where nothing of what was chosen uses the database."""

ON_POSTGRESQL = ["python", "-m", "tests.postgresql"]
WHERE_THERE_IS_ONE = "--where-there-is-one"

CHECKS = [["ruff", "check"], ["ruff", "format", "--check"], ["mypy", "folja"], ["lint-imports"]]


def runs_of_test(arguments, cores):
    """How pytest is run: once, or on SQLite and beside it on PostgreSQL.

    On both unless one is asked for; by a path on SQLite. A PostgreSQL that is asked for has to be there.
    """
    database, arguments = chosen_database(arguments)
    marks = next((PARTS[argument] for argument in arguments if argument in PARTS), PARTS[""])
    others = [argument for argument in arguments if argument not in PARTS]
    by_path = names_a_path(others)

    def words(workers, marks, *places):
        return ["pytest", *([] if by_path or workers == 1 else side_by_side(workers)), "-m", marks, *others, *places]

    database = database or ("sqlite" if by_path else "")
    if database == "sqlite":
        return [words(cores, marks)]
    if database == "postgresql":
        return [[*ON_POSTGRESQL, *words(cores, marks)]]
    # One at a time: PostgreSQL's rows are laid anew when nobody writes in any database of the server.
    again = words(1, f"{AGAIN} and {marks}" if marks else AGAIN, *([] if by_path else USING_THE_DATABASE))
    return [words(cores, marks), [*ON_POSTGRESQL, *([] if database else [WHERE_THERE_IS_ONE]), *again]]


def checks_of_test(arguments):
    """What comes before pytest: nothing where a path says what is to be looked at."""
    return [] if names_a_path(arguments) else CHECKS


def chosen_database(arguments):
    """The database that is asked for, or nothing; and the arguments without that."""
    if "--database" not in arguments:
        return "", arguments
    place = arguments.index("--database")
    chosen = next(iter(arguments[place + 1 : place + 2]), "")
    if chosen not in ("sqlite", "postgresql", "both"):
        raise Failed("--database is followed by sqlite or postgresql, or both.")
    return chosen, arguments[:place] + arguments[place + 2 :]


def side_by_side(cores):
    """Each has an even part of all tests in order, and takes over from another when done: files stay together."""
    return ["-n", str(cores), "--dist", "worksteal"]


def usable_cores():
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 8)  # past eight, starting workers costs more than they save


def run_tests(arguments, environment):
    if "--fast" not in arguments:
        if not find_browser(environment):
            install_browser(environment)
        environment = environment | {"FOLJA_BROWSER": find_browser(environment)}
        if not environment["FOLJA_BROWSER"]:
            raise Failed(NO_BROWSER)
    # The tests have databases of their own, whatever the one of an installation here.
    environment = {name: value for name, value in environment.items() if name != "FOLJA_DATABASE"}
    if "--long" in arguments:
        add_spark_for_tests(environment)
        environment = environment | {"FOLJA_OFFICE": find_office(environment)}
        if not environment["FOLJA_OFFICE"]:
            raise Failed(NO_OFFICE)
    os.chdir(ROOT)
    for check in checks_of_test(arguments):
        tell_step(check)
        code = hand_over(*check, environment=environment, last=False)
        if code:
            return code
    first, *second = runs_of_test(arguments, usable_cores())
    tell_step(first)
    if not second:
        return hand_over(*first, environment=environment)
    with meanwhile(*second, environment=environment) as ended:
        code = hand_over(*first, environment=environment, last=False)
        tell_step(*second)
        of_second = ended()
        return code or (of_second if of_second != NOTHING_TO_RUN else 0)


def tell_step(words):
    print(f"== {' '.join(words)}", file=sys.stderr, flush=True)


@contextlib.contextmanager
def meanwhile(command, environment):
    """Lets a command run beside another. Gives what waits for it, tells what it said, and returns its exit code."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(program_of(command), env=environment, stdout=said, stderr=subprocess.STDOUT)

        def ended():
            code = wait_for(process)
            said.seek(0)
            print(said.read().decode(errors="replace"), end="", flush=True)
            return code

        try:
            yield ended
        finally:
            process.terminate()
            process.wait()


# --- the start ----------------------------------------------------------------------------------------------


def hand_over(name, *words, environment, last=True):
    """Runs a command of the environment. The last takes this one's place: signals and exit are its own."""
    command = program_of([name, *words])
    if last and os.name == "posix":
        os.execve(command[0], command, environment)
    return wait_for(subprocess.Popen(command, env=environment))


def program_of(words):
    return [str(BIN / f"{words[0]}{EXE}"), *words[1:]]


def wait_for(process):
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # it got the same Ctrl-C, and decides
            return process.wait()


def words_for_folja(arguments):
    """The folja command that is meant: without one it is the demo, on another port if one is given."""
    if arguments and not arguments[0].startswith("--port"):
        return arguments
    return ["demo", "--home", str(ROOT / "data" / "demo"), *arguments]


def act(arguments, environment):
    prepare(environment)
    if arguments == ["setup"]:
        return 0
    if arguments == ["setup", "--spark"]:
        prepare_spark(environment)
        return 0
    if arguments[:1] == ["test"]:
        return run_tests(arguments[1:], environment)
    if arguments == ["pictures"]:
        drawn = environment | {"FOLJA_PICTURES": str(ROOT / "data" / "pictures")}
        return run_tests([*side_by_side(usable_cores()), "tests/pages"], drawn)
    return hand_over("folja", *words_for_folja(arguments), environment=environment)


def stop(_signal, _frame):
    raise KeyboardInterrupt


def main():
    signal.signal(signal.SIGTERM, stop)
    try:
        return act(sys.argv[1:], clean_environment(os.environ))
    except KeyboardInterrupt:
        message, code = "Interrupted; nothing is broken: run it again.", 130
    except Failed as failure:
        message, code = str(failure), 1
    except (OSError, ValueError) as error:
        message, code = explain(str(error)), 1
    print(f"\n{message}" if sys.stderr.isatty() else message, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
