"""Every wrong value is told with its code, its line, and how to mend it."""

import pytest
from tests.fakes import WORDS
from tests.sample import EPISODE, ISSUE, PORTRAIT, SETTINGS, page

from kammerton.domain.diagnostic import Diagnostic
from kammerton.domain.inventory import Source
from kammerton.domain.kinds import KINDS
from kammerton.domain.settings import SiteSettings
from kammerton.reading.items import read_item
from kammerton.reading.problems import FIELD_PROBLEMS, OTHER, PROBLEMS
from kammerton.reading.schema import read_model

KIND = {kind.name: kind for kind in KINDS}
SAMPLE = {"betrieb": PORTRAIT, "folge": EPISODE, "ausgabe": ISSUE, "seite": page("Seite")}
# What the sample has, by a short name: the lines that are replaced.
PLACE = {
    "betrieb": "branche: metall\n",
    "angebot": "    mindestabschluss: esa\n",
    "kontakt": "  email: ausbildung@muster.example\n",
    "datum": "datum: 2026-03-01 06:00\n",
    "audio": "audio: 001-am-amboss.mp3\n",
    "transkript": "transkript: 001-am-amboss.vtt\n",
    "zeit": '    zeit: "00:00"\n',
    "stimme": "    rolle: moderation\n",
    "block": "  - folge: 001-am-amboss\n",
    "betreff": "betreff: Neues aus der Probe\n",
    "seite": "stand: 2026-01-01\n",
}


def read(kind: str, text: str) -> list[Diagnostic]:
    """The problems of one file."""
    return read_item(KIND[kind], f"{KIND[kind].folder}/probe.md", text.encode())[2]


def replaced(kind: str, old: str, new: str) -> tuple[list[Diagnostic], int]:
    """The problems after one line of the sample was replaced, and the number of that line."""
    text = SAMPLE[kind].replace('  - zeit: "00:00"\n    titel: Anfang\n', '  - titel: Anfang\n    zeit: "00:00"\n')
    assert old in text
    return read(kind, text.replace(old, new)), text[: text.index(old)].count("\n") + 1


