"""Each way to write content wrongly is refused with file, line, what is wrong and what to do, in both languages.

In the broken content `#!` marks the line that must be named.
"""

from pathlib import Path
from textwrap import dedent, indent

import pytest

from folja.figures import indicator
from folja.instruments.loading import Instruments, load
from folja.vocabulary.problem import Problem, Refused

HEAD = """\
code: talk
version: 1
from: 2021-01
audience: staff
level: selective
icon: talk
title: {sv: Samtal, en: Talk}
definition: {sv: Ett samtal., en: A talk.}
nouns:
  sv: {one: samtal, the: samtalet, many: samtal}
  en: {one: talk, the: the talk, many: talks}
"""
FIRST = """\
- code: first
  kind: one
  text: {sv: Första gången?, en: First time?}
  help: {sv: Räknat från början., en: From the beginning.}
  options:
    - {code: "yes", title: {sv: Ja, en: "Yes"}}
    - {code: "no", title: {sv: Nej, en: "No"}}
    - {code: other, title: {sv: Annat, en: Other}}
"""
TOLD = "text: {sv: Hur?, en: How?}\n  help: {sv: Så., en: So.}"
MANY = f"""\
- code: roles
  kind: many
  {TOLD}
  options: [{{code: mother, title: {{sv: Mamma, en: Mother}}}}, {{code: father, title: {{sv: Pappa, en: Father}}}}]
"""
NUMBER = f"- code: order\n  kind: number\n  {TOLD}\n"
SCALE = f"- code: helped\n  kind: scale\n  {TOLD}\n  options: agreement\n"
ADULTS = f"- code: adults\n  kind: headcount\n  {TOLD}\n"
KINDS = "  kinds: [{code: women, title: {sv: Kvinnor, en: Women}}, {code: men, title: {sv: Män, en: Men}}]\n"

EASY = (
    f"- code: helped\n  kind: scale\n  {TOLD}\n  picture: sun\n"
    '  options: [{code: "1", title: {sv: Nej, en: "No"}}, {code: "2", title: {sv: Lite, en: A bit}}, '
    '{code: "3", title: {sv: Ja, en: "Yes"}}]\n'
)
EASY_HEAD = HEAD.replace("audience: staff", "audience: family") + "easy: true\n"

AGREEMENT = "code: agreement\ntitle: {sv: Grad, en: Degree}\nvalues:\n" + "".join(
    f'  - {{code: "{step}", title: {{sv: Steg {step}, en: Step {step}}}}}\n' for step in range(1, 6)
)


def asked(code: str, condition: str) -> str:
    """A question with a condition on the marked line."""
    return f"- code: {code}\n  kind: note\n  {TOLD}\n  show_if: {condition} #!\n"


def talk(questions: str, *, head: str = HEAD, tail: str = "") -> str:
    return f"{head}questions:\n{indent(questions, '  ')}{tail}"


def refusal(root: Path, **contents: str) -> tuple[Problem, ...]:
    """What is said about these files; instruments__talk__1 stands for instruments/talk/1.yaml."""
    write(root, **contents)
    with pytest.raises(Refused) as refused:
        load(root)
    return refused.value.problems


def write(root: Path, **contents: str) -> None:
    for name, content in ({"classifications__agreement": AGREEMENT} | contents).items():
        path = root / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def marked_line(content: str) -> int:
    return next(number for number, line in enumerate(content.splitlines(), start=1) if "#!" in line)


GROUPED = FIRST + "  groups:\n"
BANDS = NUMBER + "  least: 1\n  most: 9\n"
BAND = "{code: %s, title: {sv: Band, en: Band}, from: %s, to: %s}"

