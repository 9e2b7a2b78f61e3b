### Die Tabellen der Anleitungen.

sheet-tasks = Aufgaben
sheet-deadlines = Fristen
sheet-holidays = Feiertage
sheet-dates = Tage, ab denen die Fristen zählen
sheet-how = Tragen Sie die Tage in die Zellen unten ein: die letzten Tage werden ab ihnen gezählt.
sheet-as-of = Die Regeln nach dem Stand vom { $date }.
sheet-always = immer
sheet-code = Kennung
sheet-task = Aufgabe
sheet-phase = Phase
sheet-applies = Wann sie gilt
sheet-owner = Wer sie erledigt
sheet-strength = Wie verbindlich
sheet-due = Letzter Tag
sheet-rule = Frist
sheet-done = Erledigt
sheet-notes = Notizen
sheet-deadline = Frist
sheet-source = Wonach
sheet-followed = diese Anleitung
sheet-other = andere Quelle
sheet-holiday = Freier Tag
