"""run.py: the parts that decide something, without installing anything."""

import ast
import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import run
from tests import postgresql

PROJECT = {"name": "folja", "version": "0.1.0", "scripts": {"folja": "folja.cli:main"}}


# --- which Python -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_a_python_that_is_too_old_is_told_which_it_is_and_which_is_needed(version):
    sentence = run.python_too_old(version)
    assert "3.11 or newer" in sentence
    assert f"this is {version[0]}.{version[1]}:" in sentence


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 11, 7), (3, 14, 0), (4, 0, 0)])
def test_a_python_that_is_new_enough_is_not_stopped(version):
    assert run.python_too_old(version) == ""


def test_an_old_python_can_parse_all_of_run_py_and_so_reaches_the_message():
    ast.parse(Path(run.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_version_is_checked_before_anything_that_an_old_python_lacks():
    before, check, _ = Path(run.__file__).read_text(encoding="utf-8").partition("if python_too_old(")
    assert check
    assert "tomllib" not in before
    assert '"venv"' not in before  # sysconfig's scheme, from 3.11 on


# --- the surroundings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *("PYTHONPATH", "PYTHONHOME", "PYTHONWARNINGS", "VIRTUAL_ENV", "CONDA_PREFIX", "DJANGO_SETTINGS_MODULE"),
        *("PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PIP_NO_BINARY", "PIP_DRY_RUN", "pip_target"),
        *("UV_SYSTEM_PYTHON", "UV_PYTHON", "UV_TARGET", "UV_PROJECT_ENVIRONMENT"),
    ],
)
def test_what_points_elsewhere_or_changes_the_installer_is_left_out(name):
    assert name not in run.clean_environment({name: "something"})


@pytest.mark.parametrize(
    "name",
    [
        *("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX", "PIP_FIND_LINKS", "PIP_TRUSTED_HOST"),
        *("PIP_CERT", "PIP_CLIENT_CERT", "PIP_PROXY", "PIP_CONFIG_FILE", "PIP_CACHE_DIR"),
        *("UV_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_INTERNAL_PASSWORD", "UV_FIND_LINKS"),
        *("UV_CONFIG_FILE", "UV_CACHE_DIR", "UV_OFFLINE", "UV_INSECURE_HOST", "UV_SYSTEM_CERTS", "UV_NATIVE_TLS"),
        *("PATH", "HOME", "HTTPS_PROXY", "SSL_CERT_FILE", "FOLJA_TODAY", "PYTHONUTF8"),
    ],
)
def test_where_to_fetch_from_and_everything_else_stays(name):
    assert run.clean_environment({name: "something"})[name] == "something"


def test_who_wants_no_compiled_files_among_the_sources_has_them_in_the_environment():
    told = run.clean_environment({"PYTHONDONTWRITEBYTECODE": "1"})
    assert "PYTHONDONTWRITEBYTECODE" not in told
    assert told["PYTHONPYCACHEPREFIX"] == str(run.VENV / "compiled")
    assert "PYTHONPYCACHEPREFIX" not in run.clean_environment({"PYTHONDONTWRITEBYTECODE": ""})
    wanted = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "elsewhere"}
    assert run.clean_environment(wanted)["PYTHONPYCACHEPREFIX"] == "elsewhere"


def test_installing_into_the_users_own_folder_is_refused_even_when_asked_for():
    assert run.clean_environment({"PIP_USER": "1"})["PIP_USER"] == "0"


def test_uv_is_told_the_index_that_pip_has_in_the_environment():
    told = run.index_for_uv({"PIP_INDEX_URL": "mirror"}, "")
    assert told["UV_DEFAULT_INDEX"] == "mirror"


def test_uv_is_told_the_index_that_pip_has_in_its_file():
    told = run.index_for_uv({}, "global.timeout='60'\nglobal.index-url='mirror'\ninstall.cert='/ca.pem'\n")
    assert told == {"UV_DEFAULT_INDEX": "mirror", "SSL_CERT_FILE": "/ca.pem"}


def test_the_environment_comes_before_pips_file():
    told = run.index_for_uv({"PIP_INDEX_URL": "mine"}, ":env:.index-url='mine'\nglobal.index-url='theirs'\n")
    assert told["UV_DEFAULT_INDEX"] == "mine"


