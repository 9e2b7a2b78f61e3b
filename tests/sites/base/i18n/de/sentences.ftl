### Sätze, die aus Daten gebildet werden: Bedingungen, Fristen, Verbindlichkeit.
### Das Wort nach $count richtet sich nach der Zahl; Zahlen werden für die Sprache geschrieben.

## Dauer. $unit: days, business-days, weeks, months.

duration =
    { $unit ->
        [days] { $count ->
            [one] { $count } Tag
           *[other] { $count } Tage
        }
        [business-days] { $count ->
            [one] { $count } Werktag
           *[other] { $count } Werktage
        }
        [weeks] { $count ->
            [one] { $count } Woche
           *[other] { $count } Wochen
        }
       *[months] { $count ->
            [one] { $count } Monat
           *[other] { $count } Monate
        }
    }
duration-after =
    { $unit ->
        [days] { $count ->
            [one] { $count } Tag nach
           *[other] { $count } Tage nach
        }
        [business-days] { $count ->
            [one] { $count } Werktag nach
           *[other] { $count } Werktage nach
        }
        [weeks] { $count ->
            [one] { $count } Woche nach
           *[other] { $count } Wochen nach
        }
       *[months] { $count ->
            [one] { $count } Monat nach
           *[other] { $count } Monate nach
        }
    }
quantity = { $number } { $unit }

## Bedingungen. $clauses: Nebensätze ohne Großschreibung am Anfang und ohne Punkt.

condition-always = Gilt für alle.
condition-sentence = Gilt für Sie, wenn { $clauses }.
condition-not = es nicht so ist, dass { $clause }
condition-either = entweder { $clauses }
condition-all-next = { $before }, { $next }
condition-all-last = { $before }, und { $last }
condition-any-next = { $before }, wenn { $next }
condition-any-last = { $before }, oder wenn { $last }
condition-both-next = { $before }, { $next }
condition-both-last = { $before } und zugleich { $last }
condition-group = ({ $clauses })
condition-answers = die Antwort auf „{ $question }“ { $answers } ist
condition-over = die Antwort auf „{ $question }“ über { $threshold } liegt
condition-threshold-without-number = einer Grenze, für die die Quelle keine Zahl nennt

## Was eine Anleitung voraussetzt.

given-sentence = Diese Anleitung geht davon aus, dass { $clauses }.
given-next = { $before }, dass { $next }
given-last = { $before } und dass { $last }
given-none = bei „{ $question }“ nichts gewählt wurde

## Fristen. $event: das Ereignis in der Form, die sein Eintrag nennt.

deadline-latest-after = spätestens { duration-after } { $event }
deadline-latest-before = spätestens { duration } vor { $event }
deadline-latest-on = spätestens am Tag { $event }
deadline-asap = so bald wie möglich nach { $event }
deadline-in-good-time = rechtzeitig vor { $event }
deadline-asap-plain = so bald wie möglich
deadline-in-good-time-plain = rechtzeitig
deadline-with-limit = { $wish }, { $limit }
deadline-not-required = nicht verlangt
deadline-earliest-of =
    { $phrase }, je nachdem, welches der { $count ->
        [2] beiden
       *[other] { $count }
    } zuerst eintritt
deadline-scoped = { $scope }: { $phrase }
deadline-unit-unstated =
    { $count ->
        [one] Die Quelle sagt nicht, ob ein Kalendertag oder ein Werktag gemeint ist. Der letzte Tag ist in der strengeren Lesart berechnet.
       *[other] Die Quelle sagt nicht, ob Kalendertage oder Werktage gemeint sind. Der letzte Tag ist in der strengeren Lesart berechnet.
    }
deadline-roll-earlier = Ist der letzte Tag kein Werktag, so gilt der Werktag davor.
deadline-roll-earlier-after = Ist der letzte Tag kein Werktag, so gilt der Werktag davor, frühestens aber der erste Werktag nach dem Ereignis.
deadline-roll-later = Ist der letzte Tag kein Werktag, so gilt der nächste Werktag.
deadline-roll-none = Der letzte Tag muss kein Werktag sein.
event-named-after = dem Ereignis „{ $name }“
event-named-before = dem Ereignis „{ $name }“

## Verbindlichkeit.

strength-obligation = Pflicht
strength-recommendation = Empfehlung
strength-case-by-case = im Einzelfall
strength-possibility = Möglichkeit
strength-obligation-means = Dies ist zu tun.
strength-recommendation-means = Dies wird empfohlen.
strength-case-by-case-means = Ob es nötig ist, entscheidet sich im Einzelfall.
strength-possibility-means = Dies kann getan werden, muss aber nicht.
prerequisite-always = { $from } setzt immer voraus: { $to }.
prerequisite-usually = { $from } setzt in der Regel voraus: { $to }.
prerequisite-if = { $from } setzt manchmal voraus: { $to }.
prerequisite-when = { $from } setzt manchmal voraus: { $to }. Wann: { $when }.
gate = Was danach kommt, darf nicht beginnen, bevor dies getan ist.
gate-before =
    { $count ->
        [one] Darf nicht beginnen, bevor dies getan ist: { $tasks }.
       *[other] Darf nicht beginnen, bevor diese getan sind: { $tasks }.
    }
