# Wörter, die die Ansichten selbst bilden.

alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Vorsicht
footnote-reference = Fußnote { $number }
footnote-back = Zurück zum Verweis auf Fußnote { $number }
graph-title = Was was voraussetzt, als Diagramm. Dasselbe steht in der Liste danach.
home = Startseite
not-found-title = Die Seite wurde nicht gefunden
notice-duty-none = keine Meldung nötig
notice-channel-unknown = die Quelle sagt nicht, wie zu melden ist
parity-both = alle sagen dasselbe
parity-partial = alle, aber nicht in gleichem Umfang
parity-only = { $lang ->
    [en] nur die englische Quelle
    [de] nur die deutsche Quelle
   *[other] nur eine Quelle ({ $lang })
}
parity-contradiction = die Quellen widersprechen sich
index-kind-term = Begriff
index-kind-guide = Anleitung
index-kind-role = Rolle
index-kind-task = Aufgabe
index-kind-section = auf der Seite { $page }
language-name = { $lang ->
    [en] Englisch
    [de] Deutsch
   *[other] { $lang }
}

print-slug = drucken
print-link = Die ganze Anleitung zum Drucken
print-back = Zurück zur Anleitung
print-title = Die Anleitung zum Drucken: { $title }
print-crumb = Die Anleitung zum Drucken
timeline-title = Die Fristen auf einer Zeitachse: wie lange vor oder nach dem Ereignis. Dasselbe steht in der Liste danach.
timeline-event = Ereignis
