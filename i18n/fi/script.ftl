### Sanat, jotka selaimen skriptit näyttävät. Tunnus alkaa aina: script-.
### $count valitsee monikon muodon, eikä sitä tulosteta: luku tulostetaan muuttujalla $number. Muut muuttujat ovat tekstejä.

script-data-failed = Suunnitelman tietoja ei voitu hakea. Tarkista verkkoyhteys ja yritä uudelleen. Ohje on luettavissa kokonaan ilman niitä.

## Suunnitelma

script-unnamed = Nimetön suunnitelma
script-plan-number = Suunnitelma { $number }
script-new-begun = Uusi suunnitelma on aloitettu: { $name }. Aiemmat suunnitelmat ovat tallessa.
script-progress =
    { $count ->
        [one] { $done }/{ $number } tehtävä valmis
       *[other] { $done }/{ $number } tehtävää valmiina
    }
script-done = Valmis
script-delete-ask = Poistetaanko suunnitelma ”{ $name }” tästä selaimesta? Poistoa ei voi perua. Voit ensin tallentaa suunnitelman tiedostoon.
script-delete-yes = Poista suunnitelma
script-deleted = Suunnitelma ”{ $name }” on poistettu tästä selaimesta.
script-cancel = Peruuta

## Tallennus selaimeen

script-storage-blocked = Selain ei salli tallentamista. Merkinnät näkyvät, kunnes suljet sivun. Tallenna suunnitelma tiedostoon, jos haluat säilyttää sen.
script-storage-full = Selaimen tallennustila on täynnä. Viimeisimmät merkinnät eivät ole tallessa. Tallenna suunnitelma tiedostoon.
script-storage-newer = Suunnitelma on tehty tämän sivun uudemmalla versiolla. Sitä ei muuteta. Lataa sivu uudelleen.
script-storage-broken = Yhtä tallennettua suunnitelmaa ei voitu lukea. Sen sisältö on tallessa, ja voit tallentaa sen tiedostoon.
script-save-file = Tallenna tiedostoon
script-save-broken = Tallenna sisältö tiedostoon

## Päivät

script-date-not-a-date = ”{ $text }” ei ole päivä. Kirjoita päivä näin: 3.5.2027
script-date-no-such-day = Päivää { $text } ei ole kalenterissa.
script-date-outside-years = Päivä { $text } ei kelpaa: päivät lasketaan vuosille 2000–2100.
script-near-late = Myöhässä
script-near-soon = Pian
script-near-later = Myöhemmin
script-today = Tänään
script-no-date = Ei päivää
script-done-on = Tehty päivänä ({ $event })
script-planned-on = Suunniteltu päivä ({ $event })
script-from-planned = Laskettu suunnitellusta päivästä.
script-reading-calendar-days = Lähde ei kerro, tarkoitetaanko kalenteripäiviä vai arkipäiviä. Päivä on laskettu kalenteripäivinä, jotka ovat tässä tiukempi tulkinta.
script-reading-business-days = Lähde ei kerro, tarkoitetaanko kalenteripäiviä vai arkipäiviä. Päivä on laskettu arkipäivinä, jotka ovat tässä tiukempi tulkinta.
script-other-sources = Muiden lähteiden mukaan:
script-later-source = Lähde on uudempi kuin tämä ohje.
script-too-early =
    { $count ->
        [one] { $number } määräaika on jo mennyt, kun lasketaan tästä päivästä: { $event }. Se on: { $names }. Aikaisin mahdollinen päivä on { $day }.
       *[other] { $number } määräaikaa on jo mennyt, kun lasketaan tästä päivästä: { $event }. Ne ovat: { $names }. Aikaisin mahdollinen päivä on { $day }.
    }
script-too-early-no-day =
    { $count ->
        [one] { $number } määräaika on jo mennyt, kun lasketaan tästä päivästä: { $event }. Se on: { $names }.
       *[other] { $number } määräaikaa on jo mennyt, kun lasketaan tästä päivästä: { $event }. Ne ovat: { $names }.
    }

## Tehtävät

script-check = Tarkista, koskeeko tämä teitä
script-you = sinä
script-owner = Tekijä: { $names }
script-owner-check = Tekijä, tarkista kumpi: { $names }
script-done-by = Tämän tekee { $names }, ei oma organisaationne.
script-because = { $question } Vastasitte: { $answer }.
script-for-audience = { $audience }: { $text }
script-keep = Ota takaisin luetteloon
script-leave = Siirrä pois luettelosta
script-not-yours =
    { $count ->
        [one] Ei oma tehtävä ({ $number })
       *[other] Eivät omia tehtäviä ({ $number })
    }
script-own-fields = Omat merkinnät
script-note = Muistiinpano
script-who = Kuka tekee
script-own-fields-stay = Merkinnät pysyvät tässä selaimessa. Älä kirjoita tähän salassa pidettäviä tietoja.
script-printed-plan = Suunnitelma: { $name }
script-printed-on = Tulostettu { $day }.
script-none-of-these = Ei mikään näistä
script-not-known = En tiedä vielä
script-yes = kyllä
script-no = ei
script-number = { $number }

