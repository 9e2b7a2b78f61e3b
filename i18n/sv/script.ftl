### Orden som skripten i webbläsaren visar. Beteckningen börjar alltid: script-.
### $count väljer pluralformen och skrivs inte ut: talet skrivs ut med variabeln $number. De övriga variablerna är texter.

script-data-failed = Planens uppgifter kunde inte hämtas. Kontrollera nätförbindelsen och försök igen. Guiden kan läsas i sin helhet utan dem.

## Planen

script-unnamed = Plan utan namn
script-plan-number = Plan { $number }
script-new-begun = En ny plan har påbörjats: { $name }. De tidigare planerna finns kvar.
script-progress =
    { $count ->
        [one] { $done }/{ $number } uppgift klar
       *[other] { $done }/{ $number } uppgifter klara
    }
script-done = Klar
script-delete-ask = Vill du ta bort planen ”{ $name }” från den här webbläsaren? Det går inte att ångra. Du kan först spara planen i en fil.
script-delete-yes = Ta bort planen
script-deleted = Planen ”{ $name }” har tagits bort från den här webbläsaren.
script-cancel = Avbryt

## Lagring i webbläsaren

script-storage-blocked = Webbläsaren tillåter inte lagring. Markeringarna syns tills du stänger sidan. Spara planen i en fil om du vill behålla den.
script-storage-full = Webbläsarens lagringsutrymme är fullt. De senaste markeringarna är inte sparade. Spara planen i en fil.
script-storage-newer = Planen har gjorts med en nyare version av sidan. Den ändras inte. Ladda sidan på nytt.
script-storage-broken = En sparad plan kunde inte läsas. Innehållet finns kvar, och du kan spara det i en fil.
script-save-file = Spara i en fil
script-save-broken = Spara innehållet i en fil

## Datum

script-date-not-a-date = ”{ $text }” är inget datum. Skriv datumet så här: 3.5.2027
script-date-no-such-day = Datumet { $text } finns inte i kalendern.
script-date-outside-years = Datumet { $text } kan inte användas: datum räknas för åren 2000–2100.
script-near-late = Försenad
script-near-soon = Snart
script-near-later = Senare
script-today = I dag
script-no-date = Utan datum
script-done-on = Gjord den dag ({ $event })
script-planned-on = Planerad dag ({ $event })
script-from-planned = Räknat från en planerad dag.
script-reading-calendar-days = Källan säger inte om kalenderdagar eller vardagar avses. Dagen har räknats i kalenderdagar, som är den strängare tolkningen här.
script-reading-business-days = Källan säger inte om kalenderdagar eller vardagar avses. Dagen har räknats i vardagar, som är den strängare tolkningen här.
script-other-sources = Enligt andra källor:
script-later-source = Källan är nyare än den här guiden.
script-too-early =
    { $count ->
        [one] { $number } tidsfrist har redan gått ut räknat från denna dag: { $event }. Den är: { $names }. Den tidigaste möjliga dagen är { $day }.
       *[other] { $number } tidsfrister har redan gått ut räknat från denna dag: { $event }. De är: { $names }. Den tidigaste möjliga dagen är { $day }.
    }
script-too-early-no-day =
    { $count ->
        [one] { $number } tidsfrist har redan gått ut räknat från denna dag: { $event }. Den är: { $names }.
       *[other] { $number } tidsfrister har redan gått ut räknat från denna dag: { $event }. De är: { $names }.
    }

## Uppgifter

script-check = Kontrollera om detta gäller er
script-you = du
script-owner = Utförs av: { $names }
script-owner-check = Utförs av, kontrollera vilkendera: { $names }
script-done-by = Detta görs av { $names }, inte av er egen organisation.
script-because = { $question } Ni svarade: { $answer }.
script-for-audience = { $audience }: { $text }
script-keep = Ta tillbaka till listan
script-leave = Flytta bort från listan
script-not-yours =
    { $count ->
        [one] Inte er uppgift ({ $number })
       *[other] Inte era uppgifter ({ $number })
    }
script-own-fields = Egna anteckningar
script-note = Anteckning
script-who = Vem gör det
script-own-fields-stay = Anteckningarna stannar i den här webbläsaren. Skriv inga sekretessbelagda uppgifter här.
script-printed-plan = Plan: { $name }
script-printed-on = Utskriven { $day }.
script-none-of-these = Inget av dessa
script-not-known = Jag vet inte ännu
script-yes = ja
script-no = nej
script-number = { $number }

