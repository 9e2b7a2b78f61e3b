### Die festen Texte der Seiten. Sätze, die aus Daten gebildet werden, stehen in sentences.ftl.

skip-to-content = Zum Inhalt
main-navigation = Hauptmenü
menu = Menü
language-switch = Sprachen
breadcrumbs = Wo Sie sind
footer-navigation = Über die Website
contents-title = Auf dieser Seite
contents-letters = Anfangsbuchstaben
as-of = Die Regeln, wie sie am { $date } galten.
as-of-short = Stand { $date }
as-of-more = Was bedeutet das Datum?
language-missing = Diese Seite gibt es nicht auf { $language }. Der Link führt zur nächsten Seite, die es gibt.
published-by = Herausgegeben von:
feedback = Rückmeldung:
page-changed = Diese Seite wurde zuletzt am { $date } geändert.
print-source = Gedruckt von { $address }.
needs-script = Dies braucht JavaScript, das in Ihrem Browser ausgeschaltet ist. Alles andere geht ohne.
theme-legend = Farben der Seite
theme-system = Wie das Gerät
theme-light = Hell
theme-dark = Dunkel

behind-title = Dieser Abschnitt ist nicht auf dem neuesten Stand
behind-text = Dieser Abschnitt sagte zuletzt am { $date } dasselbe wie die anderen Sprachen. Seitdem hat sich die andere Sprache geändert.
behind-never = Der Text der anderen Sprache ist neuer, und dieser Abschnitt wurde noch nicht mit ihm verglichen.
behind-newer = Neuerer Text:
later-title = Spätere Angaben
later-text = Diese Quellen sind neuer als der Tag, den die Anleitungen beschreiben. Wir nennen sie, folgen ihnen aber nicht.
later-holds-title = Neuere Angaben
later-holds-text = Diese Angaben sind neuer als der Text der Anleitung und galten schon an dem Tag, den die Anleitungen beschreiben.
later-since = Ab { $date }:
retired-title = Gilt nicht mehr seit { $date }
retired-replaced = Ersetzt durch:
conflict-title = Die Quellen widersprechen sich
conflict-follows = Die Anleitung folgt:

sources-label = Quelle:
sources-count =
    { $count ->
        [one] Quelle ({ $count })
       *[other] Quellen ({ $count })
    }
sources-later-title = Quellen, die neuer sind als der beschriebene Tag
date-assumed = (angenommenes Datum)
date-unknown = das Datum ist nicht bekannt
source-later = neuer als der beschriebene Tag
source-is-later = Diese Quelle ist neuer als der Tag, den die Anleitungen beschreiben
source-current = am beschriebenen Tag in Kraft
source-historical = beschreibt ihre Zeit
source-superseded = abgelöst
source-title = Titel
source-publisher = Herausgeber
source-date = Datum
source-language = Sprache
source-status = Stand
source-superseded-by = Abgelöst durch
source-parallel = Dieselbe Seite in einer anderen Sprache
source-address = Adresse
source-facts =
    { $count ->
        [one] { $count } Aussage
       *[other] { $count } Aussagen
    }, davon { $used } in Anleitungen verwendet und { $background } Hintergrund
source-facts-title =
    { $count ->
        [one] Was die Quelle sagt: { $count } Aussage
       *[other] Was die Quelle sagt: { $count } Aussagen
    }
fact-background = Hintergrund
fact-topics = Punkt des Vergleichs:
fact-used-by = Verwendet in:
fact-unused = Noch keine Anleitung verwendet dies.
variant-ruled = die Anleitung folgt diesem
variant-later = spätere Angabe
variant-later-since = spätere Angabe, ab { $date }
variant-earlier = früherer Standpunkt
variant-scope = Nur für:

clause-all = alles davon trifft zu:
clause-any = mindestens eines davon trifft zu:
condition-as-list = Die Bedingung als Liste
applies-always = Gilt für alle.
applies-when = Gilt für Sie, wenn { $clause }.
applies-when-label = Gilt für Sie, wenn:
applies-maybe = je nach Ihrer Lage
role-when = wenn { $clause }
role-check = prüfen
due-anchors = Die Zeit zählt ab hier:
due-variants =
    { $count ->
        [one] Was die Quelle sagt
       *[other] Was die Quellen sagen ({ $count })
    }
deadline-tasks =
    { $count ->
        [one] Aufgabe:
       *[other] Aufgaben:
    }
