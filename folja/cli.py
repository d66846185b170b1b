"""The `folja` command. Results go to stdout and nothing else does; progress and messages go to stderr.

Exit codes: 0 it went well, 1 a check failed or something was refused, 2 wrong use.
"""

import csv
import difflib
import errno
import io
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from folja.vocabulary.period import Period
from folja.vocabulary.problem import Problem, Refused
from folja.vocabulary.text import Text
from folja.web.signing_in.configuration import ROLES

if TYPE_CHECKING:  # the rooms above are opened by the command that needs them
    from folja.disclosure.table.shape import Key
    from folja.figures.library import Library
    from folja.reports.document import Document

Command = TypeVar("Command", bound=Callable[..., Any])

PROGRAM = "python3 run.py"
"""What the commands are called: in a clone of the project, which is where people have them."""


def command(*words: str) -> str:
    """A command as it is to be typed."""
    return f"{PROGRAM} {shlex.join(words)}"


def a_folder(_context: click.Context, _parameter: click.Parameter, home: Path) -> Path:
    """The home folder, which nothing but a folder may stand in the place of."""
    if found := next((path for path in (home, *home.parents) if path.is_file()), None):
        raise click.BadParameter(f"{found} är en fil. Ange en mapp med --home eller FOLJA_HOME.")
    return home


def home_option(function: Command) -> Command:
    """--home, the folder that holds everything of one installation."""
    return click.option(
        "--home",
        type=click.Path(path_type=Path),
        callback=a_folder,
        default=lambda: os.environ.get("FOLJA_HOME", "data"),
        show_default="FOLJA_HOME or ./data",
        help="The folder that holds everything of one installation.",
    )(function)


def port_option(function: Command) -> Command:
    """--port, which the server answers at."""
    return click.option("--port", type=PortType(), default=8000, show_default=True)(function)