## Vad som har ändrats i guiden

script-news = Guiden har ändrats efter att planen gjordes
script-news-seen = Jag har läst detta
script-changed = Ändrad efter din markering
script-changed-title = Namnet när du markerade: { $title }.
script-changed-rule = Tidsfristen när du markerade: { $rule }.
script-changed-confirm = Fortfarande i ordning
script-changed-reopen = Öppna på nytt
script-new-task = Ny uppgift
script-gone = Borttagen ur guiden
script-gone-done = Borttagen ur guiden, var markerad som klar
script-replaced = I stället finns:

## Export och import

script-calendar-empty = Det finns inget att föra till kalendern: ingen öppen uppgift har ett datum. Ange först det datum som tidsfristerna räknas från.
script-link-label = Länk till planen
script-link-notes = Ta med anteckningar och namnen på dem som gör
script-link-copy = Kopiera
script-link-copied = Länken har kopierats.
script-link-select = Länken är markerad. Kopiera den med tangenterna Ctrl och C.
script-link-too-big = Planen ryms inte i en länk. Spara den i en fil.
script-import-found =
    { $count ->
        [one] Plan som importeras: { $name }. Klart { $done }/{ $number } uppgift.
       *[other] Plan som importeras: { $name }. Klart { $done }/{ $number } uppgifter.
    }
script-import-edited = Filen har redigerats eller skadats: kontrollsumman stämmer inte. Kontrollera innehållet efter importen.
script-import-differences =
    { $count ->
        [one] En sammanslagning skulle ändra { $number } ställe i din egen plan ”{ $name }”.
       *[other] En sammanslagning skulle ändra { $number } ställen i din egen plan ”{ $name }”.
    }
script-import-new = Importera som ny
script-import-merge = Slå ihop med egen
script-import-done = Planen har importerats: { $name }.
script-refused-not-a-plan = Filen är ingen plan. Ingenting ändrades.
script-refused-broken = Planen är skadad och kan inte läsas. Ingenting ändrades.
script-refused-newer = Planen har gjorts med en nyare version av sidan. Ladda sidan på nytt och försök sedan. Ingenting ändrades.
script-refused-foreign = Planen är från en annan webbplats. Ingenting ändrades.
script-refused-other-guide = Planen gäller en annan guide. Öppna den guiden och importera planen där. Ingenting ändrades.
script-refused-too-big = Planen är för stor. Ingenting ändrades.
script-refused-unsupported = Den här webbläsaren kan inte läsa en plan i en länk. Använd en fil. Ingenting ändrades.

## Tabell

script-column-code = Kod
script-column-task = Uppgift
script-column-phase = Fas
script-column-place = Gäller
script-column-due = Sista dag
script-column-rule = Tidsfrist
script-column-owner = Utförs av
script-column-who = Vem gör det
script-column-done = Läge
script-column-note = Anteckning
script-column-address = Adress
script-place-own = ja
script-place-check = kontrollera
script-place-other = någon annan gör
script-place-out = nej

## Gemensam plan och sökning av guide

script-asked-by = Guider: { $guides }
script-missing = Saknas först
script-missing-check = Kontrollera om detta används
script-planner-none = Välj minst en guide.
script-planner-count =
    { $count ->
        [one] { $number } uppgift
       *[other] { $number } uppgifter
    }
script-planner-dates = Datum: { $guide }
script-finder-count =
    { $count ->
        [one] { $number } guide passar svaren.
       *[other] { $number } guider passar svaren.
    }
script-finder-none = Ingen guide passar alla svar. Ändra något svar.

## Dataskyddssidan

script-stored =
    { $count ->
        [one] I webbläsaren finns { $number } uppgift från den här webbplatsen: { $keys }
       *[other] I webbläsaren finns { $number } uppgifter från den här webbplatsen: { $keys }
    }
script-stored-none = I webbläsaren finns inga uppgifter från den här webbplatsen.
script-stored-ask = Vill du ta bort alla planer och val från den här webbläsaren? Det går inte att ångra. Tryck på knappen på nytt om du vill ta bort dem.
script-stored-removed = Uppgifterna har tagits bort från den här webbläsaren.