@pytest.mark.parametrize("name", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
def test_an_index_that_uv_has_itself_is_not_overruled_by_pips(name):
    environment = {name: "its own", "PIP_INDEX_URL": "pip's"}
    assert run.index_for_uv(environment, "global.index-url='pip'") == environment


def test_uv_is_told_nothing_where_pip_has_no_index():
    assert run.index_for_uv({"HOME": "/home/amina"}, "") == {"HOME": "/home/amina"}


# --- the stamp ---------------------------------------------------------------------------------------------


def stamp(lock=b"a==1", project=None, version=(3, 11, 7), place="/srv/folja"):
    return run.stamp_for(lock, project or PROJECT, version, place)


def test_the_stamp_is_the_same_for_the_same_and_for_another_patch_of_python():
    assert stamp() == stamp() == stamp(version=(3, 11, 9))


@pytest.mark.parametrize(
    "change",
    [
        {"lock": b"a==2"},
        {"project": {**PROJECT, "version": "0.2.0"}},
        {"project": {**PROJECT, "scripts": {"folja": "folja.cli:other"}}},
        {"version": (3, 12, 7)},
        {"place": "/srv/a copy"},
    ],
)
def test_the_stamp_changes_with_whatever_the_environment_depends_on(change):
    assert stamp(**change) != stamp()


def test_an_environment_with_its_stamp_and_its_programs_is_prepared(tmp_path):
    python = tmp_path / "python"
    python.touch()
    (tmp_path / "stamp").write_text(stamp())
    assert run.is_prepared(stamp(), tmp_path / "stamp", [python])


def test_an_environment_without_a_stamp_was_never_finished(tmp_path):
    assert not run.is_prepared(stamp(), tmp_path / "stamp", [])


def test_an_environment_with_another_stamp_is_made_anew(tmp_path):
    (tmp_path / "stamp").write_text(stamp(lock=b"an older lock"))
    assert not run.is_prepared(stamp(), tmp_path / "stamp", [])


def test_an_environment_with_a_garbled_stamp_is_made_anew(tmp_path):
    (tmp_path / "stamp").write_bytes(b"\xff\x00" + stamp().encode()[:9])
    assert not run.is_prepared(stamp(), tmp_path / "stamp", [])


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_an_environment_whose_python_was_removed_from_the_computer_is_made_anew(tmp_path):
    (tmp_path / "stamp").write_text(stamp())
    (tmp_path / "python").symlink_to(tmp_path / "gone")
    assert not run.is_prepared(stamp(), tmp_path / "stamp", [tmp_path / "python"])


# --- what is installed -------------------------------------------------------------------------------------


def test_one_library_is_cut_out_of_the_lock_with_all_its_hashes_and_nothing_else():
    lock = "uvicorn==1 \\\n    --hash=x\nuv==2 \\\n    --hash=y \\\n    --hash=z\n    # via folja\nwaitress==3\n"
    assert run.part_of_lock(lock, "uv") == "uv==2 \\\n    --hash=y \\\n    --hash=z\n    # via folja\n"


def test_a_library_that_is_not_in_the_lock_is_nothing():
    assert run.part_of_lock("uvicorn==1 \\\n    --hash=x\n", "uv") == ""


def test_the_lock_has_uv_itself_by_hash_and_names_no_address():
    lock = run.LOCK.read_text(encoding="utf-8")
    assert "--hash=sha256:" in run.part_of_lock(lock, "uv")
    assert "://" not in lock


def test_the_wheel_holds_a_relative_path_and_a_record_of_every_file(tmp_path):
    path = run.wheel_of_this_folder(tmp_path, PROJECT, "../../../..")
    with zipfile.ZipFile(path) as wheel:
        files = {name: wheel.read(name) for name in wheel.namelist()}
    assert files["folja.pth"] == b"../../../..\n"
    assert b"folja = folja.cli:main\n" in files["folja-0.1.0.dist-info/entry_points.txt"]
    record = files.pop("folja-0.1.0.dist-info/RECORD").decode().splitlines()
    assert record.pop() == "folja-0.1.0.dist-info/RECORD,,"
    for line in record:
        name, written_hash, size = line.split(",")
        content = files.pop(name)
        hashed = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        assert (written_hash, int(size)) == (f"sha256={hashed}", len(content))
    assert files == {}


# --- what is said when it fails ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("error: Failed to install\n  Caused by: No space left on device (os error 28)", "disk is full"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one that is locked"),
        ("Caused by: Hash mismatch for `waitress==3.0.2`", "not the one that is locked"),
        ("error sending request for url\nCaused by: invalid peer certificate: UnknownIssuer", "certificate"),
        ("Caused by: dns error: failed to lookup address information", "check the network"),
        ("Failed to establish a new connection\nNo matching distribution found", "check the network"),
        ("[Errno 13] Permission denied: '/srv/folja/.venv'", "Not allowed to write"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "use another Python"),
        ("/usr/bin/python3: No module named ensurepip", "apt install python3-venv"),
    ],
)
def test_each_known_failure_says_in_one_line_what_to_do(output, advice):
    sentence = run.explain(output)
    assert advice in sentence
    assert "\n" not in sentence