QUESTIONS = {
    "a kind that does not exist": (
        FIRST.replace("kind: one", "kind: choice #!"),
        "no question kind choice; there is one, many, headcount",
    ),
    "a key that means nothing": (FIRST + "  option: x #!\n", "the key option means nothing here; there is code, kind"),
    "a question without a code": (FIRST.replace("- code: first\n  kind: one", "- kind: one #!"), "code must be a word"),
    "a code that is no name": (FIRST.replace("code: first", "code: First talk #!"), "may only have small letters"),
    "a question without a definition": (
        FIRST.replace("- code: first", "- code: first #!").replace(
            "  help: {sv: Räknat från början., en: From the beginning.}\n", ""
        ),
        "help must be",
    ),
    "a text without English": (FIRST.replace(", en: First time?}", "} #!"), "lacks words in en; write both sv and en"),
    "a text that is empty": (
        FIRST.replace("sv: Första gången?", "sv: ").replace("First time?}", "First time?} #!"),
        "sv must be a word",
    ),
    "yes without quotation marks": (
        FIRST.replace('code: "yes"', "code: yes").replace('"Yes"}}', '"Yes"}} #!'),
        "code must be a word, it is True",
    ),
    "an option that stands twice": (
        FIRST.replace("code: other", 'code: "no"').replace("options:", "options: #!"),
        "no stands twice; give each a code of its own",
    ),
    "an option with a name that is taken": (
        FIRST.replace("code: other", "code: not_known").replace("options:", "options: #!"),
        "the code not_known has a meaning already",
    ),
    "only one option": (
        f"- code: a\n  kind: one\n  {TOLD}\n  options: [{{code: x, title: {{sv: X, en: X}}}}] #!\n",
        "give at least two options",
    ),
    "a classification that does not exist": (
        SCALE.replace("agreement", "agreements #!"),
        "no classification agreements; there is agreement",
    ),
    "a scale without steps": (
        FIRST.replace("kind: one", "kind: scale").replace("options:", "options: #!"),
        "a scale has the steps 1, 2, 3",
    ),
    "two questions with one code": (FIRST + FIRST, "first stands twice"),
    "a group of options that do not exist": (
        GROUPED + "    - {code: g, title: {sv: G, en: G}, of: [maybe]} #!\n",
        "the group g names maybe; write codes that exist",
    ),
    "a group of nothing": (
        GROUPED + "    - {code: g, title: {sv: G, en: G}, of: []} #!\n",
        "the group g names nothing",
    ),
    "a group that names an option twice": (
        GROUPED + "    - {code: g, title: {sv: G, en: G}, of: [other, other]} #!\n",
        "other stands twice",
    ),
    "a group called as an option is": (
        GROUPED.replace("groups:", "groups: #!") + "    - {code: other, title: {sv: G, en: G}, of: [other]}\n",
        "other stands twice",
    ),
    "groups that overlap": (
        GROUPED.replace("groups:", "groups: #!")
        + '    - {code: g, title: {sv: G, en: G}, of: ["yes", "no"]}\n'
        + '    - {code: h, title: {sv: H, en: H}, of: ["no", other]}\n',
        "{no, yes} and {no, other} overlap; make them apart or nested",
    ),
    "two groups that are the same": (
        GROUPED.replace("groups:", "groups: #!")
        + '    - {code: g, title: {sv: G, en: G}, of: ["yes", "no"]}\n'
        + '    - {code: h, title: {sv: H, en: H}, of: ["no", "yes"]}\n',
        "the groups g and h are the same; remove one",
    ),
    "a headcount counted in two ways": (
        ADULTS + KINDS + "  count: [presence, people] #!\n",
        "count is [presence], [presence, alone] or [people]",
    ),
    "a headcount of one kind": (
        ADULTS + "  kinds: [{code: women, title: {sv: Kvinnor, en: Women}}]\n  count: [presence] #!\n",
        "kinds has at least two",
    ),
    "a kind that stands twice": (
        ADULTS + KINDS.replace("code: men", "code: women").replace("]\n", "] #!\n"),
        "women stands twice",
    ),
    "bands with a gap": (
        BANDS + f"  bands: [{BAND % ('a', 1, 3)}, {BAND % ('b', 5, 9)}] #!\n",
        "the bands must cover 1-9 without gap or overlap",
    ),
    "bands that overlap": (
        BANDS + f"  bands: [{BAND % ('a', 1, 5)}, {BAND % ('b', 5, 9)}] #!\n",
        "without gap or overlap",
    ),
    "bands that end too early": (BANDS + f"  bands: [{BAND % ('a', 1, 8)}] #!\n", "the bands must cover 1-9"),
    "a band that runs backwards": (
        BANDS + f"  bands: [{BAND % ('a', 1, 0)}, {BAND % ('b', 1, 9)}] #!\n",
        "the bands must cover 1-9",
    ),
    "bands with one code": (BANDS + f"  bands: [{BAND % ('a', 1, 3)}, {BAND % ('a', 4, 9)}] #!\n", "a stands twice"),
    "a number that can not be": (NUMBER + "  least: 5\n  most: 4 #!\n", "most is at least 5"),
    "a number about something else": (NUMBER + "  about: room #!\n", "about is people or act"),
    "a limit that is no number": (NUMBER + '  most: "9" #!\n', "most must be a whole number, it is '9'"),
    "a condition that is no rule": (FIRST + asked("b", "{first: {equals: x}}"), "`equals: x` is not understood"),
    "a condition on a later question": (
        asked("b", "{first: answered}") + FIRST,
        "no question first before this one; move it or mend the code",
    ),
    "a condition on two questions": (
        FIRST + MANY + asked("b", "{and: [{first: answered}, {roles: answered}]}"),
        "looks at two questions; let it look at one",
    ),
    "a condition on an option that does not exist": (
        FIRST + asked("b", "{first: {is: maybe}}"),
        "disclosure control can't follow others",
    ),
    "a condition on a many-choice option": (
        MANY + asked("b", "{roles: {is: mother}}"),
        "disclosure control can't follow others",
    ),
    "a condition on any of many-choice options": (
        MANY + asked("b", "{roles: {any: [mother]}}"),
        "disclosure control can't follow others",
    ),
    "a condition on a number": (
        NUMBER + asked("b", "{order: {at_least: 2}}"),
        "disclosure control can't follow others",
    ),
    "a condition on a headcount": (
        ADULTS + KINDS + asked("b", "{adults.women: {at_least: 1}}"),
        "disclosure control can't follow others",
    ),
    "a condition that something is not so": (
        FIRST + asked("b", '{not: {first: {is: "yes"}}}'),
        "disclosure control can't follow others",
    ),
    "a condition that names an option twice": (
        FIRST + asked("b", "{first: {any: [other, other]}}"),
        "disclosure control can't follow others",
    ),
    "a condition on a step written as a word": (
        SCALE + asked("b", '{helped: {is: "4"}}'),
        "disclosure control can't follow others",
    ),
    "a condition on a note": (
        asked("a", "{}").replace("  show_if: {} #!\n", "") + asked("b", "{a: answered}"),
        "a condition is that a counted question is answered",
    ),
    "a condition on a number that is not counted": (
        NUMBER + "  about: act\n" + asked("b", "{order: answered}"),
        "a condition is that a counted question is answered",
    ),
    "conditions on sets that overlap": (
        FIRST
        + asked("b", '{first: {any: ["yes", "no"]}}').replace(" #!", "")
        + asked("c", '{first: {any: ["no", other]}}'),
        "overlap; make them apart or nested",
    ),
    "a condition on a set that a group overlaps": (
        GROUPED
        + '    - {code: g, title: {sv: G, en: G}, of: ["yes", "no"]}\n'
        + asked("c", '{first: {any: ["no", other]}}'),
        "overlap; make them apart or nested",
    ),
    "a habit that is no yes or no": (FIRST + "  habit: often #!\n", "habit must be true or false"),
    "a habit of many choices": (MANY + "  habit: true #!\n", "the key habit means nothing here"),
    "a habit of how many they were": (NUMBER + "  habit: true #!\n", "the key habit means nothing here"),
    "a habit of a rating": (SCALE + "  habit: true #!\n", "the key habit means nothing here"),
    "a habit asked only after some answer": (
        FIRST
        + FIRST.replace("first", "second").replace("kind: one", 'kind: one\n  show_if: {first: {is: "no"}}')
        + "  habit: true #!\n",
        "only a question that staff are always asked can be a habit",
    ),
}