class PeriodType(click.ParamType):
    """2021-03, 2021T2, 2021T1-T2 or 2021."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        try:
            return Period.parse(value)
        except ValueError:
            self.fail(f"{value} är ingen period. Skriv 2021-03, 2021T2, 2021T1-T2 eller 2021.", param, ctx)


class PortType(click.ParamType):
    """1 to 65535."""

    name = "port"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        written = str(value)
        if not (written.isdecimal() and len(written) <= 5 and 1 <= int(written) <= 65535):
            self.fail(f"{value} är ingen port. Välj ett tal från 1 till 65535, till exempel 8001.", param, ctx)
        return int(written)


def say(words: str) -> None:
    """A message to the person at the keyboard."""
    click.echo(words, err=True)


def tell(problems: Iterable[Problem]) -> None:
    """What must be mended, in Swedish."""
    for problem in problems:
        say(problem.in_language("sv"))


class Folja(click.Group):
    """Turns a refusal into its message and exit code 1, for every command."""

    def main(self, *args: Any, **given: Any) -> Any:
        """Named alike in every message, however it was started."""
        return super().main(*args, **{"prog_name": PROGRAM} | given)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refused:
            tell(refused.problems)
            raise click.exceptions.Exit(1) from None
        except BrokenPipeError:  # who read the output has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(0) from None
        except OSError as error:
            say(_about_the_disk(error))
            raise click.exceptions.Exit(1) from None
        except Exception as error:
            if type(error).__module__ != "django.db.utils":
                raise
            say(_about_the_database(error))
            raise click.exceptions.Exit(1) from None


def _about_the_disk(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "Disken är full, så ingenting har sparats. Gör plats och försök igen."
    return f"Det går inte att läsa eller skriva {error.filename or 'en fil'}: {error.strerror}. Ingenting har ändrats."


def _about_the_database(error: Exception) -> str:
    said = str(error).partition("\n")[0]  # PostgreSQL's further lines may repeat what somebody wrote
    if "full" in said or "No space left" in said:
        return "Disken är full, så ingenting har sparats. Gör plats och försök igen."
    if any(busy in said for busy in ("locked", "lock timeout", "deadlock")):
        return "Databasen är upptagen, så ingenting har sparats. Försök igen om en stund."
    return f"Databasen går inte att använda ({said}), så ingenting har sparats. Läs in en säkerhetskopia."


@click.group(cls=Folja, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="folja", message="%(version)s")
def main() -> None:
    """Följa: follow-up of early, open family support."""


def open_home(home: Path, *, create: bool = False) -> None:
    """Set up everything for one home folder. Refused where there is none yet."""
    from folja.web.starting import has_database_elsewhere, is_there, start

    home = home.resolve()
    if not create and not is_there(home):
        first = command("init", "--home", str(home), "--units", "FIL.csv")
        where = "FOLJA_DATABASE" if has_database_elsewhere(home) else home
        say(f"{where}: här finns ingen installation. Kör först: {first}")
        raise click.exceptions.Exit(1)
    start(home)


@main.command()
@home_option
@click.option("--units", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True)
def init(home: Path, units: Path) -> None:
    """Start an installation with your own units (code,name,kind,parent,staff[,valid_from,valid_to,successor])."""
    open_home(home, create=True)
    from folja.web.organisation import actions
    from folja.web.organisation.units import next_not_fixed

    tree = actions.load_units(units.read_bytes())
    say(f"{len(tree.units)} enheter är inlästa i {home}.")
    if later := next_not_fixed():
        say(f"Flyttade enheter, nya namn och ändrat antal medarbetare gäller från {later.name()}, nya enheter genast.")
        say("Enheter som upphör gör det när deras sista månad är slut, tidigast i den här månaden.")
        return
    say("Nästa steg:")
    if tree.is_national:
        say(f"  {command('pool', 'trust', 'NYCKEL', 'KOMMUNENS NAMN', '--home', str(home))}")
    say(f"  {command('account', 'E-POST', '--home', str(home), '--role', 'leads_city', '--unit', tree.city.code)}")
    say(f"  {command('serve', '--home', str(home))}")


@main.command()
@home_option
@click.argument("email")
@click.option("--first-name", default="")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--unit", required=True, help="Code of the unit.")
@click.password_option(help="Asked for when left out.")
def account(home: Path, email: str, first_name: str, role: str, unit: str, password: str) -> None:
    """Create an account, or give an existing one another role."""
    open_home(home)
    from folja.web.organisation import actions
    from folja.web.organisation.models import Account
    from folja.web.organisation.units import tree

    refuse_unknown("--unit", unit, [unit.code for unit in tree().units])
    owner = Account.objects.filter(email=email.strip().lower()).first()
    if owner is None:
        owner = actions.create_account(email, first_name or email.partition("@")[0].capitalize(), password)
    actions.give_role(owner, unit, role)
    say("Kontot kan logga in.")


@main.command("sign-in")
@home_option
@click.option("--host", required=True, help="Where people reach Följa: https://folja.kommunen.se")
def sign_in(home: Path, host: str) -> None:
    """Check sign_in.toml, and print what the identity providers need to know."""
    open_home(home)
    from folja.web.signing_in.checked import about_providers

    said, is_well = about_providers(host)
    for line in said:
        click.echo(line)
    if not is_well:
        raise click.exceptions.Exit(1)


@main.command()
@home_option
@click.option("--name", required=True, help="The municipality's name.")
@click.option("--contact", multiple=True, help="A line of the contact block; once for each line.")
@click.option("--accent", default="", help="A colour as #rrggbb.")
@click.option("--logo", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A PNG or SVG file.")
def look(home: Path, name: str, contact: tuple[str, ...], accent: str, logo: Path | None) -> None:
    """Set in whose name and look reports are from now on; without --logo the logo stays as it is."""
    open_home(home)
    from folja.web.organisation.actions import set_look
    from folja.web.organisation.municipality import Written, checked

    content, file = (logo.read_bytes(), logo.name) if logo else (b"", "")
    set_look(checked(Written(name, "\n".join(contact), accent, content, file)), None)
    say(f"På rapporter står nu {name}. De som redan är godkända ändras inte.")


@main.command()
@home_option
@port_option
@click.option(
    "--address", default="127.0.0.1", show_default=True, help="0.0.0.0 in a container that only a proxy reaches."
)
def serve(home: Path, port: int, address: str) -> None:
    """Serve an installation, on this computer or to a proxy in front of it."""
    open_home(home)
    from folja.web import demands, serving
    from folja.web.publication.actions import remove_left_behind

    remove_left_behind()
    tell(demands.warnings())
    door = serving.take_port(port, address)
    say(f"Följa svarar på http://{address}:{port}/ (avsluta med Ctrl+C)")
    serving.serve(door)


@main.command()
@home_option
@port_option
@click.option("--no-serve", is_flag=True, help="Only build the city.")
def demo(home: Path, port: int, no_serve: bool) -> None:
    """An invented city: 2019 to April 2022 closed, May to August 2022 open, its clock in June 2022."""
    from folja.demo.city import city_today

    refuse_somebody_elses(home)
    from folja.web.serving import serve, take_port
    from folja.web.starting import mark_as_invented

    door = None if no_serve else take_port(port)  # before the minute that building takes
    mark_as_invented(home, city_today())
    open_home(home, create=True)
    from folja.demo.building import build, welcome  # needs the opened home

    build(say, show_progress)
    if door:
        say(welcome(port))
        serve(door)


def refuse_somebody_elses(home: Path) -> None:
    """Invented registrations never get into an installation that is not a demo."""
    from folja.web.starting import INVENTED

    is_used = any((home / made).exists() for made in ("folja.sqlite3", "secret_key"))
    if is_used and not (home / INVENTED).exists():
        say(f"{home}: här finns redan en riktig installation. Välj en annan mapp med --home.")
        raise click.exceptions.Exit(1)


def show_progress(step: int, steps: int, doing: str) -> None:
    """A bar that is drawn over itself on a screen, and lines where there is none."""
    filled = round(24 * step / steps)
    line = f"[{'█' * filled}{'·' * (24 - filled)}] {doing}"
    if not sys.stderr.isatty():
        say(line)
        return
    sys.stderr.write(f"\r{line:<72}" + ("\n" if step == steps else ""))
    sys.stderr.flush()


@main.command(name="import")
@home_option
@click.argument("instrument")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only say what would be taken, changed and refused.")
def import_(home: Path, instrument: str, file: Path, dry_run: bool) -> None:
    """Take in a spreadsheet of registrations, all rows or none."""
    open_home(home)
    from folja.instruments.loading import shipped
    from folja.spreadsheets.reading import read_sheet
    from folja.spreadsheets.summary import counted, first_problems, interpreted
    from folja.vocabulary.clock import today
    from folja.web.collection.actions import import_registrations
    from folja.web.organisation.units import tree

    content = file.read_bytes()
    report = read_sheet(content, file.name, shipped(), instrument, tree(), today())
    for line in interpreted(report):
        say(line.sv)
    tell(first_problems(report.problems))
    say(counted(report).sv)
    if not report.ok:
        say("Ingenting har lästs in. Rätta filen och försök igen.")
        raise click.exceptions.Exit(1)
    import_registrations(report.registrations, content, dry_run=dry_run)
    say("Ingenting har sparats. Kör igen utan --dry-run." if dry_run else "Filen är inläst.")


@main.command()
@home_option
@click.argument("period", type=PeriodType())
@click.option("--engine", default="duckdb", show_default=True, help="duckdb or reference")
@click.option("--empty", is_flag=True, help="Confirm that nothing happened in a tertial without registrations.")
def close(home: Path, period: Period, engine: str, empty: bool) -> None:
    """Close a tertial: count, protect, audit and freeze."""
    open_home(home)
    from folja.web.publication.actions import close_tertial
    from folja.web.publication.protocol import given_up, too_many_answers
    from folja.web.publication.shelf import library

    publication = close_tertial(period, even_if_empty=empty, engine=engine, told=lambda part: say(f"  {part}"))
    say(
        f"{period.name().capitalize()} är stängt. {len(publication.cubes)} kuber, "
        f"kontrollsumma {publication.hash[:12]}."
    )
    books = library()
    for one in given_up(books, publication, "sv"):
        say(f"  {one.about}: {one.words}")
    if many := too_many_answers(books, period, "sv"):
        say(f"  {many}")


@main.command()
@home_option
@click.argument("cube", required=False)
@click.option("--unit")
@click.option("--period", type=PeriodType())
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
def cube(home: Path, cube: str | None, unit: str | None, period: Period | None, form: str) -> None:
    """List the published cubes, or print one with all its leaves and sums ("all" prints every cube)."""
    open_home(home)
    from folja.disclosure.cells import all_cells, as_rows, cube_codes
    from folja.web.publication.shelf import library

    books = library()
    codes = cube_codes(books.publications.values())
    if cube is None:
        write_rows([{"cube": code} for code in codes], form)
        return
    refuse_unknown("CUBE", cube, [*codes, "all"], listed_by=command("cube"))
    refuse_unknown("--unit", unit, [*unit_codes(books), *leaf_codes(books)])
    cells = all_cells(books.publications.values(), None if cube == "all" else cube)
    found = (
        cell
        for cell in cells
        if (unit is None or unit in (cell.unit, cell.leaf)) and (period is None or cell.period == period)
    )
    write_rows(as_rows(found), form)


def unit_codes(books: "Library") -> list[str]:
    """The units of today, and of every tertial as it was when it closed."""
    trees = [books.tree, *(publication.units.tree for publication in books.publications.values())]
    return list(dict.fromkeys(unit.code for tree in trees for unit in tree.units))


def leaf_codes(books: "Library") -> list[str]:
    """What is counted by itself: units, and several small ones together."""
    cubes = (cube for publication in books.publications.values() for cube in publication.cubes)
    return sorted({leaf.code for cube in cubes for leaf in cube.leaves})


@main.command()
@home_option
@click.argument("indicator")
@click.option("--unit", help="Code of the unit; the city when left out.")
@click.option("--period", type=PeriodType(), help="The latest closed tertial when left out.")
@click.option("--by", help="unit, or gender")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
def figure(home: Path, indicator: str, unit: str | None, period: Period | None, by: str | None, form: str) -> None:
    """Print an indicator's figures."""
    open_home(home)
    from folja.figures import reading
    from folja.web.publication.shelf import library

    books = library()
    readers = {None: reading.read, "unit": reading.read_by_unit, "gender": reading.read_by_gender}
    refuse_unknown("INDICATOR", indicator, books.indicators)
    refuse_unknown("--unit", unit, unit_codes(books))
    refuse_unknown("--by", by, ["unit", "gender"])
    unit, period = unit or books.tree.city.code, period or books.latest
    if period is None:
        say(f"Inget tertial är stängt än. Ange --period, eller stäng ett: {command('close', '2021T1')}")
        raise click.exceptions.Exit(1)
    figures = readers[by](books, indicator, unit, period)
    if by == "gender" and not figures:
        say(f"{indicator} räknas inte efter kön.")
    write_rows(reading.as_rows(figures), form)