# The validation error, the kind, the line replaced, by what, the code, and a part of what is said.
WRONG = [
    ("kt_date", "betrieb", "betrieb", "pruefen_bis: bald\n", "F003", "„bald“ ist kein Datum"),
    ("kt_date", "betrieb", "betrieb", "pruefen_bis: 2026-1-2\n", "F003", "„2026-1-2“ ist kein Datum"),
    ("kt_date", "betrieb", "betrieb", "pruefen_bis: 21.11.26\n", "F003", "„21.11.26“ ist kein Datum"),
    ("kt_date", "betrieb", "betrieb", "pruefen_bis: [2026-01-02]\n", "F003", "„…“ ist kein Datum"),
    ("kt_no_such_day", "betrieb", "betrieb", "pruefen_bis: 31.02.2026\n", "F004", "Den Tag „31.02.2026“ gibt es nicht"),
    ("kt_no_such_day", "betrieb", "betrieb", "pruefen_bis: 0202-01-01\n", "F004", "Den Tag „0202-01-01“ gibt es nicht"),
    ("kt_time", "folge", "datum", "datum: 2026-03-01 25:00\n", "F005", "„2026-03-01 25:00“ enthält keine gültige Uhrzeit"),
    ("kt_time", "folge", "datum", "datum: 2026-03-01 6 Uhr\n", "F005", "„2026-03-01 6 Uhr“ enthält keine gültige Uhrzeit"),
    ("kt_time_missing", "folge", "datum", "datum: 2026-03-01\n", "F006", "In „2026-03-01“ fehlt die Uhrzeit"),
    ("kt_skipped_time", "folge", "datum", "datum: 29.03.2026 02:30\n", "F007", "Die Uhrzeit „29.03.2026 02:30“ gibt es nicht"),
    ("kt_yes_no", "betrieb", "betrieb", "beispiel: no\n", "F008", "„no“ ist weder „ja“ noch „nein“"),
    ("kt_yes_no", "betrieb", "betrieb", "beispiel: Ja\n", "F008", "„Ja“ ist weder „ja“ noch „nein“"),
    ("kt_whole", "betrieb", "betrieb", "azubis: etwa 4\n", "F009", "„etwa 4“ ist keine ganze Zahl"),
    ("kt_whole", "betrieb", "betrieb", "azubis: 4.5\n", "F009", "„4.5“ ist keine ganze Zahl"),
    ("kt_decimal", "betrieb", "betrieb", "geo: [51.05, Ost]\n", "F009", "„Ost“ ist keine Zahl"),
    ("greater_than_equal", "betrieb", "betrieb", "gegruendet: 999\n", "F010", "999 ist zu klein"),
    ("greater_than_equal", "betrieb", "angebot", "    verguetung: [0]\n", "F010", "0 ist zu klein"),
    ("less_than_equal", "betrieb", "betrieb", "azubis: 100001\n", "F010", "100001 ist zu groß"),
    ("less_than_equal", "betrieb", "betrieb", "geo: [90.5, 10]\n", "F010", "90.5 ist zu groß"),
    ("string_too_long", "ausgabe", "betreff", f"betreff: {'x' * 61}\n", "F011", "Der Text hat 61 Zeichen"),
    ("string_too_long", "betrieb", "betrieb", f"frueher: [{'x' * 200}]\n", "F011", "Der Text hat 200 Zeichen"),
    ("literal_error", "betrieb", "betrieb", "groesse: 10 bis 49\n", "F012", "„10 bis 49“ steht nicht zur Auswahl"),
    ("literal_error", "betrieb", "betrieb", "groesse: [10-49]\n", "F012", "„…“ steht nicht zur Auswahl"),
    ("kt_list", "betrieb", "betrieb", "zielgruppe: eltern\n", "F013", "gefunden wurde „eltern“"),
    ("kt_list", "betrieb", "angebot", "    verguetung: {erstes: 950}\n", "F013", "Hier wird eine Liste erwartet"),
    ("model_type", "betrieb", "betrieb", "kanaele: https://probe.example\n", "F014", "gefunden wurde „https://probe.example“"),
    ("model_type", "folge", "audio", "audio: [001-am-amboss.mp3]\n", "F014", "Angaben mit Namen erwartet"),
    ("kt_text", "betrieb", "betrieb", "oepnv: [Bus 510]\n", "F015", "Hier wird ein einfacher Text erwartet"),
    ("kt_text", "ausgabe", "block", "  - text: {Anmeldung: jetzt}\n", "F015", "Hier wird ein einfacher Text erwartet"),
    ("kt_secure_address", "folge", "transkript", "lizenz_url: http://x.example/\n", "F050", "„http://x.example/“ ist keine Adresse mit https"),
    ("kt_web_address", "betrieb", "betrieb", "website: www.muster.example\n", "F016", "„www.muster.example“ ist keine vollständige Internetadresse"),
    ("kt_mail", "betrieb", "kontakt", "  email: ausbildung at muster\n", "F017", "„ausbildung at muster“ ist keine E-Mail-Adresse"),
    ("kt_phone", "betrieb", "kontakt", "  telefon: 0000 / Büro\n", "F018", "„0000 / Büro“ ist keine Telefonnummer"),
    ("kt_postal_code", "betrieb", "betrieb", "plz: 1067\n", "F019", "„1067“ ist keine Postleitzahl"),
    ("kt_id", "betrieb", "betrieb", "branche: Möbel\n", "F020", "„Möbel“ ist kein gültiger Kurzname"),
    ("kt_language", "betrieb", "betrieb", "sprache: deutsch\n", "F021", "„deutsch“ ist kein Sprachkürzel"),
    ("kt_file_name", "folge", "audio", "audio: media/001.mp3\n", "F022", "„media/001.mp3“ ist kein erlaubter Dateiname"),
    ("kt_file_name", "folge", "transkript", "transkript: hören.vtt\n", "F022", "„hören.vtt“ ist kein erlaubter Dateiname"),
    ("kt_offset", "folge", "zeit", "    zeit: 90\n", "F023", "„90“ ist keine Stelle in der Aufnahme"),
    ("too_short", "ausgabe", "block", "  - neu: {arten: []}\n", "F024", "Die Liste ist leer"),
    ("string_too_short", "betrieb", "betrieb", "rechtsform: ''\n", "F025", "Der Text ist leer"),
    ("string_too_short", "betrieb", "betrieb", "rechtsform: '   '\n", "F025", "Der Text ist leer"),
    ("kt_picture_file", "betrieb", "betrieb", "bild: {datei: ../geheim.jpg, alt: x}\n", "F031", "ist kein erlaubter Name eines Bildes"),
    ("kt_youtube", "betrieb", "betrieb", "clip: {titel: x, youtube: https://youtu.be/x}\n", "F030", "ist keine Kennung eines Videos"),
    ("kt_consent", "betrieb", "betrieb", "einwilligung: 42\n", "F029", "„42“ ist keine Nummer einer Einwilligung"),
    ("kt_pair", "betrieb", "betrieb", "geo: [51.05]\n", "F026", "Hier werden genau zwei Werte erwartet"),
]
FROM_SETTINGS = {
    "kt_uuid": "F027", "kt_path": "F028", "kt_target": "F060", "kt_target_secret": "F061", "kt_fingerprint": "F062", "kt_branch": "F063",
    "kt_relay": "F051", "kt_relay_password": "F052", "kt_mailbox": "F053", "kt_mailbox_password": "F052",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "place", "line", "code", "said"), [w[1:] for w in WRONG], ids=[f"{w[0]}-{w[3].strip()[:40]}" for w in WRONG])