prerequisite-checked =
    { $count ->
        [one] Gesichert in der Aufgabe:
       *[other] Gesichert in den Aufgaben:
    }
requirement-always = immer
requirement-usually = in der Regel
requirement-if = in manchen Fällen
prerequisites-list = Dasselbe als Liste
prerequisites-requires = Setzt voraus:

home-roles = Welche Rolle haben Sie?
home-conflicts =
    { $count ->
        [one] Die Quellen widersprechen sich in einer Frage
       *[other] Die Quellen widersprechen sich in { $count } Fragen
    }
home-conflicts-text = Wir zeigen jeden Standpunkt und sagen, welchem die Anleitungen folgen und warum:
home-changes = Zuletzt geändert
guide-tasks =
    { $certain ->
        [one] { $certain } Aufgabe
       *[other] { $certain } Aufgaben
    }{ $possible ->
        [0] .
       *[other] {""} und { $possible } je nach Lage.
    }
guide-progress = In Ihrem Plan erledigt: { $count }
guide-lead-time = Längste Vorlaufzeit: { $time }.

guide-about = Thema:
guide-spreadsheet = Aufgaben als Tabelle herunterladen
guide-given = Wovon die Anleitung ausgeht
guide-given-text = Die Anleitung geht davon aus, dass
guide-prerequisites =
    { $count ->
        [one] Was vorher gegeben sein muss ({ $count } Voraussetzung)
       *[other] Was vorher gegeben sein muss ({ $count } Voraussetzungen)
    }
guide-audience = Wenn Sie dazugehören:
guide-audience-tasks = Welche Aufgaben anders sind und warum
audience-only = Nur diese Aufgaben betreffen Sie:
audience-without = Diese Aufgaben betreffen Sie nicht:
audience-extra = Diese Aufgaben betreffen Sie außerdem:
guide-without = Aufgaben, die nicht hierher gehören
guide-conflicts = Wo sich die Quellen widersprechen
guide-conflicts-text = Diese Widersprüche betreffen die Aufgaben der Anleitung.
steps-label = Die Aufgaben der Anleitung nach Phasen
step-added = Warum die Aufgabe dabei ist:
step-how = So gehen Sie vor
step-owner = Wer:
print-audiences = Für wen die Anleitung anders ist
ticks-not-kept = Sie können Aufgaben abhaken und die Liste drucken, aber die Haken bleiben nicht: dafür braucht es JavaScript.
not-yours = Betrifft Sie nicht
order-by-phase = Nach Phase
order-by-date = Nach Datum

task-due = Frist
task-due-how = Wie die Frist gezählt wird
task-owner = Zuständig
task-with = Beteiligt
task-strength = Verbindlichkeit
task-applies = Wen die Aufgabe betrifft
task-phase = Phase
task-behind =
    { $count ->
        [one] Darf nicht beginnen, bevor diese Aufgabe erledigt ist:
       *[other] Darf nicht beginnen, bevor diese Aufgaben erledigt sind:
    }
task-checks = Voraussetzungen, die hier gesichert werden
task-uses = Was Sie brauchen
task-after = Davor zu tun
task-guides = Anleitungen mit dieser Aufgabe
task-in-guides =
    { $count ->
        [one] In { $count } Anleitung
       *[other] In { $count } Anleitungen
    }
changes-count =
    { $count ->
        [one] Änderungen ({ $count } Änderung)
       *[other] Änderungen ({ $count } Änderungen)
    }

notice-name = Mitteilung
notice-on = Wann sie nötig ist
notice-how = Wie
notice-form = Formular
notice-channel = Weg
notice-due = Frist
notice-no-due = keine Frist
notices-filter = Meldungen zeigen zu:
steps-filter = Aufgaben zeigen von:
filter-all = alle
notice-who = Absender und Empfänger
notice-sender = Absender
notice-receiver = Empfänger
notice-not-required = nicht verlangt
notice-details = Die Mitteilungen im Einzelnen
notice-tasks =
    { $count ->
        [one] Aufgabe, in der die Mitteilung gesendet wird:
       *[other] Aufgaben, in denen die Mitteilung gesendet wird:
    }

conflict-says = Was die Quellen sagen
conflict-ruling = Wem die Anleitung folgt
conflict-no-ruling = Für den beschriebenen Tag gibt es keine Entscheidung.
conflict-topic = Thema
conflict-about = Betrifft
conflict-tasks = Aufgaben
conflict-from = Gilt ab
conflict-decided = Entschieden
parity-topic = Punkt
parity-state = Stand
parity-nothing = nicht erwähnt