@pytest.mark.parametrize("case", QUESTIONS)
def test_a_question_written_wrongly_is_refused_at_its_line(case: str, tmp_path: Path) -> None:
    questions, what = QUESTIONS[case]
    content = talk(questions)
    (found,) = refusal(tmp_path, instruments__talk__1=content)
    assert what in found.text.en
    file, _, line = found.where.partition(":")
    assert file == "instruments/talk/1.yaml"
    if "#!" in content:
        assert int(line) == marked_line(content)


@pytest.mark.parametrize("case", QUESTIONS)
def test_what_is_wrong_is_said_in_swedish_too(case: str, tmp_path: Path) -> None:
    (found,) = refusal(tmp_path, instruments__talk__1=talk(QUESTIONS[case][0]))
    assert found.text.sv != found.text.en


INSTRUMENTS = {
    "an audience that does not exist": (
        talk(FIRST, head=HEAD.replace("audience: staff", "audience: boss #!")),
        "audience is staff or family",
    ),
    "a month that is none": (
        talk(FIRST, head=HEAD.replace("from: 2021-01", "from: 2021 #!")),
        "from must be a month such as 2021-03",
    ),
    "a noun without its forms": (
        talk(
            FIRST,
            head=HEAD.replace("  en: {one: talk, the: the talk, many: talks}", "  en: {one: talk, many: talks} #!"),
        ),
        "the must be a word",
    ),
    "a noun with a form that means nothing": (
        talk(FIRST, head=HEAD.replace("many: talks}", "many: talks, all: x} #!")),
        "the key all means nothing here",
    ),
    "a title that is a word": (
        talk(FIRST, head=HEAD.replace("title: {sv: Samtal, en: Talk}", "title: Talk #!")),
        "title must be keys with values",
    ),
    "questions that are no list": (f"{HEAD}questions: none #!\n", "questions must be a list, it is 'none'"),
    "a key given twice": (talk(FIRST, head=HEAD + "icon: talk #!\n"), "the key icon is given twice; remove one"),
    "a habit of a family": (
        talk(FIRST + "  habit: true #!\n", head=HEAD.replace("audience: staff", "audience: family")),
        "only a question that staff are always asked can be a habit",
    ),
    "a picture where nothing is easy": (
        talk(SCALE + "  picture: sun #!\n"),
        "only easy instruments have pictures",
    ),
    "an easy instrument for staff": (
        talk(EASY, head=HEAD + "easy: true #!\n"),
        "only what a family answers can be easy",
    ),
    "an easy question without a picture": (
        talk(EASY.replace("  picture: sun\n", "").replace("helped\n", "helped #!\n"), head=EASY_HEAD),
        "every question is a scale of three steps and has a picture",
    ),
    "an easy question with five steps": (
        talk(SCALE + "  picture: sun #!\n", head=EASY_HEAD),
        "every question is a scale of three steps and has a picture",
    ),
    "a cross of what is no scale": (
        talk(FIRST + MANY, tail="crosses: [{question: first, by: roles}] #!\n"),
        "a cross is a scale (question) by a one-choice question (by)",
    ),
    "a cross with a key that means nothing": (
        talk(FIRST + SCALE, tail="crosses: [{question: helped, by: first, and: x}] #!\n"),
        "the key and means nothing here",
    ),
    "a cross whose groups do not lie around the top": (
        talk(
            FIRST + SCALE + '  groups: [{code: low, title: {sv: Låg, en: Low}, of: ["1", "2"]}]\n',
            tail="crosses: [{question: helped, by: first}] #!\n",
        ),
        "largest first, with the top step innermost",
    ),
    "a file that is no YAML": (HEAD + "questions: [\n", "not readable as YAML"),
    "a file with a sign that can not be read": (HEAD + "questions: \x00\n", "not readable as YAML"),
    "an empty file": ("", "the file is empty"),
}