@main.command()
@home_option
@click.argument("report", required=False)
@click.option("--unit")
@click.option("--period", type=PeriodType())
@click.option("--release", type=int, help="The number of an approved report, instead of REPORT, --unit and --period.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
@click.option("--open", "is_open", is_flag=True, help="Leave out what comes from case systems.")
def report(
    home: Path,
    report: str | None,
    unit: str | None,
    period: Period | None,
    release: int | None,
    out: Path,
    language: str,
    *,
    is_open: bool,
) -> None:
    """Write a report as .pdf, .docx, .xlsx or .html; an approved one as it was approved."""
    open_home(home)
    from folja.reports.rendering import render

    if release is not None:
        if report or unit or period:
            raise click.UsageError("--release står för sig själv, utan REPORT, --unit och --period.")
        document = released_document(release, is_open=is_open)
    else:
        document = made_document(report, unit, period, language, is_open=is_open)
    out.write_bytes(render(document, out.suffix))
    say(f"{document.title} för {document.subtitle} finns i {out}.")


def released_document(number: int, *, is_open: bool) -> "Document":
    """The report of a number as it was approved. Raises UsageError for a number that is not given."""
    from folja.web.writing.stored import frozen, released_with

    kept = released_with(number)
    if kept is None:
        raise click.UsageError(f"--release: det finns ingen godkänd rapport med nr {number}.")
    return frozen(kept).open_to_all if is_open else frozen(kept).document


def made_document(
    report: str | None, unit: str | None, period: Period | None, language: str, *, is_open: bool
) -> "Document":
    """The report as it now is. Raises UsageError when something of what it is made of is not named."""
    from folja.reports import template
    from folja.web.publication.reporting import document_of
    from folja.web.publication.shelf import library

    if not (report and unit and period):
        raise click.UsageError("Ange REPORT, --unit och --period, eller --release med en godkänd rapports nummer.")
    refuse_unknown("REPORT", report, template.shipped())
    refuse_unknown("--unit", unit, unit_codes(library()))
    if template.shipped()[report].of_year and period.kind == "year":
        period = period.last.tertial  # such a report is of the year that this tertial ends
    return document_of(report, unit, period, language, is_open=is_open)


@main.command()
@home_option
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.option(
    "--own",
    nargs=2,
    multiple=True,
    metavar="INSTRUMENT FILE",
    help="A spreadsheet of what the attacker has registered: what can she prove about the others?",
)
def audit(home: Path, file: Path | None, own: tuple[tuple[str, str], ...]) -> None:
    """Attack everything published, or a file of cells as the command cube prints them."""
    open_home(home)
    from folja.web.publication.auditing import audit_cells, audit_published, read_own

    known = [one for instrument, path in own for one in read_own(instrument, Path(path))]
    findings = audit_cells(file, known) if file else audit_published(known)
    for finding in findings[:200]:
        click.echo(str(finding))
    if findings:
        say(f"{len(findings)} fynd: något går att räkna ut. Publicera inte.")
        raise click.exceptions.Exit(1)
    say("Inget gick att räkna ut om någon.")


def language_option(function: Command) -> Command:
    """--language, of the messages: these two commands are used outside Swedish municipalities too."""
    choice = click.Choice(["sv", "en"])
    return click.option("--language", type=choice, default="sv", show_default=True, help="Of messages.")(function)


def split_option(function: Command) -> Command:
    """--by and --classification, which say what a table is split by."""
    function = click.option(
        "--classification", "classifications", multiple=True, metavar="COLUMN=FILE", help="A file of code,parent."
    )(function)
    return click.option(
        "--by", multiple=True, required=True, metavar="COLUMN[,COLUMN…]", help="A dimension; its levels from the top."
    )(function)


@contextmanager
def refusals_in(language: str) -> Iterator[None]:
    """A refusal is told in that language."""
    try:
        yield
    except Refused as refused:
        for problem in refused.problems:
            say(problem.in_language(language))
        raise click.exceptions.Exit(1) from None


def columns_of(written: str) -> tuple[str, ...]:
    """The columns named in an option."""
    return tuple(column.strip() for column in written.split(",") if column.strip())


def classifications_in(written: Iterable[str], language: str) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """The classifications named in --classification COLUMN=FILE."""
    from folja.disclosure import read_classification

    found = {}
    for one in written:
        column, _, name = one.partition("=")
        if not name or not Path(name).is_file():
            raise click.UsageError(f"--classification: {one}: {_COLUMN_AND_FILE.in_language(language)}")
        found[column] = read_classification(Path(name).read_bytes(), name)
    return found


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@split_option
@click.option("--count", help="The column with the number of each smallest cell.")
@click.option("--records", is_flag=True, help="A row for each one counted, instead of --count.")
@click.option(
    "--table", "tables", multiple=True, metavar="COLUMN[,…]", help="One to publish; all columns crossed else."
)
@click.option("--base", type=click.IntRange(min=3), default=5, show_default=True, help="Protects 1 to base - 1.")
@click.option("--known", metavar="COLUMN[,…]", help="Everybody knows the exact totals by these columns.")
@click.option(
    "--least", type=click.IntRange(min=0), default=20, show_default=True, help="Smaller known totals get no cells."
)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of stdout.")
@click.option(
    "--protocol", "protocol_file", type=click.Path(path_type=Path, dir_okay=False), help="Write what was done, as JSON."
)
@click.option("--error", "with_error", is_flag=True, help="Tell how far from the truth it came. Keep that secret.")
@language_option
def protect(
    file: Path,
    by: tuple[str, ...],
    classifications: tuple[str, ...],
    count: str | None,
    tables: tuple[str, ...],
    base: int,
    known: str | None,
    least: int,
    form: str,
    out: Path | None,
    protocol_file: Path | None,
    language: str,
    *,
    records: bool,
    with_error: bool,
) -> None:
    """Round anybody's table of counts so that it adds up and gives nobody away. See docs/disclosure."""
    from folja import disclosure

    if bool(count) == records:
        raise click.UsageError(_COUNT_OR_RECORDS.in_language(language))
    with refusals_in(language):
        counted = disclosure.read_counts(
            file.read_bytes(),
            [columns_of(one) for one in by],
            count,
            classifications_in(classifications, language),
            str(file),
        )
        depths = [counted.shape.depths(columns_of(one)) for one in tables]
        shared = counted.shape.depths(columns_of(known)) if known is not None else None
        protected = disclosure.protect_table(counted, depths, base=base, known=shared, least=least)
    away = disclosure.error(counted, protected) if with_error else None
    told = disclosure.protocol(protected, depths, away)
    rows = list(disclosure.table_rows(protected))
    if out:
        buffer = io.StringIO()
        write_rows(rows, form, buffer)
        out.write_text(buffer.getvalue(), encoding="utf-8")
    else:
        write_rows(rows, form)
    if protocol_file:
        protocol_file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    say(_PROTECTED.in_language(language).format_map(told))
    if protected.effort != "whole":
        say(_NOT_ALL.in_language(language).format(effort=protected.effort))
    if withheld := told["withheld"]:
        assert isinstance(withheld, list)
        say(_WITHHELD.in_language(language).format(number=len(withheld), names="; ".join(withheld[:MOST_NAMED])))
    if away:
        say(_ERROR.in_language(language).format(**vars(away)))


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@split_option
@click.option("--value", default="value", show_default=True, help="The column with the published numbers.")
@click.option(
    "--total", default="total", show_default=True, help="What stands where a number is not split by a column."
)
@click.option("--rule", "written_rule", required=True, help="leaves:5, rounded:5, nearest:5, suppressed:1-4 or exact.")
@click.option(
    "--known",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Exact totals known from elsewhere, a file like FILE.",
)
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
@click.option(
    "--effort", type=click.Choice(["narrow", "linear", "whole"]), help="As far as the size allows when left out."
)
@language_option
def attack(
    file: Path,
    by: tuple[str, ...],
    classifications: tuple[str, ...],
    value: str,
    total: str,
    written_rule: str,
    known: Path | None,
    form: str,
    effort: str | None,
    language: str,
) -> None:
    """Try what a published table proves about a few people, whoever rounded or suppressed it. See docs/disclosure."""
    from folja import disclosure

    dimensions = [columns_of(one) for one in by]
    with refusals_in(language):
        how = disclosure.rule(written_rule)
        where = classifications_in(classifications, language)
        published = disclosure.read_published(file.read_bytes(), dimensions, value, where, total, str(file))
        exact: dict[Key, int] = {}
        if known:
            told = disclosure.read_published(known.read_bytes(), dimensions, value, where, total, str(known))
            exact = {key: number for key, number in told.numbers.items() if number is not None}
        attacked = disclosure.attack_table(published, how, exact, effort=effort)
    proofs = attacked.proofs
    if form == "text":
        for proof in proofs:
            click.echo(proof.said(published.shape))
    else:
        write_rows(disclosure.proof_rows(published.shape, proofs), form)
    if attacked.effort != "whole":
        say(_NOT_ALL.in_language(language).format(effort=attacked.effort))
    if proofs:
        say(_PROVED.in_language(language).format(number=len(proofs)))
        raise click.exceptions.Exit(1)
    say(_NOT_PROVED.in_language(language))


_COUNT_OR_RECORDS = Text.of(
    sv="Ange --count med kolumnen för antalet, eller --records om varje rad är en.",
    en="Name the column of counts by --count, or say --records if every row is one.",
)
_COLUMN_AND_FILE = Text.of(
    sv="finns inte. Skriv kolumnens namn, = och en fil.", en="is not there. Write the column's name, = and a file."
)
_NOT_ALL = Text.of(
    sv="Bara försökt på sättet {effort}, eftersom så många tal hänger ihop. Mer kan gå att räkna ut.",
    en="Only tried the way called {effort}, as so many numbers hang together. More may be provable.",
)
_PROTECTED = Text.of(
    sv="{published_numbers} tal ur {smallest_cells} minsta celler, enligt regeln {rule}. Inget går att räkna ut om "
    "någon av {protected}.",
    en="{published_numbers} numbers of {smallest_cells} smallest cells, by the rule {rule}. Nothing can be proved "
    "about any of {protected}.",
)
_WITHHELD = Text.of(
    sv="Utan celler, eftersom den kända summan är liten eller ingen avrundning höll: {number} summor ({names}).",
    en="Without cells, as the known total is small or no rounding held: {number} totals ({names}).",
)
_ERROR = Text.of(
    sv="Hemligt: talen är i snitt {mean} och som mest {largest} från det exakta, och summan av allt {of_the_total:+}.",
    en="Secret: numbers are {mean} from the exact on average and {largest} at most, the total of all {of_the_total:+}.",
)
_PROVED = Text.of(
    sv="{number} fynd: något går att räkna ut. Publicera inte.",
    en="{number} findings: something can be proved. Do not publish.",
)
_NOT_PROVED = Text.of(sv="Inget gick att räkna ut om någon.", en="Nothing could be proved about anybody.")


@main.group()
def pool() -> None:
    """Hand over frozen numbers as signed files, and add those of many municipalities in a national installation."""


@pool.command("key")
@home_option
@click.argument("code")
def pool_key(home: Path, code: str) -> None:
    """Print this municipality's key, made the first time, for the national installation. CODE is such as 0180."""
    open_home(home)
    from folja.web.pooling.sharing import municipality_key

    public = municipality_key(code).public
    click.echo(str(public))
    say(f"Fingeravtryck: {public.fingerprint}")
    say("Skicka raden till den nationella installationen, och läs upp fingeravtrycket för dem i telefon.")


@pool.command("share")
@home_option
@click.argument("period", type=PeriodType())
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
def pool_share(home: Path, period: Period, out: Path) -> None:
    """Write a closed tertial's numbers as a signed file: cubes and volumes, no registration."""
    open_home(home)
    from folja.web.pooling.sharing import signed_file

    out.write_text(signed_file(period), encoding="utf-8")
    say(f"{period.name().capitalize()} finns i {out}, underskrivet. Filen har bara fastställda siffror.")


@pool.command("trust")
@home_option
@click.argument("key")
@click.argument("name")
@click.option("--replace", is_flag=True, help="The municipality has made a new key.")
def pool_trust(home: Path, key: str, name: str, *, replace: bool) -> None:
    """Take files signed with KEY from now on, as those of the municipality called NAME."""
    open_home(home)
    from folja.pooling.key import read_key
    from folja.web.pooling.actions import trust

    public = read_key(key)
    trust(public, name, replace=replace)
    say(f"Filer från {name} ({public.code}) tas emot när de är underskrivna med nyckeln {public.fingerprint}.")
    say("Jämför fingeravtrycket med kommunen i telefon innan du läser in något.")


@pool.command("take")
@home_option
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def pool_take(home: Path, files: tuple[Path, ...]) -> None:
    """Add what municipalities have handed over to the nation's numbers: all FILES, or none."""
    open_home(home)
    _take_all(lambda: [(file.name, file.read_bytes()) for file in files])


def _take_all(files: Callable[[], list[tuple[str, bytes]]]) -> None:
    from folja.web.pooling.actions import take

    try:
        taken = take(files())
    except Refused:
        say("Ingenting har lästs in.")
        raise
    for one in taken:
        say(f"{one.municipality}: {one.period.name()} {'är inläst' if one.is_new else 'var redan inläst'}.")


@pool.command("fetch")
@home_option
@click.argument("address")
@click.argument("periods", nargs=-1, required=True, type=PeriodType())
def pool_fetch(home: Path, address: str, periods: tuple[Period, ...]) -> None:
    """Fetch closed tertials from a municipality's installation at ADDRESS and add them: all PERIODS, or none.

    Its token is in FOLJA_POOL_TOKEN, or asked for: on a command line everybody at the computer could read it.
    """
    open_home(home)
    token = os.environ.get("FOLJA_POOL_TOKEN") or click.prompt("Kommunens nyckel", hide_input=True, err=True)
    from folja.web.pooling.fetching import fetched

    _take_all(lambda: [(str(period), fetched(address, period, token)) for period in periods])


@pool.command("list")
@home_option
def pool_list(home: Path) -> None:
    """List the municipalities that are trusted, with their fingerprints and the tertials they have handed over."""
    open_home(home)
    from folja.web.pooling.stored import municipalities

    write_rows((asdict(one) for one in municipalities()), "json")


@main.command()
@home_option
@click.option("--dry-run", is_flag=True, help="Print the letters, with their addresses, and send none.")
def remind(home: Path, dry_run: bool) -> None:
    """Send gentle reminders by e-mail, at most one a week and person. To be run once a day.

    The server is set by FOLJA_MAIL_SERVER, FOLJA_MAIL_FROM and FOLJA_MAIL_LINKS: see docs/handbok/arshjulet.md.
    """
    open_home(home)
    from folja.web.year import sending
    from folja.web.year.reminding import letters

    if dry_run:
        ready = letters()
        for letter in ready.letters:
            click.echo(f"Till: {letter.address}\nÄmne: {letter.subject}\n\n{letter.text}\n{'-' * 72}")
        say(f"{len(ready.letters)} brev skulle skickas. Inget är skickat.")
        _say_not_made(ready.failed)
        return
    sending.refuse_unless_set_up()
    sent, refused, failed = sending.send_all(home)
    say(f"{sent} brev skickade.")
    if refused:
        say(f"{refused} togs inte emot av e-postservern och räknas inte som skickade. Se vilka med --dry-run.")
    _say_not_made(failed)
    if refused:
        raise click.exceptions.Exit(1)


def _say_not_made(failed: int) -> None:
    """What went wrong could hold what somebody has to do, so only how many there were is told. Leaves by 1."""
    if failed:
        say(f"För {failed} gick det inte att göra något brev. Se efter om rapporter eller planer har orimliga datum.")
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("name")
@click.option("--size", type=click.IntRange(min=1), help="How many; what of, and what is usual, is in docs/speed.md.")
@click.option("--against", type=click.Choice(["scan", "pandas"]), default="scan", help="Counting's yardstick.")
def bench(name: str, size: int | None, against: str) -> None:
    """Measure beside a yardstick of the same run: ratios, as JSON. NAME is one of those in docs/speed.md."""
    from folja.bench import counting
    from folja.bench.measurements import MEASUREMENTS

    refuse_unknown("NAME", name, MEASUREMENTS)
    measurement = MEASUREMENTS[name]
    if against == "pandas" and name != "count":
        raise click.UsageError("--against pandas är bara till för count.")
    measure = counting.against_pandas if against == "pandas" else measurement.measure
    size = size or measurement.size
    beside = {"against": against} if name == "count" else {}
    click.echo(json.dumps({"bench": name, "size": size, **beside, **asdict(measure(size))}))


@main.command()
@click.option(
    "--home", type=click.Path(path_type=Path, exists=True, file_okay=False), help="An installation to look at too."
)
def check(home: Path | None) -> None:
    """Check all content, the database's server, and with --home whether an installation is ready for real use."""
    problems = content_problems()
    if os.environ.get("FOLJA_DATABASE") and not home:  # to open a home looks at its database too
        problems += server_problems()
    tell(problems)
    if not problems:
        say("Allt innehåll går att läsa, är översatt och har svar som stämmer.")
    lacking = tell_what_is_lacking(home) if home and not problems else 0
    if problems or lacking:
        raise click.exceptions.Exit(1)


def tell_what_is_lacking(home: Path) -> int:
    """Print what an installation has and lacks for real use, a line each. How many it lacks."""
    open_home(home)
    from folja.web import demands
    from folja.web.real_use import looked_at

    tell(demands.warnings())
    found = list(looked_at(home.resolve()))
    for one in found:
        click.echo(f"{'ok     ' if one.is_met else 'saknas '} {one.name}: {one.words}")
    return sum(not one.is_met for one in found)


@main.command("bill-of-materials")
def bill_of_materials() -> None:
    """Print which libraries are installed here, with versions and licences: a CycloneDX bill of materials, as JSON."""
    from folja.config.bill_of_materials import cyclonedx, installed

    click.echo(json.dumps(cyclonedx(installed()), ensure_ascii=False, indent=1))


def server_problems() -> list[Problem]:
    """What the server in FOLJA_DATABASE lacks; what is only warned of is told."""
    from folja.config.database import only_the_database
    from folja.web import demands
    from folja.web.starting import reach_database, settings_in_words

    try:
        with settings_in_words():
            only_the_database(os.environ["FOLJA_DATABASE"])
        reach_database()
    except Refused as refused:
        return list(refused.problems)
    tell(demands.warnings())
    return list(demands.unmet())


@main.command()
@home_option
def clean(home: Path) -> None:
    """Let the database's files tell nothing of when and in which order things came: before they are copied, say.

    A server does it by itself every minute that has anything new.
    """
    open_home(home)
    from folja.web.leftovers import empty_log, rewrite
    from folja.web.publication.actions import remove_left_behind

    remove_left_behind()
    if not (rewrite() and empty_log()):
        say("Någon annan använder databasen just nu. Kör igen om en stund.")
        raise click.exceptions.Exit(1)
    say("Databasens filer säger inget om när något kom.")


@main.command()
@home_option
@click.option("--dry-run", is_flag=True, help="Only say which tertials it is time for.")
def dispose(home: Path, dry_run: bool) -> None:
    """Dispose of registrations, comments, past figures and log lines kept long enough. A server does it every night.

    Published numbers and reports stay as they are. How long is in the policy: 24 months after closing.
    """
    open_home(home)
    from folja.vocabulary.clock import today
    from folja.web.publication import disposal

    if dry_run:
        for period in disposal.due(today()):
            click.echo(str(period))
        return
    gone = disposal.dispose(today())
    named = ", ".join(period.name() for period in gone)
    say(f"Registreringarna från {named} är gallrade. Siffrorna finns kvar." if gone else "Det finns inget att gallra.")


@main.command("backup-key")
@home_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where the key is written.")
def backup_key(home: Path, out: Path) -> None:
    """Make the key that opens backups. Keep it elsewhere than on the server: without it no backup can be opened."""
    open_home(home)
    from folja.web.backups.keeping import make_key

    sealed_for = make_key(home, out)
    click.echo(sealed_for)
    say(f"Nyckeln finns i {out}. Flytta den från servern till två säkra ställen: utan den går ingen kopia att öppna.")
    say(f"Från och med nu låses säkerhetskopior från {home} för den nyckeln.")


@main.command()
@home_option
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="A file; or a folder, which gets one a day."
)
@click.option("--keep", type=click.IntRange(min=1), help="Of a folder: how many days' copies are kept.")
def backup(home: Path, out: Path, keep: int | None) -> None:
    """Copy all of an installation, consistent and sealed, while others go on working. See backup-key."""
    if keep and not out.is_dir():
        raise click.UsageError("--keep gäller en mapp. Ange en mapp som finns med --out.")
    open_home(home)
    from folja.web.backups import keeping

    file, removed = keeping.back_up(home, out, keep)
    say(f"Säkerhetskopian finns i {file}.")
    if removed:
        say(f"{removed} äldre kopior är borttagna.")