record-of = Teil von
record-parts = Teile
record-earlier = Frühere Namen
record-later-names = Spätere Namen
record-guides = Anleitungen
record-requires = Was dies voraussetzt
record-required-by = Was dies als Voraussetzung hat
record-tasks = Aufgaben
roles-others = Weitere Beteiligte
role-owns = Aufgaben, die Sie erledigen
role-takes-part = Aufgaben, an denen Sie beteiligt sind
role-notices = Mitteilungen, die Sie senden
term-others = In anderen Sprachen
term-also = Auch
term-older = Früher
term-later = Später
name-since = ab { $date }

changes-title = Änderungen der Anleitungen
changes-rulings = Geänderte Entscheidungen
changes-before = Frühere Entscheidung:
changes-later = Was spätere Quellen sagen
changes-variants = Fristen und Wege, die sich später geändert haben
changes-names = Spätere Namen
changes-earlier-names = Frühere Namen
changes-feed = Änderungen als Feed verfolgen (Atom)

search-label = Was suchen Sie?
search-submit = Suchen
search-other-languages = Auch Treffer in anderen Sprachen zeigen
search-needs-script = Die Suche braucht JavaScript, das in Ihrem Browser ausgeschaltet ist. Dasselbe in alphabetischer Ordnung:
answer-yes = Ja
answer-no = Nein
answer-unknown = Ich weiß es noch nicht
questions-title = Liste auf Ihre Lage eingrenzen
questions-text = Beantworten Sie, was Sie wissen. Eine Aufgabe fällt nur weg, wenn sie Sie sicher nicht betrifft.
questions-submit = Aufgaben zeigen, die uns betreffen
finder-title = Beantworten Sie die Fragen
finder-submit = Passende Anleitungen zeigen

plan-title = Ihr Plan
plan-kept-here = Haken, Daten und Antworten bleiben in diesem Browser.
plan-choose = Plan
plan-name = Name des Plans
plan-dates = Tage, ab denen Fristen zählen
plan-date-help = Schreiben Sie das Datum so: 3.5.2027
plan-update = Fristen neu berechnen
plan-move = Ausgeben, einlesen oder löschen
plan-calendar = In den Kalender ausgeben
plan-table = Als Tabelle ausgeben
plan-export = In eine Datei sichern
plan-link = Link kopieren
plan-import = Plan aus einer Datei einlesen
plan-new = Neuen Plan beginnen
plan-delete = Plan löschen
planner-title = Mehrere Vorhaben zusammen planen
planner-submit = Gemeinsame Aufgabenliste zeigen
storage-title = Was in diesem Browser gespeichert ist
storage-delete = Alles Gespeicherte löschen

accessibility-level = Wie weit die Anforderungen erfüllt sind
accessibility-full = Die Website erfüllt die Anforderungen an Barrierefreiheit ganz (WCAG 2.1, Stufen A und AA).
accessibility-partial = Die Website erfüllt die Anforderungen an Barrierefreiheit teilweise (WCAG 2.1, Stufen A und AA). Die Mängel sind unten aufgeführt.
accessibility-none = Die Website erfüllt die Anforderungen an Barrierefreiheit nicht (WCAG 2.1, Stufen A und AA). Die Mängel sind unten aufgeführt.
accessibility-issues = Inhalte, die nicht barrierefrei sind
accessibility-criterion = (WCAG { $criterion })
accessibility-feedback = Haben Sie einen Mangel bemerkt?
accessibility-feedback-text =
    { $days ->
        [one] Sagen Sie es uns. Wir antworten innerhalb von { $days } Tag.
       *[other] Sagen Sie es uns. Wir antworten innerhalb von { $days } Tagen.
    }
accessibility-supervisor = Aufsichtsbehörde
accessibility-supervisor-text = Wenn Sie mit der Antwort nicht zufrieden sind oder keine rechtzeitig bekommen, können Sie sich an die Aufsichtsbehörde wenden. Sie sagt Ihnen, wie, und was dann geschieht.
accessibility-made-title = Wie diese Erklärung entstanden ist
accessibility-made = Die Erklärung wurde am { $date } erstellt.
accessibility-method-self = Die Bewertung ist unsere eigene.
accessibility-method-outside = Die Bewertung stammt von einer unabhängigen Fachperson.
accessibility-reviewed = Die Erklärung wurde zuletzt am { $date } überprüft.
rail-title = Zugehörige Seiten
