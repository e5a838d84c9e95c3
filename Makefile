# Kammerton. „make“ allein zeigt, was es gibt. Jedes Ziel ist ein Aufruf des Befehls kammerton.
.DEFAULT_GOAL := help
.PHONY: help publish check merken serve newsletter newsletter-export newsletter-listmonk neue-folge neue-ausgabe neu feed-pruefen muster docs schema test lint abhaengigkeiten hochladen newsletter-test newsletter-senden newsletter-stand newsletter-abgleich postfach doctor newsletter-abos dienst zurueck widerruf faellig zeitplan preview

PYTHON ?= python3
VENV := .venv
KAMMERTON := $(VENV)/bin/kammerton
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --no-build-isolation
READY := $(VENV)/.bereit
READY_DEV := $(VENV)/.bereit-entwicklung

help: ## zeigt diese Übersicht
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-19s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

publish: $(READY) ## prüft die Texte und baut alles; mit ZIEL=web wird es hochgeladen
	@$(KAMMERTON) publish $(if $(ZIEL),--ziel "$(ZIEL)") $(ARGS)

check: $(READY) ## prüft die Texte, ohne etwas zu bauen
	@$(KAMMERTON) check $(ARGS)

zurueck: $(READY) ## geht zum Stand vor dem letzten Veröffentlichen zurück
	@$(KAMMERTON) zurueck

widerruf: $(READY) ## widerruft eine Einwilligung und nennt alles, was auf ihr beruht, zum Beispiel ID=E-0042
	@$(KAMMERTON) widerruf $(if $(ID),"$(ID)") $(ARGS)

faellig: $(READY) ## nennt den nächsten Zeitpunkt, zu dem sich die Website von selbst ändert
	@$(KAMMERTON) faellig $(ARGS)

zeitplan: $(READY) ## schreibt fertige Zeitpläne, nach denen regelmäßig veröffentlicht wird
	@$(KAMMERTON) zeitplan $(ARGS)

merken: $(READY) ## hält fest, was veröffentlicht ist, in einer Datei bei den Texten (VEROEFFENTLICHT)
	@$(KAMMERTON) merken

hochladen: $(READY) ## lädt die gebaute Website noch einmal hoch, zum Beispiel ZIEL=web
	@$(KAMMERTON) hochladen $(if $(ZIEL),--ziel "$(ZIEL)") $(ARGS)

serve: $(READY) ## zeigt die gebaute Website im Browser
	@$(KAMMERTON) serve

preview: $(READY) ## zeigt die Website, wie sie gerade ist, mit Entwürfen und nach jedem Speichern neu
	@$(KAMMERTON) preview $(ARGS)

newsletter: $(READY) ## prüft eine Ausgabe und zeigt sie auf einer Seite, zum Beispiel AUSGABE=2026-11
	@$(KAMMERTON) newsletter $(if $(AUSGABE),"$(AUSGABE)") $(ARGS)

newsletter-export: $(READY) ## schreibt eine Ausgabe für ein Versandprogramm, zum Beispiel AUSGABE=2026-11
	@$(KAMMERTON) newsletter-export $(if $(AUSGABE),"$(AUSGABE)") $(ARGS)

newsletter-listmonk: $(READY) ## legt eine Ausgabe als Entwurf auf einem listmonk-Server an
	@$(KAMMERTON) newsletter-listmonk $(if $(AUSGABE),"$(AUSGABE)") $(ARGS)

newsletter-abos: $(READY) ## zeigt und pflegt die Liste der Abonnements, zum Beispiel ARGS="import liste.csv"
	@$(KAMMERTON) newsletter-abos $(ARGS)

dienst: $(READY) ## betreibt den Dienst für An- und Abmeldungen zum Newsletter
	@$(KAMMERTON) dienst $(ARGS)

newsletter-test: $(READY) ## schickt eine Ausgabe zur Probe, zum Beispiel AUSGABE=2026-11 AN=ich@rathaus.example
	@$(KAMMERTON) newsletter-test $(if $(AUSGABE),"$(AUSGABE)") $(if $(AN),--an "$(AN)") $(ARGS)

newsletter-senden: $(READY) ## verschickt eine Ausgabe oder setzt ihren Versand fort, zum Beispiel AUSGABE=2026-11
	@$(KAMMERTON) newsletter-senden $(if $(AUSGABE),"$(AUSGABE)") $(ARGS)

