# Sanat, jotka näkymät itse muodostavat.

alert-note = Huomaa
alert-tip = Vinkki
alert-important = Tärkeää
alert-warning = Varoitus
alert-caution = Ole tarkkana
footnote-reference = Alaviite { $number }
footnote-back = Takaisin alaviitteen { $number } viittaukseen
graph-title = Edellytykset kaaviona. Sama tieto on luettelona kaavion jälkeen.
home = Etusivu
not-found-title = Sivua ei löydy
notice-duty-none = ilmoitusta ei tarvita
notice-channel-unknown = lähde ei kerro, miten ilmoitetaan
parity-both = molemmat sanovat saman
parity-partial = molemmat, mutta eri laajuudessa
parity-only = { $lang ->
    [fi] vain suomenkielinen lähde
    [sv] vain ruotsinkielinen lähde
    [en] vain englanninkielinen lähde
    [de] vain saksankielinen lähde
   *[other] vain yksi lähde ({ $lang })
}
parity-contradiction = lähteet ovat ristiriidassa
index-kind-term = termi
index-kind-guide = ohje
index-kind-role = rooli
index-kind-task = tehtävä
index-kind-section = sivulla { $page }
language-name = { $lang ->
    [fi] suomi
    [sv] ruotsi
    [en] englanti
    [de] saksa
   *[other] { $lang }
}

print-slug = tulosta
print-link = Koko ohje tulostettavana
print-back = Takaisin ohjeeseen
print-title = Tulostettava ohje: { $title }
print-crumb = Tulostettava ohje
timeline-title = Määräajat aikajanalla: kuinka kauan ennen tapahtumaa tai sen jälkeen. Samat tiedot ovat luettelona aikajanan jälkeen.
timeline-event = Tapahtuma