## Mitä ohjeessa on muuttunut

script-news = Ohje on muuttunut suunnitelman tekemisen jälkeen
script-news-seen = Olen lukenut tämän
script-changed = Muuttunut merkintäsi jälkeen
script-changed-title = Nimi merkittäessä: { $title }.
script-changed-rule = Määräaika merkittäessä: { $rule }.
script-changed-confirm = Edelleen kunnossa
script-changed-reopen = Avaa uudelleen
script-new-task = Uusi tehtävä
script-gone = Poistettu ohjeesta
script-gone-done = Poistettu ohjeesta, oli merkitty valmiiksi
script-replaced = Tilalla on:

## Vienti ja tuonti

script-calendar-empty = Kalenteriin ei ole vietävää: yhdelläkään avoimella tehtävällä ei ole päivää. Anna ensin päivä, josta määräajat lasketaan.
script-link-label = Linkki suunnitelmaan
script-link-notes = Ota mukaan muistiinpanot ja tekijöiden nimet
script-link-copy = Kopioi
script-link-copied = Linkki on kopioitu.
script-link-select = Linkki on valittuna. Kopioi se näppäimillä Ctrl ja C.
script-link-too-big = Suunnitelma ei mahdu linkkiin. Tallenna se tiedostoon.
script-import-found =
    { $count ->
        [one] Tuotava suunnitelma: { $name }. Valmiina { $done }/{ $number } tehtävä.
       *[other] Tuotava suunnitelma: { $name }. Valmiina { $done }/{ $number } tehtävää.
    }
script-import-edited = Tiedostoa on muokattu tai se on vioittunut: tarkistussumma ei täsmää. Tarkista sisältö tuonnin jälkeen.
script-import-differences =
    { $count ->
        [one] Yhdistäminen muuttaisi { $number } kohdan omassa suunnitelmassasi ”{ $name }”.
       *[other] Yhdistäminen muuttaisi { $number } kohtaa omassa suunnitelmassasi ”{ $name }”.
    }
script-import-new = Tuo uutena
script-import-merge = Yhdistä omaan
script-import-done = Suunnitelma on tuotu: { $name }.
script-refused-not-a-plan = Tiedosto ei ole suunnitelma. Mitään ei muutettu.
script-refused-broken = Suunnitelma on vioittunut, eikä sitä voi lukea. Mitään ei muutettu.
script-refused-newer = Suunnitelma on tehty tämän sivun uudemmalla versiolla. Lataa sivu uudelleen ja yritä sitten. Mitään ei muutettu.
script-refused-foreign = Suunnitelma on toiselta sivustolta. Mitään ei muutettu.
script-refused-other-guide = Suunnitelma koskee toista ohjetta. Avaa se ohje ja tuo suunnitelma siellä. Mitään ei muutettu.
script-refused-too-big = Suunnitelma on liian suuri. Mitään ei muutettu.
script-refused-unsupported = Tämä selain ei osaa lukea linkissä olevaa suunnitelmaa. Käytä tiedostoa. Mitään ei muutettu.

## Taulukko

script-column-code = Tunnus
script-column-task = Tehtävä
script-column-phase = Vaihe
script-column-place = Koskeeko
script-column-due = Määräpäivä
script-column-rule = Määräaika
script-column-owner = Tekijä
script-column-who = Kuka tekee
script-column-done = Tila
script-column-note = Muistiinpano
script-column-address = Osoite
script-place-own = kyllä
script-place-check = tarkista
script-place-other = muu tekee
script-place-out = ei

## Yhteinen suunnitelma ja ohjeen haku

script-asked-by = Ohjeet: { $guides }
script-missing = Puuttuu ensin
script-missing-check = Tarkista, onko käytössä
script-planner-none = Valitse vähintään yksi ohje.
script-planner-count =
    { $count ->
        [one] { $number } tehtävä
       *[other] { $number } tehtävää
    }
script-planner-dates = Päivät: { $guide }
script-finder-count =
    { $count ->
        [one] { $number } ohje sopii vastauksiin.
       *[other] { $number } ohjetta sopii vastauksiin.
    }
script-finder-none = Mikään ohje ei sovi kaikkiin vastauksiin. Muuta jotakin vastausta.

## Tietosuojan sivu

script-stored =
    { $count ->
        [one] Selaimessa on { $number } tämän sivuston tieto: { $keys }
       *[other] Selaimessa on { $number } tämän sivuston tietoa: { $keys }
    }
script-stored-none = Selaimessa ei ole tämän sivuston tietoja.
script-stored-ask = Poistetaanko kaikki suunnitelmat ja valinnat tästä selaimesta? Poistoa ei voi perua. Paina painiketta uudelleen, jos haluat poistaa ne.
script-stored-removed = Tiedot on poistettu tästä selaimesta.
