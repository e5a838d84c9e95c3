"""The sentences generated regions are written in. A word in braces is filled in; every sentence may stand beside any other of its part."""

FAMILIES = (
    "Ahlers", "Albrecht", "Bachmann", "Becker", "Böhm", "Brandt", "Busch", "Conrad", "Dietrich", "Ebert", "Engel", "Fischer", "Frank", "Friedrich",
    "Fuchs", "Götz", "Graf", "Groß", "Haas", "Hahn", "Hartmann", "Heinrich", "Horn", "Jäger", "Jansen", "Kaiser", "Keller", "Koch", "Köhler",
    "Kraus", "Krüger", "Kuhn", "Lang", "Lehmann", "Lindner", "Lorenz", "Ludwig", "Maier", "Martin", "Möller", "Nowak", "Otto", "Özdemir", "Pohl",
    "Richter", "Roth", "Sauer", "Schäfer", "Schubert", "Schuster", "Seidel", "Simon", "Sommer", "Thomas", "Vogel", "Voigt", "Wagner", "Weber",
    "Winter", "Yilmaz",
)  # fmt: skip
FIRMS = (
    "Werkstatt {name}", "Gebrüder {name}", "{name} und Töchter", "{name} und Söhne", "Haus {name}", "Meisterbetrieb {name}", "Familienbetrieb {name}", "{name} am Markt",
    "{name} an der Mühle", "{name} GmbH", "{name} KG", "Werk {name}", "Betriebe {name}", "Hof {name}", "Manufaktur {name}", "{name} und Partner",
    "{name} seit drei Generationen", "Alte Schule {name}", "Neue Werkstatt {name}", "{name} am Bahnhof", "Kontor {name}", "Gruppe {name}", "{name} Technik",
    "{name} Service", "Zentrum {name}", "{name} am Fluss", "Bauhof {name}", "{name} Genossenschaft", "Atelier {name}", "Team {name}",
)  # fmt: skip
STREETS = ("Am Hammerteich", "Sägeweg", "Bahnhofstraße", "Lange Gasse", "An der Sonn", "Mühlweg", "Gewerbering", "Kirchplatz", "Lindenallee", "Alter Markt")
FIRST_NAMES = ("Amira", "Ben", "Chiara", "Deniz", "Emil", "Fatma", "Greta", "Hannes", "Ida", "Jonas", "Kim", "Lena", "Mehmet", "Nele", "Oskar", "Paula")
THINGS = (
    "eine Treppe", "ein Dach", "einen Schaltschrank", "zwölf Bleche Kuchen", "ein Förderband", "den Sommerkatalog", "einen Radlader", "das neue Netz", "ein Fahrrad mit Anhänger",
    "die Brille einer Dirigentin", "den Empfang", "ein Klavier", "einen Brunnen", "die Bühne der Schule", "eine Heizung von 1974", "den Fuhrpark",
)  # fmt: skip