@pytest.mark.parametrize("case", INSTRUMENTS)
def test_an_instrument_written_wrongly_is_refused_at_its_line(case: str, tmp_path: Path) -> None:
    content, what = INSTRUMENTS[case]
    (found,) = refusal(tmp_path, instruments__talk__1=content)
    assert what in found.text.en
    assert found.where.startswith("instruments/talk/1.yaml")
    if "#!" in content:
        assert found.where == f"instruments/talk/1.yaml:{marked_line(content)}"


def test_a_file_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "1.yaml").write_bytes("title: Möte".encode("latin-1"))
    with pytest.raises(Refused, match="not UTF-8; save it as UTF-8"):
        load(tmp_path)


def test_every_error_in_every_file_is_said_at_once(tmp_path: Path) -> None:
    broken = talk(FIRST.replace("kind: one", "kind: choice"))
    found = refusal(
        tmp_path, instruments__talk__1=broken, instruments__visit__1=broken.replace("code: talk", "code: visit")
    )
    assert [problem.where.partition(":")[0] for problem in found] == [
        *("instruments/talk/1.yaml", "instruments/visit/1.yaml"),
    ]


def test_a_classification_is_refused_in_the_same_way(tmp_path: Path) -> None:
    (found,) = refusal(tmp_path, classifications__agreement=AGREEMENT.replace('code: "2"', 'code: "1"'))
    assert found.where == "classifications/agreement.yaml:3"
    assert "1 stands twice" in found.text.en