newsletter-stand: $(READY) ## sagt, was aus den Nachrichten einer Ausgabe geworden ist
	@$(KAMMERTON) newsletter-stand $(if $(AUSGABE),"$(AUSGABE)") $(ARGS)

newsletter-abgleich: $(READY) ## klärt, was beim Versand unklar geblieben ist, zum Beispiel AUSGABE=2026-11
	@$(KAMMERTON) newsletter-abgleich $(if $(AUSGABE),"$(AUSGABE)") $(ARGS)

postfach: $(READY) ## liest das Postfach: Anmeldungen, Abmeldungen und Rückläufer des Newsletters
	@$(KAMMERTON) postfach

doctor: $(READY) ## untersucht alles, was der Versand braucht; PROBE=ja schickt sich selbst eine Nachricht
	@$(KAMMERTON) doctor $(if $(PROBE),--briefprobe)

neue-folge: $(READY) ## legt eine Podcast-Folge an, zum Beispiel AUDIO=aufnahme.mp3
	@$(KAMMERTON) neue-folge $(if $(AUDIO),"$(AUDIO)") $(ARGS)

neue-ausgabe: $(READY) ## legt eine Newsletter-Ausgabe an, zum Beispiel AUSGABE=2027-01
	@$(KAMMERTON) neue-ausgabe $(if $(AUSGABE),"$(AUSGABE)") $(ARGS)

neu: $(READY) ## beginnt eine leere Website für eine andere Region, zum Beispiel ORDNER=../hagen
	@$(KAMMERTON) neu $(if $(ORDNER),"$(ORDNER)") $(ARGS)

feed-pruefen: $(READY) ## prüft einen Podcast-Feed, zum Beispiel FEED=output/podcast/feed.xml
	@$(KAMMERTON) feed-pruefen $(if $(FEED),"$(FEED)") $(ARGS)

muster: $(READY) ## zeigt alle Bausteine des Themes im Browser (für Entwicklerinnen und Entwickler)
	@$(KAMMERTON) muster $(ARGS)

docs: $(READY) ## schreibt die erzeugten Seiten des Handbuchs neu
	@$(KAMMERTON) docs

schema: $(READY) ## gibt das JSON-Schema einer Art aus, zum Beispiel ART=betrieb
	@$(KAMMERTON) schema $(or $(ART),betrieb)

test: $(READY_DEV) ## führt die Tests aus (für Entwicklerinnen und Entwickler)
	@$(KAMMERTON) test $(ARGS)

abhaengigkeiten: $(READY_DEV) ## prüft Lizenzen und bekannte Schwachstellen der Bibliotheken (für Entwicklerinnen und Entwickler)
	@$(KAMMERTON) abhaengigkeiten

lint: $(READY_DEV) ## prüft den Programmtext (für Entwicklerinnen und Entwickler)
	@$(KAMMERTON) lint

# Einrichten: einmal, und wieder, wenn sich eine der Listen ändert.
$(READY): requirements.lock requirements-build.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Kammerton braucht Python 3.11 oder neuer. Installieren Sie es, zum Beispiel mit: sudo apt install python3"; exit 2; }
	@echo "Kammerton wird eingerichtet. Das dauert einmalig ein bis zwei Minuten und braucht das Internet …"
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Es fehlt das Paket python3-venv. Installieren Sie es, zum Beispiel mit: sudo apt install python3-venv"; exit 2; }
	@$(PIP) -r requirements-build.lock && $(PIP) -r requirements.lock && \
		$(VENV)/bin/python -m pip --disable-pip-version-check install --quiet --no-build-isolation --no-deps --editable . || \
		{ echo "Das Einrichten ist nicht gelungen. Besteht eine Verbindung zum Internet? Versuchen Sie es dann noch einmal."; exit 2; }
	@touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	@echo "Die Werkzeuge für Entwicklerinnen und Entwickler werden eingerichtet …"
	@$(PIP) -r requirements-dev.lock || \
		{ echo "Das Einrichten ist nicht gelungen. Besteht eine Verbindung zum Internet? Versuchen Sie es dann noch einmal."; exit 2; }
	@touch $@