def test_a_wrong_value_is_told_where_it_stands(kind: str, place: str, line: str, code: str, said: str) -> None:
    """A value that does not fit gives one problem with its code, its line and the value in the sentence."""
    problems, number = replaced(kind, PLACE[place], line)

    assert [(code, number)] == [(d.code, d.place.line) for d in problems]
    assert said in WORDS.text(problems[0].what)
    assert problems[0].remedy is not None


def test_an_empty_list_of_offers_is_told() -> None:
    """A firm without an offer has nothing to list; the line of the field is told."""
    text = PORTRAIT.partition("angebote:")[0] + "angebote: []\n---\n"

    assert [(d.code, d.place.line) for d in read("betrieb", text)] == [("F024", 11)]


def test_every_type_of_validation_error_is_exercised() -> None:
    """Each sentence in FIELD_PROBLEMS is reached by a case here or by the settings."""
    assert set(FIELD_PROBLEMS) == {w[0] for w in WRONG} | set(FROM_SETTINGS)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("guid",), "917393E3-1B1E-5CEF-ACE4-EDAA54E1F810", "F027"),
        (("cover",), "../cover.png", "F028"),
        (("cover",), "/cover.png", "F028"),
        (("kontakt", "email"), "x", "F017"),
    ],
    ids=["guid", "path upwards", "path from the root", "mail"],
)
def test_settings_are_read_by_the_same_means(path: tuple[str, ...], value: str, code: str) -> None:
    """A wrong setting is told like a wrong field, with the line of pelicanconf.py."""
    show = SETTINGS["PODCASTS"][0]
    changed = {**show, "kontakt": {**show["kontakt"], "email": value}} if len(path) > 1 else {**show, path[0]: value}
    source = Source("pelicanconf.py", {("PODCASTS", 0, *path): 77})

    settings, problems = read_model(SiteSettings, {**SETTINGS, "PODCASTS": [changed]}, source)

    assert (None, [(code, 77)]) == (settings, [(d.code, d.place.line) for d in problems])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("adresse", "ftp://x.example/www", "F060"),
        ("adresse", "sftp://web:geheim@x.example/www", "F061"),
        ("fingerabdruck", "aa:bb", "F062"),
        ("zweig", "--force", "F063"),
    ],
)
def test_a_target_is_told_where_it_stands(field: str, value: str, code: str) -> None:
    """A wrong target has its line and its sentence, and a password is not repeated in it."""
    source = Source("pelicanconf.py", {("ZIELE", 0, field): 77})
    target = {"name": "web", "adresse": "sftp://x.example/www", field: value}

    settings, problems = read_model(SiteSettings, {**SETTINGS, "ZIELE": [target]}, source)

    assert (None, [(code, 77)]) == (settings, [(d.code, d.place.line) for d in problems])
    assert "geheim" not in WORDS.text(problems[0].what)


def test_what_no_sentence_knows_is_still_told() -> None:
    """A validation error without a sentence of its own gets the general one, never a traceback."""
    source = Source("pelicanconf.py", {("TRANSKRIPT_PFLICHT",): 5})

    problems = read_model(SiteSettings, {**SETTINGS, "TRANSKRIPT_PFLICHT": "vielleicht"}, source)[1]

    assert [(OTHER.problem.code, 5)] == [(d.code, d.place.line) for d in problems]


def test_codes_are_used_for_one_problem_only() -> None:
    """A code stands for one title and one paragraph of the handbook."""
    everything = {p.problem.code: set() for p in FIELD_PROBLEMS.values()}
    for told in FIELD_PROBLEMS.values():
        everything[told.problem.code].add((told.problem.title.template, told.problem.handbook.template))

    assert [code for code, texts in everything.items() if len(texts) > 1] == []
    assert len(PROBLEMS) == len({p.code for p in PROBLEMS})