@main.command()
@home_option
@click.argument("copy", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--key", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True)
def restore(home: Path, copy: Path, key: Path) -> None:
    """Make an installation of a backup in an empty home folder, and an empty database if FOLJA_DATABASE is set."""
    from folja.web.backups.restoring import restore as take_back

    rows = take_back(copy, key.read_text(encoding="utf-8", errors="replace"), home.resolve())
    say(f"Kopian är återställd i {home}: {rows} rader. Alla får logga in på nytt.")
    say(f"Kontrollera med {command('audit', '--home', str(home))}")


def content_problems() -> list[Problem]:
    """What is wrong with the shipped content, file by file."""
    from folja.demo.city import city
    from folja.demo.statement import statement
    from folja.disclosure import policy
    from folja.figures import indicator
    from folja.goals import usual_year
    from folja.instruments import loading
    from folja.reports import template
    from folja.supports import usual
    from folja.web.help import said
    from folja.web.organisation import log_words
    from folja.web.statement import product
    from folja.web.wordings import drafts, phrases, urgent

    problems: list[Problem] = []
    parts = (indicator.shipped, template.shipped, policy.shipped, product.shipped, said.shipped, log_words.shipped)
    usually = (usual.shipped, usual_year.shipped)
    of_families = (urgent.shipped, phrases.shipped, drafts.shipped)
    for load in (loading.shipped, *parts, *usually, *of_families, city, statement, loading.check_examples):
        try:
            load()
        except Refused as refused:
            problems.extend(refused.problems)
    return problems


def write_rows(rows: Iterable[Mapping[str, Any]], form: str, out: IO[str] | None = None) -> None:
    """Rows to stdout, or elsewhere, as a JSON list or as CSV."""
    if form == "json":
        click.echo("[" + ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]", file=out)
        return
    writer: Any = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out or sys.stdout, list(row))
            writer.writeheader()
        writer.writerow(row)


def refuse_unknown(where: str, given: str | None, known: Iterable[str], *, listed_by: str = "") -> None:
    """Wrong use: something that does not exist was named. Nothing named is right use."""
    known = list(dict.fromkeys(known))
    if given is None or given in known:
        return
    near = difflib.get_close_matches(given, known, 3)
    more = " …" if len(known) > MOST_NAMED else "."
    hint = f"Menade du {' eller '.join(near)}?" if near else f"Välj bland {', '.join(known[:MOST_NAMED])}{more}"
    all_of_them = f" Alla listas av {listed_by}" if listed_by else ""
    raise click.UsageError(f"{where}: {given} finns inte. {hint}{all_of_them}")


MOST_NAMED = 12


if __name__ == "__main__":
    main()
