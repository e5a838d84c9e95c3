"""The problems of single files and fields: code, handbook text, and the sentence for each case."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kammerton.domain.diagnostic import M, Message

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """A kind of problem: its code, its title and paragraph in the handbook."""

    code: str
    title: Message
    handbook: Message


def _date_help() -> Message:
    return M("Schreiben Sie den Tag als 2026-11-21 oder 21.11.2026.")


@dataclass(frozen=True)
class FieldProblem:
    """How one type of validation error is told: ``what`` gets the field's name and the value as text."""

    problem: Problem
    what: Callable[[Message, str, Context], Message]
    remedy: Callable[[Context], Message]


def _simple(code: str, title: Message, handbook: Message, what: Message, remedy: Message) -> FieldProblem:
    """A problem whose sentence holds only the field and the value."""
    return FieldProblem(
        Problem(code, title, handbook),
        lambda field, value, _: Message(what.template, (("field", field), ("value", value))),
        lambda _: remedy,
    )


def _choices(context: Context) -> list[str]:
    return re.findall(r"'([^']*)'", str(context.get("expected", "")))


UNKNOWN_KEY = Problem(
    "F001",
    M("Feld unbekannt"),
    M(
        "Im Kopf der Datei steht ein Feld, das es bei dieser Art von Eintrag nicht gibt. Meist ist es ein Tippfehler. Alle Felder stehen im Handbuch unter „Felder“."
    ),
)
MISSING = Problem("F002", M("Pflichtfeld fehlt"), M("Ein Feld, das immer ausgefüllt sein muss, fehlt oder ist leer."))