@pytest.mark.parametrize(
    ("kind", "place", "line", "key", "remedy"),
    [
        ("betrieb", "betrieb", "brache: metall\n", "brache", "Meinten Sie „branche“?"),
        ("betrieb", "betrieb", "Branche: metall\n", "Branche", "Meinten Sie „branche“?"),
        ("betrieb", "betrieb", "antwort-innerhalb: 10\n", "antwort-innerhalb", "Meinten Sie „antwort_innerhalb“?"),
        ("betrieb", "betrieb", "gegründet: 1987\n", "gegründet", "Meinten Sie „gegruendet“?"),
        ("betrieb", "betrieb", "größe: 10-49\n", "größe", "Meinten Sie „groesse“?"),
        ("betrieb", "betrieb", "title: x\n", "title", "Meinten Sie „titel“?"),
        ("betrieb", "betrieb", "zzz: x\n", "zzz", "Möglich sind: titel, kurz, "),
        ("betrieb", "betrieb", "slug: x\n", "slug", "Möglich sind: "),
        ("betrieb", "betrieb", "save_as: x\n", "save_as", "Möglich sind: "),
        ("betrieb", "betrieb", "id: x\n", "id", "Möglich sind: "),
        ("betrieb", "betrieb", "body: x\n", "body", "Möglich sind: "),
        ("betrieb", "betrieb", "adresse: Weg 1\n", "adresse", "Meinten Sie „"),
        ("betrieb", "betrieb", "text: Wir bauen Tore.\n", "text", "Möglich sind: "),
        ("betrieb", "betrieb", "liste: x\n", "liste", "Meinten Sie „"),
        ("betrieb", "betrieb", "datei: x\n", "datei", "Meinten Sie „"),
        ("betrieb", "betrieb", "'': x\n", "", "Möglich sind: "),
        ("betrieb", "kontakt", "  mail: x@probe.example\n", "mail", "Meinten Sie „email“?"),
        ("betrieb", "angebot", "    bewerbungschluss: 2027-01-01\n", "bewerbungschluss", "Meinten Sie „bewerbungsschluss“?"),
        ("betrieb", "angebot", "    text: x\n", "text", "Möglich sind: id, art, beruf"),
        ("folge", "audio", "audio: {url: https://x.example/1.mp3, bytes: 1, dauer: '01:00', adresse: x}\n", "adresse", "Möglich sind: url, bytes, dauer."),
        ("folge", "stimme", "    rolle: gast\n    nahme: x\n", "nahme", "Meinten Sie „name“?"),
        ("ausgabe", "block", "  - angebote: {mx: 3}\n", "mx", "Meinten Sie „max“?"),
        ("seite", "seite", "text: x\n", "text", "Möglich sind: titel, "),
    ],
    ids=lambda value: value.strip()[:30] if isinstance(value, str) else "",
)
def test_unknown_keys_are_told_with_the_near_one(kind: str, place: str, line: str, key: str, remedy: str) -> None:
    """A key that does not exist is told in its line, with the one that was probably meant or all there are at this place."""
    problems, number = replaced(kind, PLACE[place], line)
    number += line.rstrip("\n").count("\n")

    wrong = [d for d in problems if d.code == "F001"]
    assert [(number, f"Das Feld „{key}“ gibt es hier nicht.")] == [(d.place.line, WORDS.text(d.what)) for d in wrong]
    assert WORDS.text(wrong[0].remedy).startswith(remedy)