SUMMARIES = (
    "Wir machen {thing}, wenn es sein muss, über Nacht. Meistens reicht der Tag, und um vier ist Schluss.",
    "Als {occupation} lernst du bei uns alles von Grund auf, auch das, was andere aus Katalogen bestellen.",
    "{number} Leute, ein Hund und sehr viel Kaffee. Wer fragt, bekommt hier eine Antwort und ein Werkzeug.",
    "Seit {year} in {town}. Du bekommst vom ersten Tag an etwas zu tun, das am Abend fertig ist.",
    "Bei uns fängt niemand mit Fegen an. Fegen tun alle, freitags, mit Musik.",
    "Klein genug, dass dich alle kennen, und groß genug für {thing} in derselben Woche.",
)
WORK = (
    "Letzte Woche haben wir {thing} ausgeliefert und auf dem Rückweg gleich den nächsten Auftrag mitgenommen.",
    "Die meisten Kundinnen und Kunden kommen aus {town} und kennen uns seit {year}.",
    "Was wir können, sieht man selten, denn es steckt hinter Wänden, unter Böden oder in einem Ordner mit der Aufschrift „Läuft“.",
    "Morgens um sieben wird kurz besprochen, wer wohin fährt, und um zehn nach sieben ist der Hof leer.",
    "Manches machen wir noch von Hand, weil die Maschine dafür teurer wäre als wir.",
    "Es gibt hier {number} Schraubenzieher, und trotzdem sucht immer jemand einen.",
    "Wenn etwas nicht passt, wird es passend gemacht, und danach schreiben wir auf, warum es nicht gepasst hat.",
    "In der Halle ist es im Winter kühl und im Sommer laut, im Büro umgekehrt.",
    "Unser ältestes Werkstück steht im Rathaus von {town} und wird jedes Jahr einmal abgestaubt.",
    "Ein Auftrag dauert mal zwei Stunden und mal zwei Jahre, und beides hat seinen Reiz.",
    "{first} hat die Abläufe neu gezeichnet, seitdem hängt der Plan an der Tür, und niemand läuft mehr doppelt.",
    "Wir reparieren lieber, als neu zu kaufen, außer bei der Kaffeemaschine.",
)
LEARN = (
    "Im ersten Jahr lernst du die Werkstoffe kennen und baust {thing} im Kleinen nach.",
    "Im zweiten Jahr bist du mit auf der Baustelle, beim Kunden oder am Telefon, je nachdem, was dir liegt.",
    "{first} ist im dritten Jahr und zeigt dir, wo alles steht und was man besser zweimal misst.",
    "Alle sechs Wochen setzen wir uns zusammen und reden darüber, was gut war und was nicht.",
    "Die Berufsschule ist in {town}, der Bus dorthin wird bezahlt.",
    "Du führst dein Berichtsheft während der Arbeitszeit, freitags nach der Pause.",
    "Fehler darfst du machen, sogar teure, solange du sie am selben Tag sagst.",
    "Am Ende kannst du {thing} allein planen, ausführen und erklären, was es kostet.",
    "Wer möchte, ist im dritten Jahr vier Wochen in einem Betrieb in Polen oder in Frankreich.",
    "Rechnen, Zeichnen und Reden gehören dazu, und das Reden ist am schwersten.",
)
DEMANDS = (
    "Noten schauen wir an, aber wir fangen nicht mit ihnen an.",
    "Du kommst pünktlich, und wenn nicht, rufst du vorher an.",
    "Höhe, Staub oder frühe Stunden sollten dir nichts ausmachen, zwei davon genügen.",
    "Wichtig ist, dass du fragst, bevor du drückst.",
    "Ein Praktikum vorher hilft dir und uns, drei Tage reichen.",
    "Deutsch lernst du bei uns mit, {first} hat damit auch erst hier angefangen.",
    "Einen Führerschein brauchst du nicht, ein Fahrrad ist gut.",
    "Handschuhe, Schuhe und Jacke bekommst du von uns, Neugier bringst du mit.",
)
SKILLS = (
    "messen, anreißen und prüfen", "Pläne lesen und selbst zeichnen", "mit Menschen reden, die es eilig haben", "Maschinen einrichten und warten",
    "Material bestellen und lagern", "sicher arbeiten, auch wenn es schnell gehen soll", "Angebote schreiben und Aufmaße nehmen", "Fehler finden und erklären",
    "im Team planen", "Daten pflegen und auswerten",
)  # fmt: skip
EPISODE = (
    "{first} wollte eigentlich etwas ganz anderes werden und erzählt, wie es dann doch {occupation} wurde.",
    "Wir sind einen Tag lang dabei, vom ersten Kaffee bis zum letzten Handgriff.",
    "Es geht um den Moment, in dem etwas schiefging, und um den danach.",
    "Außerdem klären wir, warum man im Betrieb in {town} niemals den roten Knopf putzt.",
    "Am Ende verrät {first}, was sie oder er sich selbst vor drei Jahren gesagt hätte.",
    "Zwischendurch fällt etwas herunter, das hört man, und es ist heil geblieben.",
    "Mit im Raum: die Ausbilderin, zwei Azubis und eine Maschine, die dazwischenredet.",
)
ISSUE = (
    "dies ist die Ausgabe mit den meisten neuen Plätzen in diesem Jahr.",
    "seit der letzten Ausgabe sind {number} Angebote dazugekommen, und einige davon beginnen schon im Sommer.",
    "die Schulen planen ihre Praktika, und wer jetzt Plätze meldet, ist rechtzeitig dabei.",
    "in dieser Ausgabe lesen Sie, wer sucht, wer gefunden hat und was beim Gespräch geholfen hat.",
)
ADVICE = (
    "Wer ein Praktikum anbietet, sollte den ersten Tag planen und den letzten auch.",
    "Ein Vertrag, ein Ansprechpartner und ein Spind genügen für den Anfang.",
    "Fragen Sie früh bei der Kammer nach, die Beratung kostet nichts und spart ein Formular.",
    "Jugendliche unter 18 dürfen nicht alles, aber mehr, als viele denken.",
    "Eltern wollen wissen, wie ihr Kind hinkommt, Jugendliche, mit wem sie in der Pause sitzen.",
    "Schreiben Sie auf, was in den ersten zwei Wochen passiert, und geben Sie den Zettel vorher heraus.",
    "Eine Absage mit Grund wird weitererzählt, eine ohne auch.",
)
STEPS = (
    "Plätze zählen",
    "Ansprechstelle benennen",
    "Betrieb beschreiben",
    "Angebot melden",
    "Antworten vorbereiten",
    "Ersten Tag planen",
    "Nachfragen",
    "Rückmeldung geben",
)
EVENT = (
    "Sie und ihr könnt alles anfassen, was nicht heiß ist.",
    "Um elf und um drei gibt es eine Führung, dazwischen Zeit für Fragen.",
    "Für Schulklassen halten wir bis mittags Plätze frei, bitte kurz anmelden.",
    "Wer mag, bringt seinen Lebenslauf mit, wir lesen ihn gemeinsam durch.",
    "Parken ist schwierig, der Bus hält vor der Tür.",
)