FIELD_PROBLEMS: dict[str, FieldProblem] = {
    "kt_date": _simple(
        "F003", M("Kein Datum"), M("Ein Datum wird als 2026-11-21 oder als 21.11.2026 geschrieben. 03.04.2026 ist der 3. April."),
        M("{field}: „{value}“ ist kein Datum."), _date_help(),
    ),
    "kt_no_such_day": _simple(
        "F004", M("Diesen Tag gibt es nicht"), M("Das Datum ist richtig geschrieben, aber der Tag kommt im Kalender nicht vor."),
        M("{field}: Den Tag „{value}“ gibt es nicht."), M("Prüfen Sie Tag, Monat und Jahr."),
    ),
    "kt_time": _simple(
        "F005", M("Keine Uhrzeit"), M("Eine Uhrzeit wird als 18:30 geschrieben und steht nach dem Datum."),
        M("{field}: „{value}“ enthält keine gültige Uhrzeit."), M("Schreiben Sie zum Beispiel 2026-11-21 18:30."),
    ),
    "kt_time_missing": _simple(
        "F006", M("Uhrzeit fehlt"), M("Bei Podcast-Folgen gehört zum Datum eine Uhrzeit, damit alle Programme sie zur selben Zeit zeigen."),
        M("{field}: In „{value}“ fehlt die Uhrzeit."), M("Schreiben Sie zum Beispiel 2026-11-21 06:00."),
    ),
    "kt_skipped_time": _simple(
        "F007", M("Diese Uhrzeit gibt es nicht"), M("In der Nacht der Umstellung auf Sommerzeit fehlt die Stunde von 2 bis 3 Uhr."),
        M("{field}: Die Uhrzeit „{value}“ gibt es nicht, weil in dieser Nacht die Uhren vorgestellt werden."), M("Wählen Sie eine Uhrzeit vor 2 oder ab 3 Uhr."),
    ),
    "kt_yes_no": _simple(
        "F008", M("Weder ja noch nein"), M("Hier ist nur „ja“ oder „nein“ möglich."),
        M("{field}: „{value}“ ist weder „ja“ noch „nein“."), M("Schreiben Sie ja oder nein."),
    ),
    "kt_whole": _simple(
        "F009", M("Keine ganze Zahl"), M("Hier wird eine ganze Zahl ohne Punkt, Komma und Einheit erwartet."),
        M("{field}: „{value}“ ist keine ganze Zahl."), M("Schreiben Sie nur Ziffern, zum Beispiel 12."),
    ),
    "kt_decimal": _simple(
        "F009", M("Keine ganze Zahl"), M("Hier wird eine ganze Zahl ohne Punkt, Komma und Einheit erwartet."),
        M("{field}: „{value}“ ist keine Zahl."), M("Schreiben Sie eine Zahl, zum Beispiel 51.05."),
    ),
    "greater_than_equal": FieldProblem(
        Problem("F010", M("Zahl zu groß oder zu klein"), M("Die Zahl liegt außerhalb dessen, was hier möglich ist.")),
        lambda field, value, _: M("{field}: {value} ist zu klein.", field=field, value=value),
        lambda context: M("Erlaubt ist alles ab {limit}.", limit=str(context.get("ge", ""))),
    ),
    "less_than_equal": FieldProblem(
        Problem("F010", M("Zahl zu groß oder zu klein"), M("Die Zahl liegt außerhalb dessen, was hier möglich ist.")),
        lambda field, value, _: M("{field}: {value} ist zu groß.", field=field, value=value),
        lambda context: M("Erlaubt ist alles bis {limit}.", limit=str(context.get("le", ""))),
    ),
    "string_too_long": FieldProblem(
        Problem("F011", M("Text zu lang"), M("Der Text ist länger, als an dieser Stelle Platz ist.")),
        lambda field, _value, context: M("{field}: Der Text hat {length} Zeichen.", field=field, length=context.get("length", "?")),
        lambda context: M("Kürzen Sie ihn auf höchstens {limit} Zeichen.", limit=context.get("max_length", 0)),
    ),
    "literal_error": FieldProblem(
        Problem("F012", M("Wert nicht zur Auswahl"), M("Hier sind nur bestimmte Wörter möglich. Sie stehen in der Meldung und im Handbuch unter „Felder“.")),
        lambda field, value, _: M("{field}: „{value}“ steht nicht zur Auswahl.", field=field, value=value),
        lambda context: M("Möglich sind: {choices}.", choices=", ".join(_choices(context))),
    ),
    "kt_list": _simple(
        "F013", M("Liste erwartet"), M("Dieses Feld kann mehrere Werte haben und wird deshalb immer als Liste geschrieben, auch bei nur einem Wert."),
        M("{field}: Hier wird eine Liste erwartet, gefunden wurde „{value}“."), M("Schreiben Sie [erster Wert, zweiter Wert] oder jeden Wert in eine eigene Zeile mit einem Strich davor."),
    ),
    "model_type": _simple(
        "F014", M("Angaben mit Namen erwartet"), M("Dieses Feld besteht aus mehreren Angaben, jede mit ihrem Namen und einem Doppelpunkt."),
        M("{field}: Hier werden einzelne Angaben mit Namen erwartet, gefunden wurde „{value}“."), M("Ein Beispiel steht im Handbuch unter „Felder“."),
    ),
    "kt_text": _simple(
        "F015", M("Text erwartet"), M("Hier wird ein einfacher Text erwartet, keine Liste. Oft steht ein Doppelpunkt im Text: Dann muss er in Anführungszeichen."),
        M("{field}: Hier wird ein einfacher Text erwartet."), M("Setzen Sie den Text in Anführungszeichen, wenn er einen Doppelpunkt oder Klammern enthält."),
    ),
    "kt_web_address": _simple(
        "F016", M("Keine Internetadresse"), M("Eine Internetadresse beginnt mit https:// und enthält keine Leerzeichen."),
        M("{field}: „{value}“ ist keine vollständige Internetadresse."), M("Schreiben Sie die Adresse vollständig, zum Beispiel https://www.betrieb.example."),
    ),
    "kt_secure_address": _simple(
        "F050", M("Keine sichere Internetadresse"), M("Podcast-Programme verlangen hier eine Adresse, die mit https:// beginnt und keine Umlaute enthält."),
        M("{field}: „{value}“ ist keine Adresse mit https, oder sie enthält Umlaute."), M("Schreiben Sie die Adresse vollständig, zum Beispiel https://www.betrieb.example."),
    ),
    "kt_relay": _simple(
        "F051", M("Kein Relay"), M("Der Relay ist der Mailserver, über den der Newsletter geht. Er wird als smtp://name:587 oder smtps://name:465 angegeben."),
        M("{field}: „{value}“ ist kein Relay."), M("Schreiben Sie zum Beispiel smtp://mail.sonnental.example:587; Name und Anschluss weiß die IT."),
    ),
    "kt_relay_password": FieldProblem(
        Problem("F052", M("Zugangsdaten in den Einstellungen"), M("Benutzer und Kennwort stehen in keiner Datei, denn die Einstellungen werden weitergegeben. Sie kommen aus der Umgebung.")),
        lambda field, _value, _: M("{field}: Benutzer und Kennwort gehören nicht hierher.", field=field),
        lambda _: M("Nehmen Sie sie heraus, und geben Sie sie als KAMMERTON_RELAY_BENUTZER und KAMMERTON_RELAY_KENNWORT mit."),
    ),
    "kt_mailbox": _simple(
        "F053", M("Kein Postfach"), M("Der Server des Postfachs wird als imaps://name:993 oder imap://name:143 angegeben."),
        M("{field}: „{value}“ ist kein Server für ein Postfach."), M("Schreiben Sie zum Beispiel imaps://mail.sonnental.example:993; Name und Anschluss weiß die IT."),
    ),
    "kt_mailbox_password": FieldProblem(
        Problem("F052", M("Zugangsdaten in den Einstellungen"), M("Benutzer und Kennwort stehen in keiner Datei, denn die Einstellungen werden weitergegeben. Sie kommen aus der Umgebung.")),
        lambda field, _value, _: M("{field}: Benutzer und Kennwort gehören nicht hierher.", field=field),
        lambda _: M("Nehmen Sie sie heraus, und geben Sie sie als KAMMERTON_POSTFACH_BENUTZER und KAMMERTON_POSTFACH_KENNWORT mit."),
    ),
    "kt_mail": _simple(
        "F017", M("Keine E-Mail-Adresse"), M("Eine E-Mail-Adresse hat die Form name@betrieb.de, ohne Leerzeichen und ohne „mailto:“."),
        M("{field}: „{value}“ ist keine E-Mail-Adresse."), M("Schreiben Sie sie in der Form name@betrieb.example."),
    ),
    "kt_phone": _simple(
        "F018", M("Keine Telefonnummer"), M("Eine Telefonnummer besteht aus Ziffern, Leerzeichen, Schrägstrich und Bindestrich; am Anfang darf ein Plus stehen."),
        M("{field}: „{value}“ ist keine Telefonnummer."), M("Schreiben Sie zum Beispiel 0000 12345-0."),
    ),
    "kt_postal_code": _simple(
        "F019", M("Keine Postleitzahl"), M("Eine Postleitzahl hat fünf Ziffern; eine führende Null gehört dazu."),
        M("{field}: „{value}“ ist keine Postleitzahl."), M("Schreiben Sie fünf Ziffern, zum Beispiel 01067."),
    ),
    "kt_id": _simple(
        "F020", M("Kein gültiger Kurzname"), M("Kurznamen bestehen aus kleinen Buchstaben ohne Umlaute, Ziffern und Bindestrichen."),
        M("{field}: „{value}“ ist kein gültiger Kurzname."), M("Erlaubt sind a bis z, Ziffern und Bindestriche, zum Beispiel tischler-2027."),
    ),
    "kt_language": _simple(
        "F021", M("Keine Sprachangabe"), M("Sprachen werden mit ihrem Kürzel nach BCP 47 angegeben: de, en, tr, uk."),
        M("{field}: „{value}“ ist kein Sprachkürzel."), M("Schreiben Sie zum Beispiel de oder en."),
    ),
    "kt_file_name": _simple(
        "F022", M("Kein gültiger Dateiname"), M("Namen von Dateien, die veröffentlicht werden, bestehen aus Buchstaben ohne Umlaute, Ziffern, Punkt, Binde- und Unterstrich; ein Ordner steht nicht davor."),
        M("{field}: „{value}“ ist kein erlaubter Dateiname."), M("Benennen Sie die Datei um, zum Beispiel in 001-orgel.mp3, und geben Sie nur den Namen an."),
    ),
    "kt_offset": _simple(
        "F023", M("Keine Zeitangabe"), M("Stellen in einer Aufnahme werden als MM:SS oder HH:MM:SS angegeben."),
        M("{field}: „{value}“ ist keine Stelle in der Aufnahme."), M('Schreiben Sie zum Beispiel "01:30".'),
    ),
    "too_short": _simple(
        "F024", M("Liste ist leer"), M("In dieser Liste muss mindestens ein Eintrag stehen."),
        M("{field}: Die Liste ist leer."), M("Tragen Sie mindestens einen Eintrag ein."),
    ),
    "string_too_short": _simple(
        "F025", M("Text ist leer"), M("Hier steht ein leerer Text. Soll das Feld leer bleiben, löschen Sie die Zeile."),
        M("{field}: Der Text ist leer."), M("Füllen Sie das Feld aus oder löschen Sie die Zeile."),
    ),
    "kt_pair": _simple(
        "F026", M("Zwei Werte erwartet"), M("Hier gehören genau zwei Werte in eckige Klammern, zum Beispiel Breite und Länge."),
        M("{field}: Hier werden genau zwei Werte erwartet."), M("Schreiben Sie zum Beispiel [51.05, 10.21]."),
    ),
    "kt_uuid": _simple(
        "F027", M("Keine gültige Kennung"), M("Die Kennung einer Podcast-Reihe ist eine UUID aus kleinen Buchstaben und Ziffern."),
        M("{field}: „{value}“ ist keine gültige Kennung."), M("Eine Kennung sieht so aus: 917393e3-1b1e-5cef-ace4-edaa54e1f810."),
    ),
    "kt_consent": _simple(
        "F029", M("Keine Nummer einer Einwilligung"), M("Nummern von Einwilligungen bestehen aus einem oder mehreren großen Buchstaben, einem Bindestrich und Ziffern."),
        M("{field}: „{value}“ ist keine Nummer einer Einwilligung."), M("Schreiben Sie zum Beispiel E-0042."),
    ),
    "kt_picture_file": _simple(
        "F031", M("Kein gültiger Name eines Bildes"), M("Bilder liegen im Ordner content/bilder, auch in Unterordnern; ihre Namen bestehen aus Buchstaben ohne Umlaute, Ziffern, Punkt, Binde- und Unterstrich."),
        M("{field}: „{value}“ ist kein erlaubter Name eines Bildes."), M("Benennen Sie die Datei um, zum Beispiel in werkstatt.jpg oder messe-2027/halle.jpg."),
    ),
    "kt_youtube": _simple(
        "F030", M("Keine Kennung eines Videos"), M("Die Kennung eines Videos bei YouTube hat elf Zeichen und steht in seiner Adresse hinter „v=“."),
        M("{field}: „{value}“ ist keine Kennung eines Videos."), M("Schreiben Sie die elf Zeichen hinter „v=“, zum Beispiel dQw4w9WgXcQ."),
    ),
    "kt_path": _simple(
        "F028", M("Kein gültiger Pfad"), M("Der Pfad wird vom Projektordner aus angegeben, ohne führenden Schrägstrich und ohne „..“."),
        M("{field}: „{value}“ ist kein erlaubter Pfad."), M("Schreiben Sie zum Beispiel content/bilder/podcast-cover.png."),
    ),
    "kt_target": _simple(
        "F060", M("Kein Ziel"), M("Ein Ziel zum Hochladen ist ein Ordner oder eine Adresse, die mit ssh://, sftp://, s3:// oder git+ssh:// beginnt. Alle Formen stehen im Handbuch unter „Auf den Webserver hochladen“."),
        M("{field}: „{value}“ ist kein Ziel zum Hochladen."), M("Schreiben Sie zum Beispiel sftp://web4711@webspace.example/htdocs oder /srv/www/website."),
    ),
    "kt_target_secret": _simple(
        "F061", M("Kennwort in den Einstellungen"), M("Kennwörter gehören nicht in die Einstellungen, denn die Datei wird weitergegeben und aufgehoben. Sie kommen aus der Umgebung."),
        M("{field}: In der Adresse steht ein Kennwort."), M("Löschen Sie das Kennwort samt Doppelpunkt davor, und ändern Sie es beim Anbieter. Wie es mitgegeben wird, steht im Handbuch unter „Auf den Webserver hochladen“."),
    ),
    "kt_fingerprint": _simple(
        "F062", M("Kein Fingerabdruck eines Servers"), M("Der Fingerabdruck eines Servers beginnt mit SHA256: und hat danach 43 Zeichen."),
        M("{field}: „{value}“ ist kein Fingerabdruck."), M("Fragen Sie Ihre IT oder Ihren Anbieter nach dem SSH-Fingerabdruck (SHA256)."),
    ),
    "kt_branch": _simple(
        "F063", M("Kein Name eines Zweigs"), M("Der Name eines Zweigs in git besteht aus Buchstaben, Ziffern, Bindestrichen, Punkten und Schrägstrichen."),
        M("{field}: „{value}“ ist kein Name eines Zweigs."), M("Schreiben Sie zum Beispiel gh-pages."),
    ),
}  # fmt: skip
OTHER = _simple(
    "F099", M("Angabe nicht verstanden"), M("Die Angabe passt nicht zu diesem Feld. Ein Beispiel für jedes Feld steht im Handbuch unter „Felder“."),
    M("{field}: „{value}“ passt hier nicht."), M("Ein Beispiel steht im Handbuch unter „Felder“."),
)  # fmt: skip