@pytest.mark.parametrize(
    ("kind", "place", "line", "offset", "what", "remedy"),
    [
        ("betrieb", "ort: probestadt\n", "", None, "Das Feld „ort“ fehlt.", "Zum Beispiel: ort: ahornkamm"),
        ("betrieb", "ort: probestadt\n", "ort:\n", 0, "Das Feld „ort“ fehlt.", "Zum Beispiel: ort: ahornkamm"),
        ("betrieb", "  rolle: Ausbildung\n", "", -1, "Das Feld „rolle“ in „ansprechstelle“ fehlt.", "Zum Beispiel: rolle: Ausbildungsleitung"),
        (
            "betrieb",
            "  - id: praktikum\n    art: praktikum\n",
            "  - id: praktikum\n",
            0,
            "Das Feld „art“ (in „angebote“, 2. Eintrag) fehlt.",
            "Zum Beispiel: art: ausbildung",
        ),
        (
            "betrieb",
            "    mindestabschluss: esa\n",
            "    termine:\n      - bis: 2027-01-01\n",
            1,
            "Das Feld „von“ (in „angebote“, 1. Eintrag) fehlt.",
            "Zum Beispiel: von: 2027-04-22",
        ),
        (
            "folge",
            "audio: 001-am-amboss.mp3\n",
            "audio: {url: https://x.example/1.mp3, bytes: 1}\n",
            0,
            "Das Feld „dauer“ in „audio“ fehlt.",
            'Zum Beispiel: dauer: "15:04"',
        ),
        ("folge", "audio: 001-am-amboss.mp3\n", "audio:\n", 0, "Das Feld „audio“ fehlt.", "Zum Beispiel: audio: 007-orgel.mp3"),
        ("ausgabe", "nummer: 1\n", "", None, "Das Feld „nummer“ fehlt.", "Zum Beispiel: nummer: 3"),
    ],
    ids=["at the top", "empty", "inside", "in a list", "in a list of a list", "in remote audio", "empty audio", "in an issue"],
)
def test_missing_keys_are_told_with_an_example(kind: str, place: str, line: str, offset: int | None, what: str, remedy: str) -> None:
    """A required field that is missing or empty is told where it belongs, with a line one can copy."""
    problems, number = replaced(kind, place, line)

    assert [("F002", 1 if offset is None else number + offset, what, remedy)] == [
        (d.code, d.place.line, WORDS.text(d.what), WORDS.text(d.remedy)) for d in problems
    ]


@pytest.mark.parametrize(
    ("kind", "place", "line", "what"),
    [
        ("betrieb", "betrieb", "azubis: x\n", "Das Feld „azubis“: „x“"),
        ("betrieb", "kontakt", "  telefon: x\n", "Das Feld „telefon“ in „ansprechstelle“: „x“"),
        ("betrieb", "betrieb", "zielgruppe: [eltern, x]\n", "„zielgruppe“, 2. Eintrag: „x“"),
        ("betrieb", "angebot", "    plaetze: x\n", "Das Feld „plaetze“ (in „angebote“, 1. Eintrag): „x“"),
        ("betrieb", "angebot", "    verguetung: [950, x]\n", "Das Feld „verguetung“ (in „angebote“, 1. Eintrag): „x“"),
        ("betrieb", "angebot", "    termine: [{von: x}]\n", "Das Feld „von“ (in „angebote“, 1. Eintrag): „x“"),
        ("ausgabe", "block", "  - angebote: {max: x}\n", "Das Feld „max“ (in „bloecke“, 1. Eintrag): „x“"),
        ("ausgabe", "block", "  - x\n", "„bloecke“, 1. Eintrag: "),
    ],
    ids=["top", "in a group", "entry of a list", "in a list", "entry in a list", "list in a list", "group in a list", "whole entry"],
)
def test_names_of_nested_fields(kind: str, place: str, line: str, what: str) -> None:
    """The sentence names the field and, inside lists, which entry of which list."""
    problems, _ = replaced(kind, PLACE[place], line)

    assert [WORDS.text(d.what).startswith(what) for d in problems] == [True]


def test_a_word_of_a_list_gets_the_near_one_and_all() -> None:
    """For a word that is not in the list, the near one is asked for before all are named."""
    problems, _ = replaced("folge", PLACE["stimme"], "    rolle: Moderation\n")

    assert [WORDS.text(d.remedy) for d in problems] == ["Meinten Sie „moderation“? Möglich sind: moderation, gast, redaktion, technik, musik."]


def test_long_values_are_shortened_in_the_sentence() -> None:
    """A text of many words is shown with its beginning only."""
    problems, _ = replaced("betrieb", PLACE["betrieb"], f"website: {'Wort ' * 50}\n")

    assert len(WORDS.text(problems[0].what)) < 130
    assert "Wort…" in WORDS.text(problems[0].what)


def test_all_problems_of_a_file_come_at_once() -> None:
    """Nobody mends one mistake only to be told the next: all are told, in one run."""
    text = (
        PORTRAIT.replace("branche: metall", "brache: metall\nplz: 1\nwebsite: x")
        .replace("art: ausbildung", "art: Ü")
        .replace("titel: Muster Metall GmbH\n", "")
    )

    assert sorted(d.code for d in read("betrieb", text)) == ["F001", "F002", "F016", "F019", "F020"]


def test_the_sample_is_read_without_problem() -> None:
    """What the cases vary is right."""
    assert [d for kind, text in SAMPLE.items() for d in read(kind, text)] == []