# --- versions ------------------------------------------------------------------------------------------------

LATER = HEAD.replace("version: 1", "version: 2").replace("2021-01", "2022-05")
WHY = "comparable: false, why: {sv: Annan fråga., en: Another question.}"
VERSIONS = {
    "one that begins inside a tertial": (
        talk(FIRST, head=LATER.replace("from: 2022-05", "from: 2022-06 #!")),
        "a new version begins with a tertial: January, May or September",
    ),
    "one that begins before the first": (
        talk(FIRST, head=LATER.replace("from: 2022-05", "from: 2020-05 #!")),
        "after the one before",
    ),
    "one that does not tell of a new question": (
        talk(FIRST + MANY, head=LATER, tail="changes: [] #!\n"),
        "roles differs from version 1; say how under changes",
    ),
    "one that does not tell of other words": (
        talk(FIRST.replace("First time?", "Again?"), head=LATER, tail="changes: [] #!\n"),
        "first differs from version 1",
    ),
    "one that does not tell of a question left out": (
        talk(MANY, head=LATER, tail=f"changes: [{{question: roles, {WHY}}}] #!\n"),
        "first differs from version 1",
    ),
    "one that tells of a question that is in neither": (
        talk(FIRST, head=LATER, tail=f"changes: [{{question: fist, {WHY}}}] #!\n"),
        "no question fist in either version",
    ),
    "one that does not say whether it can be compared": (
        talk(MANY, head=LATER, tail="changes: [{question: roles, replaces: first, why: {sv: A, en: A}}] #!\n"),
        "comparable must be true or false",
    ),
}


@pytest.mark.parametrize("case", VERSIONS)
def test_a_second_version_is_refused(case: str, tmp_path: Path) -> None:
    content, what = VERSIONS[case]
    (found,) = refusal(tmp_path, instruments__talk__1=talk(FIRST), instruments__talk__2=content)
    assert what in found.text.en
    assert found.where == f"instruments/talk/2.yaml:{marked_line(content)}"


def test_a_tenth_version_follows_the_ninth_and_not_the_first(tmp_path: Path) -> None:
    versions = {
        f"instruments__talk__{number}": talk(
            FIRST, head=HEAD.replace("version: 1", f"version: {number}").replace("2021", str(2020 + number))
        )
        for number in range(1, 11)
    }
    write(tmp_path, **versions)
    assert [one.version for one in load(tmp_path).of("talk")] == list(range(1, 11))


