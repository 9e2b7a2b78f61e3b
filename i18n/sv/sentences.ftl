### Meningar som bildas av uppgifterna: villkor, tidsfrister, hur bindande något är.
### Ordet efter $count böjs efter talet; talen formateras enligt språket.

## Tidslängder. $unit: days, business-days, weeks, months.

duration =
    { $unit ->
        [days] { $count ->
            [one] { $count } dag
           *[other] { $count } dagar
        }
        [business-days] { $count ->
            [one] { $count } vardag
           *[other] { $count } vardagar
        }
        [weeks] { $count ->
            [one] { $count } vecka
           *[other] { $count } veckor
        }
       *[months] { $count ->
            [one] { $count } månad
           *[other] { $count } månader
        }
    }
duration-after =
    { $unit ->
        [days] { $count ->
            [one] { $count } dag efter
           *[other] { $count } dagar efter
        }
        [business-days] { $count ->
            [one] { $count } vardag efter
           *[other] { $count } vardagar efter
        }
        [weeks] { $count ->
            [one] { $count } vecka efter
           *[other] { $count } veckor efter
        }
       *[months] { $count ->
            [one] { $count } månad efter
           *[other] { $count } månader efter
        }
    }
quantity = { $number } { $unit }

## Villkor. $clauses: bisatser utan stor begynnelsebokstav och punkt.

condition-always = Gäller alla.
condition-sentence = Gäller er om { $clauses }.
condition-not = det inte är så att { $clause }
condition-either = antingen { $clauses }
# Långa delar skiljs åt med komma, den sista fogas till så här.
condition-all-next = { $before }, om { $next }
condition-all-last = { $before }, och om { $last }
condition-any-next = { $before }, om { $next }
condition-any-last = { $before }, eller om { $last }
# Villkor som ska uppfyllas tillsammans inne i ett alternativ.
condition-both-next = { $before }, { $next }
condition-both-last = { $before } och samtidigt { $last }
condition-group = ({ $clauses })
# I reserv, när frågan inte har en egen sats.
condition-answers = svaret på frågan ”{ $question }” är { $answers }
condition-over = svaret på frågan ”{ $question }” är över { $threshold }
condition-threshold-without-number = en gräns som källan inte anger i siffror

## Vad guiden förutsätter.

given-sentence = Guiden utgår från att { $clauses }.
given-next = { $before }, att { $next }
given-last = { $before } och att { $last }
given-none = inget har valts som svar på frågan ”{ $question }”

## Tidsfrister. $event: händelsen i den form som dess uppgifter ger.

deadline-latest-after = senast { duration-after } { $event }
deadline-latest-before = senast { duration } före { $event }
deadline-latest-on = senast samma dag som { $event }
deadline-asap = så snart som möjligt efter { $event }
deadline-in-good-time = i god tid före { $event }
deadline-asap-plain = så snart som möjligt
deadline-in-good-time-plain = i god tid
deadline-with-limit = { $wish }, { $limit }
deadline-not-required = krävs inte
deadline-earliest-of =
    { $phrase }, beroende på { $count ->
        [2] vilketdera som kommer först
       *[other] vilket som kommer först
    }
deadline-scoped = { $scope }: { $phrase }
deadline-unit-unstated =
    { $count ->
        [one] Källan säger inte om kalenderdag eller vardag avses. Den sista dagen har räknats enligt den strängare tolkningen.
       *[other] Källan säger inte om kalenderdagar eller vardagar avses. Den sista dagen har räknats enligt den strängare tolkningen.
    }
deadline-roll-earlier = Om den sista dagen inte är en vardag är det den närmast föregående vardagen som gäller.
deadline-roll-earlier-after = Om den sista dagen inte är en vardag är det den närmast föregående vardagen som gäller, dock tidigast den första vardagen efter händelsen.
deadline-roll-later = Om den sista dagen inte är en vardag är det följande vardag som gäller.
deadline-roll-none = Den sista dagen kan också vara någon annan dag än en vardag.
# I reserv, när händelsen inte har fått någon egen form.
event-named-after = händelsen ”{ $name }”
event-named-before = händelsen ”{ $name }”

## Hur bindande något är.

strength-obligation = skyldighet
strength-recommendation = rekommendation
strength-case-by-case = avgörs från fall till fall
strength-possibility = möjlighet
strength-obligation-means = Detta ska göras.
strength-recommendation-means = Detta rekommenderas.
strength-case-by-case-means = Behovet avgörs från fall till fall.
strength-possibility-means = Detta kan göras, men det krävs inte.
prerequisite-always = { $from } förutsätter alltid { $to }.
prerequisite-usually = { $from } förutsätter i regel { $to }.
prerequisite-if = { $from } förutsätter i vissa fall { $to }.
prerequisite-when = { $from } förutsätter { $to } om { $when }.
gate = Uppgifter som kommer efter denna får inte påbörjas förrän denna är gjord.
gate-before =
    { $count ->
        [one] Får inte påbörjas förrän detta är gjort: { $tasks }.
       *[other] Får inte påbörjas förrän följande är gjorda: { $tasks }.
    }