def test_an_unknown_failure_shows_the_last_lines_and_ends_with_what_to_do():
    lines = run.explain("\n".join(f"line {number}" for number in range(20))).splitlines()
    assert lines[0] == "line 12"
    assert lines[-2] == "line 19"
    assert "remove the folder .venv" in lines[-1]


# --- the browser -------------------------------------------------------------------------------------------


def on_path(*programs):
    return {program: f"/usr/bin/{program}" for program in programs}.get


def test_chromium_comes_before_chrome():
    assert run.find_browser({}, on_path("google-chrome", "chromium")) == "/usr/bin/chromium"


def test_the_browser_that_is_asked_for_comes_before_chromium():
    which = on_path("chromium", "another-browser")
    assert run.find_browser({"FOLJA_BROWSER": "another-browser"}, which) == "/usr/bin/another-browser"


def test_a_browser_that_is_asked_for_and_missing_is_not_replaced_by_another():
    with pytest.raises(run.Failed, match="FOLJA_BROWSER names missing"):
        run.find_browser({"FOLJA_BROWSER": "missing"}, on_path("chromium"))


def test_edge_is_found_in_its_usual_place_on_windows(monkeypatch):
    monkeypatch.setattr(run, "BROWSER_PLACES", ("$PROGRAMS/Edge/msedge.exe",))
    monkeypatch.setenv("PROGRAMS", "/c/Program Files (x86)")
    place = "/c/Program Files (x86)/Edge/msedge.exe"
    assert run.find_browser({}, {place: place}.get) == place


def test_chrome_is_found_in_its_usual_place_on_macos():
    place = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    assert run.find_browser({}, {place: place}.get) == place


def test_no_browser_is_nothing():
    assert run.find_browser({}, on_path()) == ""


def test_the_long_tests_find_the_office_program_or_nothing():
    assert run.find_office({}, on_path("libreoffice")) == "/usr/bin/libreoffice"
    assert run.find_office({"FOLJA_OFFICE": "another-office"}, on_path("soffice")) == ""
    assert run.find_office({}, on_path()) == ""


def test_spark_is_added_for_the_tests_where_there_is_java_and_they_go_on_without_when_it_cannot_be(
    monkeypatch, capsys, tmp_path
):
    asked = []

    def cannot(environment):
        asked.append(environment)
        raise run.Failed("The package index could not be reached.")

    monkeypatch.setattr(run, "prepare_spark", cannot)
    run.add_spark_for_tests({"JAVA_HOME": str(tmp_path)})
    assert asked == []
    (tmp_path / "bin").mkdir()
    java = tmp_path / "bin" / f"java{run.EXE}"
    java.touch(mode=0o755)
    run.add_spark_for_tests({"JAVA_HOME": str(tmp_path)})
    assert asked == [{"JAVA_HOME": str(tmp_path)}]
    assert "could not be reached" in capsys.readouterr().err


# --- what `test` runs --------------------------------------------------------------------------------------


def test_everything_runs_on_sqlite_and_what_uses_the_database_on_postgresql_too_but_for_what_a_browser_sees():
    everything, again = run.runs_of_test([], cores=4)
    assert everything == ["pytest", *run.side_by_side(4), "-m", "not long"]
    marks = "database and not journey and not long"
    words = ["pytest", "-m", marks, *run.USING_THE_DATABASE]
    assert again == [*run.ON_POSTGRESQL, run.WHERE_THERE_IS_ONE, *words]


def test_a_postgresql_that_is_asked_for_has_to_be_there():
    _, again = run.runs_of_test(["--database", "both"], cores=1)
    assert again[:4] == [*run.ON_POSTGRESQL, "pytest"]
    _, again = run.runs_of_test(["--database", "both", "tests/web"], cores=2)
    assert again == [*run.ON_POSTGRESQL, "pytest", "-m", "database and not journey and not long", "tests/web"]