NOT_UTF8 = Problem(
    "D001", M("Datei nicht lesbar"), M("Die Datei ist nicht als UTF-8 gespeichert. Viele Programme bieten das beim Speichern unter „Codierung“ an.")
)
FILE_NAME = Problem(
    "D002",
    M("Dateiname nicht erlaubt"),
    M("Der Dateiname wird zur Adresse der Seite. Er besteht deshalb aus kleinen Buchstaben ohne Umlaute, Ziffern und Bindestrichen."),
)
NO_HEAD = Problem(
    "D003", M("Kopf der Datei fehlt"), M("Jede Datei beginnt mit einer Zeile aus drei Strichen, dann folgen die Felder, dann wieder drei Striche.")
)
HEAD_OPEN = Problem("D004", M("Kopf der Datei endet nicht"), M("Nach den Feldern fehlt die zweite Zeile aus drei Strichen."))
YAML = Problem(
    "D005",
    M("Kopf der Datei nicht lesbar"),
    M("Der Kopf der Datei ist nicht richtig geschrieben. Häufig ist ein Doppelpunkt im Text, eine falsche Einrückung oder ein Tabulator."),
)
DOUBLE_KEY = Problem("D006", M("Feld doppelt"), M("Ein Feld steht zweimal im Kopf der Datei. Es ist nicht klar, welche Angabe gelten soll."))
ALIAS = Problem(
    "D007",
    M("Sonderzeichen am Anfang eines Textes"),
    M(
        "Die Zeichen &, * und ! haben am Anfang eines Textes eine besondere Bedeutung, die hier nicht erlaubt ist. In Anführungszeichen sind sie gewöhnliche Zeichen."
    ),
)
TOO_BIG = Problem(
    "D008",
    M("Datei zu groß oder zu tief verschachtelt"),
    M("Die Datei ist größer oder tiefer verschachtelt, als es ein Text von Menschen je ist. Meist ist beim Einfügen etwas schiefgegangen."),
)
STRAY_FILE = Problem("D009", M("Datei wird nicht beachtet"), M("Die Datei liegt in einem Ordner, aus dem nichts gelesen wird."))
TABLE = Problem("D010", M("Tabelle nicht lesbar"), M("Eine Tabelle im Ordner content/daten hat nicht die erwarteten Spalten."))
DOUBLE_ID = Problem("D011", M("Kurzname doppelt"), M("In einer Tabelle kommt derselbe Kurzname zweimal vor."))
NO_TABLE = Problem("D012", M("Tabelle fehlt"), M("Eine der Tabellen im Ordner content/daten fehlt."))
TRANSCRIPT = Problem(
    "D013", M("Abschrift nicht lesbar"), M("Eine Abschrift beginnt mit der Zeile WEBVTT; vor jedem Absatz steht von wann bis wann er gesprochen wird.")
)
NO_TRANSLATION = Problem(
    "D014",
    M("Keine Übersetzung möglich"),
    M(
        "Eine Datei mit einem weiteren Punkt im Namen, wie impressum.en.md, ist die Übersetzung der Datei daneben. Newsletter-Ausgaben und Texte zu Berufen haben keine Übersetzungen."
    ),
)
CHAPTERS = Problem(
    "D040",
    M("Kapiteldatei nicht lesbar"),
    M(
        "Eine Kapiteldatei hat eine Zeile für jedes Kapitel: erst die Zeit, dann die Überschrift, wenn gewünscht eine Adresse in spitzen Klammern. Gelesen werden auch Textmarken aus Audacity, Kapitel von Podlove (XML) und JSON von Auphonic oder nach Podcasting 2.0."
    ),
)
MENDED = Problem(
    "D041",
    M("Abschrift ausgebessert"),
    M(
        "In der Abschrift war etwas nicht so geschrieben, wie Programme es erwarten: eine fehlende erste Zeile, Zeiten mit Komma oder ohne Tausendstel, Absätze, die sich überschneiden oder nicht der Reihe nach stehen. Kammerton hat es beim Lesen ausgebessert; die veröffentlichte Abschrift ist in Ordnung, Ihre Datei bleibt, wie sie ist."
    ),
)
MANIFEST_UNREADABLE = Problem(
    "D060",
    M("Gedächtnis des Veröffentlichten nicht lesbar"),
    M(
        "In der Datei veroeffentlicht.json merkt sich Kammerton, was schon veröffentlicht ist, damit Folgen für Podcast-Programme dieselben bleiben. Sie ist beschädigt oder von Hand geändert. Solange sie nicht lesbar ist, wird nichts veröffentlicht. Was dann zu tun ist, steht im Handbuch unter „Einen Podcast umziehen“."
    ),
)
LIVE_MANIFEST_MISSING = Problem(
    "D070",
    M("Stand der Website im Netz nicht abrufbar"),
    M(
        "Mit VEROEFFENTLICHT_ABRUFEN sieht Kammerton vor jedem Bauen auch auf der Website im Netz nach, was schon veröffentlicht ist. Gelingt das nicht, zählt nur, was hier bekannt ist."
    ),
)
OUTLINE_UNREADABLE = Problem(
    "D071",
    M("Umriss der Karte nicht lesbar"),
    M(
        "Die Datei content/daten/karte.geojson zeichnet den Umriss der Region auf die Karte. Sie ist freiwillig. Gelesen werden Flächen und Linien in GeoJSON, mit Länge und Breite in Grad (WGS 84), wie Vermessungsämter und Kartenprogramme sie ausgeben. Ist sie zu genau, vereinfachen Sie sie im Kartenprogramm: Für die Karte reichen einige hundert Punkte."
    ),
)
PROBLEMS: tuple[Problem, ...] = (
    NOT_UTF8, FILE_NAME, NO_HEAD, HEAD_OPEN, YAML, DOUBLE_KEY, ALIAS, TOO_BIG, STRAY_FILE, TABLE, DOUBLE_ID, NO_TABLE, TRANSCRIPT, NO_TRANSLATION, CHAPTERS, MENDED, MANIFEST_UNREADABLE,
    LIVE_MANIFEST_MISSING, OUTLINE_UNREADABLE,
    UNKNOWN_KEY, MISSING, *{p.problem.code: p.problem for p in (*FIELD_PROBLEMS.values(), OTHER)}.values(),
)  # fmt: skip
