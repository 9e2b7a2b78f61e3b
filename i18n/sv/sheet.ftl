### Guidernas tabeller.

sheet-tasks = Uppgifter
sheet-deadlines = Tidsfrister
sheet-holidays = Helgdagar
sheet-dates = Dagar som tidsfristerna räknas från
sheet-how = Skriv dagarna i cellerna nedan: de sista dagarna räknas från dem.
sheet-as-of = Uppgifterna gäller per { $date }.
sheet-always = alltid
sheet-code = Kod
sheet-task = Uppgift
sheet-phase = Fas
sheet-applies = När den gäller
sheet-owner = Utförs av
sheet-strength = Bindande verkan
sheet-due = Sista dag
sheet-rule = Tidsfrist
sheet-done = Klar
sheet-notes = Anteckningar
sheet-deadline = Tidsfrist
sheet-source = Enligt vem
sheet-followed = den här guiden
sheet-other = annan källa
sheet-holiday = Ledig dag