def test_asked_for_postgresql_everything_runs_there_and_for_sqlite_nothing():
    [only] = run.runs_of_test(["--database", "postgresql", "-x"], cores=2)
    assert only == [*run.ON_POSTGRESQL, "pytest", *run.side_by_side(2), "-m", "not long", "-x"]
    [by_path] = run.runs_of_test(["tests/web", "--database", "postgresql"], 2)
    assert by_path == [*run.ON_POSTGRESQL, "pytest", "-m", "not long", "tests/web"]
    assert [words[0] for words in run.runs_of_test(["--database", "sqlite"], 2)] == ["pytest"]


def test_what_runs_meanwhile_tells_at_the_end_and_its_exit_code_counts(monkeypatch, capfd):
    monkeypatch.setattr(run, "program_of", lambda words: [sys.executable, *words])
    told = ["-c", "print('on the other'); raise SystemExit(3)"]
    with run.meanwhile(told, environment=dict(os.environ)) as ended:
        sys.stdout.write("on the one\n")
        sys.stdout.flush()
        assert ended() == 3
    assert capfd.readouterr().out == "on the one\non the other\n"


def test_what_runs_meanwhile_is_stopped_when_nobody_waits_for_it_any_more(monkeypatch):
    monkeypatch.setattr(run, "program_of", lambda words: [sys.executable, *words])
    begun = []
    usual = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *words, **given: begun.append(usual(*words, **given)) or begun[0])
    with (
        pytest.raises(KeyboardInterrupt),
        run.meanwhile(["-c", "import time; time.sleep(60)"], environment=dict(os.environ)),
    ):
        raise KeyboardInterrupt
    assert begun[0].poll() is not None


@pytest.mark.parametrize(("words", "code"), [([], 1), ([postgresql.WHERE_THERE_IS_ONE], 0)])
def test_where_there_is_no_postgresql_it_is_told_and_a_failure_only_where_it_was_asked_for(
    monkeypatch, capsys, words, code
):
    monkeypatch.setattr(postgresql.signal, "signal", lambda *_: None)
    monkeypatch.setenv("FOLJA_POSTGRESQL", "/nowhere")
    assert postgresql.main([*words, "pytest"]) == code
    said = capsys.readouterr().err
    assert said.startswith("PostgreSQL is not tested here")
    assert "apt install postgresql" in said


@pytest.mark.parametrize("arguments", [["--database"], ["--database", "oracle"]])
def test_a_database_that_there_is_no_test_for_is_told(arguments):
    with pytest.raises(run.Failed, match="sqlite or postgresql"):
        run.runs_of_test(arguments, cores=2)


def test_fast_leaves_out_slow_and_journeys():
    everything, again = run.runs_of_test(["--fast"], cores=2)
    assert everything == ["pytest", *run.side_by_side(2), "-m", "not slow and not journey and not long"]
    assert "database and not journey and not slow and not journey and not long" in again


def test_long_leaves_out_nothing():
    everything, again = run.runs_of_test(["--long"], cores=2)
    assert everything == ["pytest", *run.side_by_side(2), "-m", ""]
    assert "database and not journey" in again


@pytest.mark.parametrize("path", ["tests/unit/test_run.py", "tests/unit/test_run.py::test_no_browser_is_nothing"])
def test_with_a_path_only_pytest_runs_and_in_one_process(path):
    assert run.checks_of_test([path, "-x"]) == []
    assert run.runs_of_test([path, "-x"], cores=2) == [["pytest", "-m", "not long", path, "-x"]]


def test_all_checks_come_before_pytest_which_gets_the_other_arguments():
    arguments = ["-k", "rounding", "-x"]
    assert [words[0] for words in run.checks_of_test(arguments)] == ["ruff", "ruff", "mypy", "lint-imports"]
    everything, again = run.runs_of_test(arguments, cores=2)
    assert everything == ["pytest", *run.side_by_side(2), "-m", "not long", "-k", "rounding", "-x"]
    assert again[-6:] == ["-k", "rounding", "-x", *run.USING_THE_DATABASE]


def test_an_empty_argument_is_not_a_path():
    assert not run.names_a_path(["-m", ""])


# --- what is handed to folja -------------------------------------------------------------------------------


@pytest.mark.parametrize("port", [[], ["--port", "8001"], ["--port=8001"]])
def test_without_a_command_it_is_the_demo_and_on_another_port_if_one_is_given(port):
    assert run.words_for_folja(port) == ["demo", "--home", str(run.ROOT / "data" / "demo"), *port]


@pytest.mark.parametrize("words", [["serve", "--port", "8001"], ["--help"]])
def test_a_command_is_handed_over_as_it_is(words):
    assert run.words_for_folja(words) == words