# --- indicators ----------------------------------------------------------------------------------------------


@pytest.fixture
def instruments(tmp_path: Path) -> Instruments:
    write(tmp_path, instruments__talk__1=talk(FIRST + MANY + ADULTS + KINDS + "  count: [presence]\n" + NUMBER))
    return load(tmp_path)


def shown(body: str, *, code: str = "x") -> str:
    told = "title: {sv: A, en: A}, phrase: {sv: a, en: a}, definition: {sv: A., en: A.}"
    return dedent(f"""\
        indicators:
          - {{code: {code}, {told}, of: talk, {body}}} #!
        """)


INDICATORS = {
    "of an instrument that does not exist": ("of: visit", "no instrument visit"),
    "of two kinds": (
        'volume: acts, count: {first: {is: "yes"}}',
        "exactly one of volume, count, sum, share, rate and distribution",
    ),
    "of no kind": ("better: higher", "exactly one of volume, count, sum, share, rate and distribution"),
    "with a key that means nothing": ("volume: acts, worse: lower", "the key worse means nothing here"),
    "better in a way that does not exist": ("volume: acts, better: more", "better is higher, lower or neither"),
    "the volume of a number about people": ("volume: {sum: order}", "where the question has about: act"),
    "the volume of something else": ("volume: talks", "volume is acts, or {sum: question}"),
    "a count of an option that does not exist": (
        "count: {first: {is: maybe}}",
        "no cell first.maybe is counted; for first there is first.answered",
    ),
    "a count of a question that does not exist": (
        "count: {second: answered}",
        "no cell second.answered is counted; for second there is nothing",
    ),
    "a count of two numbers at least": ("count: {adults.women: {at_least: 2}}", "the rule names no counted cell"),
    "a count of what is not so": ("count: {not: {first: answered}}", "the rule names no counted cell"),
    "a count that is no rule": ("count: first", "a rule is one question with one comparison"),
    "a share of nothing": ('share: {first: {is: "yes"}}', "the rule in among"),
    "a share among what is not counted": (
        'share: {first: {is: "yes"}}, among: {first: {is: maybe}}',
        "no cell first.maybe is counted",
    ),
    "people of a headcount that counts acts": ("sum: [adults.women]", "no cell adults.women_people is counted"),
    "one adult alone where that is not told apart": (
        "count: {adults: {alone: women}}",
        "no cell adults.alone_women is counted",
    ),
    "a rate that does not say of what": ("rate: {first: answered}", "per names a kind of act"),
    "a rate per what is no kind of act": ("rate: {first: answered}, per: visits", "per names a kind of act"),
    "a count per something": ("count: {first: answered}, per: talk", "the key per belongs to a rate"),
    "a rate of what is not counted": (
        "rate: {first: {is: maybe}}, per: talk",
        "no cell first.maybe is counted",
    ),
    "a distribution of what is not asked": ("distribution: second", "no cell second.answered is counted"),
}


@pytest.mark.parametrize("case", INDICATORS)
def test_an_indicator_written_wrongly_is_refused_at_its_line(
    case: str, tmp_path: Path, instruments: Instruments
) -> None:
    body, what = INDICATORS[case]
    content = shown(body) if not body.startswith("of:") else shown("volume: acts").replace("of: talk", body)
    write(tmp_path, indicators__talk=content)
    with pytest.raises(Refused) as refused:
        indicator.load(tmp_path, instruments)
    (found,) = refused.value.problems
    assert what in found.text.en
    assert found.where == f"indicators/talk.yaml:{marked_line(content)}"


def test_an_indicator_of_a_code_that_exists_is_refused(tmp_path: Path, instruments: Instruments) -> None:
    write(tmp_path, indicators__talk=shown("volume: acts"), indicators__visit=shown("volume: acts"))
    with pytest.raises(Refused, match=r"indicators/visit.yaml:2: the code exists already"):
        indicator.load(tmp_path, instruments)
