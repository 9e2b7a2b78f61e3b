### Lauseet, jotka muodostetaan tiedoista: ehdot, määräajat, velvoittavuus.
### Muuttujan $count perässä oleva sana taipuu luvun mukaan; numerot muotoillaan kielen mukaan.

## Kestot. $unit: days, business-days, weeks, months.

duration =
    { $unit ->
        [days] { $count ->
            [one] { $count } päivä
           *[other] { $count } päivää
        }
        [business-days] { $count ->
            [one] { $count } arkipäivä
           *[other] { $count } arkipäivää
        }
        [weeks] { $count ->
            [one] { $count } viikko
           *[other] { $count } viikkoa
        }
       *[months] { $count ->
            [one] { $count } kuukausi
           *[other] { $count } kuukautta
        }
    }
# Sanan "kuluttua" kanssa genetiivi: 2 päivän kuluttua.
duration-after =
    { $unit ->
        [days] { $count } päivän kuluttua
        [business-days] { $count } arkipäivän kuluttua
        [weeks] { $count } viikon kuluttua
       *[months] { $count } kuukauden kuluttua
    }
quantity = { $number } { $unit }

## Ehdot. $clauses: sivulauseita ilman isoa alkukirjainta ja pistettä.

condition-always = Koskee kaikkia.
condition-sentence = Koskee teitä, jos { $clauses }.
condition-not = ei ole niin, että { $clause }
condition-either = joko { $clauses }
# Pitkät osat erotetaan pilkuin, viimeinen liitetään näin.
condition-all-next = { $before }, { $next }
condition-all-last = { $before }, ja { $last }
condition-any-next = { $before }, jos { $next }
condition-any-last = { $before }, tai jos { $last }
# Yhdessä täyttyvät ehdot vaihtoehdon sisällä.
condition-both-next = { $before }, { $next }
condition-both-last = { $before } ja samalla { $last }
condition-group = ({ $clauses })
# Varalla, kun kysymyksellä ei ole omaa lausettaan.
condition-answers = vastaus kysymykseen ”{ $question }” on { $answers }
condition-over = vastaus kysymykseen ”{ $question }” on yli { $threshold }
condition-threshold-without-number = rajan, jolle lähde ei anna lukua

## Mitä ohje olettaa.

given-sentence = Ohje lähtee siitä, että { $clauses }.
given-next = { $before }, { $next }
given-last = { $before }, ja { $last }
given-none = kysymykseen ”{ $question }” ei ole valittu mitään

## Määräajat. $event: tapahtuma siinä muodossa, jonka sen tiedot antavat.

deadline-latest-after = viimeistään { duration-after } { $event }
deadline-latest-before = viimeistään { duration } ennen { $event }
deadline-latest-on = viimeistään samana päivänä kuin { $event }
deadline-asap = mahdollisimman pian { $event } lukien
deadline-in-good-time = hyvissä ajoin ennen { $event }
deadline-asap-plain = mahdollisimman pian
deadline-in-good-time-plain = hyvissä ajoin
deadline-with-limit = { $wish }, { $limit }
deadline-not-required = ei vaadita
deadline-earliest-of =
    { $phrase } sen mukaan, { $count ->
        [2] kumpi on aikaisemmin
       *[other] mikä niistä on ensin
    }
deadline-scoped = { $scope }: { $phrase }
deadline-unit-unstated =
    { $count ->
        [one] Lähde ei kerro, tarkoitetaanko kalenteripäivää vai arkipäivää. Määräpäivä on laskettu tiukemman tulkinnan mukaan.
       *[other] Lähde ei kerro, tarkoitetaanko kalenteripäiviä vai arkipäiviä. Määräpäivä on laskettu tiukemman tulkinnan mukaan.
    }
deadline-roll-earlier = Jos määräpäivä ei ole arkipäivä, määräaika päättyy jo edellisenä arkipäivänä.
deadline-roll-earlier-after = Jos määräpäivä ei ole arkipäivä, määräaika päättyy jo edellisenä arkipäivänä, kuitenkin aikaisintaan tapahtumaa seuraavana arkipäivänä.
deadline-roll-later = Jos määräpäivä ei ole arkipäivä, määräaika päättyy vasta seuraavana arkipäivänä.
deadline-roll-none = Määräpäivä voi olla muukin kuin arkipäivä.
# Varalla, kun tapahtumalle ei ole annettu taivutettua muotoa.
event-named-after = tapahtumasta ”{ $name }”
event-named-before = tapahtumaa ”{ $name }”

## Velvoittavuus.

strength-obligation = velvoite
strength-recommendation = suositus
strength-case-by-case = harkitaan tapauskohtaisesti
strength-possibility = mahdollisuus
strength-obligation-means = Tämä on tehtävä.
strength-recommendation-means = Tätä suositellaan.
strength-case-by-case-means = Tarve ratkaistaan tapauskohtaisesti.
strength-possibility-means = Tämän voi tehdä, mutta sitä ei vaadita.
prerequisite-always = { $from }: edellytyksenä aina { $to }.
prerequisite-usually = { $from }: edellytyksenä yleensä { $to }.
prerequisite-if = { $from }: edellytyksenä joissakin tapauksissa { $to }.
prerequisite-when = { $from }: edellytyksenä { $to }, jos { $when }.
gate = Tämän jälkeisiä tehtäviä ei saa aloittaa ennen kuin tämä on tehty.
gate-before =
    { $count ->
        [one] Ei saa aloittaa ennen kuin tämä on tehty: { $tasks }.
       *[other] Ei saa aloittaa ennen kuin nämä on tehty: { $tasks }.
    }
