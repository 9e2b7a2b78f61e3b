### Sivujen kiinteät tekstit. Lauseet, jotka muodostetaan tiedoista, ovat tiedostossa sentences.ftl.

## Sivun kehys

skip-to-content = Siirry sisältöön
main-navigation = Päävalikko
menu = Valikko
language-switch = Kieli
breadcrumbs = Sijainti sivustolla
footer-navigation = Tietoa sivustosta
contents-title = Tällä sivulla
contents-letters = Alkukirjaimet
as-of = Säännöt sellaisina kuin ne olivat { $date }.
as-of-short = Tilanne { $date }
as-of-more = Mitä päivä tarkoittaa?
language-missing = Tätä sivua ei ole kielellä { $language }. Linkki vie lähimmälle sivulle, joka sillä on.
published-by = Julkaisija:
feedback = Palaute:
page-changed = Sivu on muuttunut viimeksi { $date }.
print-source = Tulostettu sivulta { $address }.
needs-script = Tämä toiminto tarvitsee JavaScriptin, joka on selaimessasi poissa käytöstä. Muu sisältö toimii ilman sitä.
theme-legend = Sivun värit
theme-system = Laitteen mukaan
theme-light = Vaaleat
theme-dark = Tummat

## Huomautukset

behind-title = Tämä kohta ei ole ajan tasalla
behind-text = Kohdan todettiin vastaavan muita kieliä viimeksi { $date }. Sen jälkeen toisen kielen teksti on muuttunut.
behind-never = Toisen kielen teksti on uudempi, eikä tätä kohtaa ole vielä verrattu siihen.
behind-newer = Uudempi teksti:
later-title = Myöhempää tietoa
later-text = Nämä lähteet ovat tilannepäivää uudempia. Ohje kertoo niistä muttei noudata niitä.
later-holds-title = Uudempaa tietoa
later-holds-text = Nämä tiedot ovat ohjeen tekstiä uudempia, ja ne olivat voimassa jo tilannepäivänä.
later-since = { $date } alkaen:
retired-title = Ei enää voimassa { $date } alkaen
retired-replaced = Tilalle on tullut:
conflict-title = Lähteet ovat eri mieltä
conflict-follows = Ohje noudattaa:

## Lähteet ja väitteet

sources-label = Lähde:
sources-count =
    { $count ->
        [one] Lähde ({ $count })
       *[other] Lähteet ({ $count })
    }
sources-later-title = Tilannepäivää uudemmat lähteet
date-assumed = (oletettu päivä)
date-unknown = päivä ei ole tiedossa
source-later = tilannepäivää uudempi
source-is-later = Tämä lähde on tilannepäivää uudempi
source-current = voimassa tilannepäivänä
source-historical = aikansa kuvaus
source-superseded = korvattu
source-title = Otsikko
source-publisher = Julkaisija
source-date = Päivä
source-language = Kieli
source-status = Tila
source-superseded-by = Korvaaja
source-parallel = Sama sivu toisella kielellä
source-address = Osoite
source-facts =
    { $count ->
        [one] { $count } väite
       *[other] { $count } väitettä
    }, joista ohjeissa käytössä { $used }, taustatietoa { $background }
source-facts-title =
    { $count ->
        [one] Mitä lähde sanoo: { $count } väite
       *[other] Mitä lähde sanoo: { $count } väitettä
    }
fact-background = taustatietoa
fact-topics = Vertailun kohta:
fact-used-by = Käytetään sivuilla:
fact-unused = Mikään ohje ei vielä käytä tätä.
variant-ruled = ohje noudattaa tätä
variant-later = myöhempää tietoa
variant-later-since = myöhempää tietoa, { $date } alkaen
variant-earlier = aiempi tieto
variant-scope = Koskee vain:

## Ehdot ja määräajat

clause-all = kaikki nämä pitävät paikkansa:
clause-any = ainakin yksi näistä pitää paikkansa:
condition-as-list = Ehto luettelona
applies-always = Koskee kaikkia.
applies-when = Koskee teitä, jos { $clause }.
applies-when-label = Koskee teitä, jos:
applies-maybe = tilanteen mukaan
role-when = jos { $clause }
role-check = tarkista
due-anchors = Aika lasketaan tästä:
due-variants =
    { $count ->
        [one] Mitä lähde sanoo
       *[other] Mitä eri lähteet sanovat ({ $count })
    }
deadline-tasks =
    { $count ->
        [one] Tehtävä:
       *[other] Tehtävät:
    }
prerequisite-checked =
    { $count ->
        [one] Tarkistetaan tehtävässä:
       *[other] Tarkistetaan tehtävissä:
    }
requirement-always = aina
requirement-usually = yleensä
requirement-if = joissakin tapauksissa
prerequisites-list = Sama luettelona
prerequisites-requires = Edellyttää:

## Etusivu ja ohjeiden luettelo

home-roles = Löydä oma osuutesi
home-conflicts =
    { $count ->
        [one] Lähteet ovat yhdessä asiassa eri mieltä
       *[other] Lähteet ovat eri mieltä { $count } asiasta
    }
home-conflicts-text = Näytämme kaikki kannat ja kerromme, mitä ohjeet noudattavat ja miksi:
home-changes = Viimeksi muuttunutta
guide-tasks =
    { $certain ->
        [one] { $certain } tehtävä
       *[other] { $certain } tehtävää
    }{ $possible ->
        [0] .
        [one] {""} ja { $possible } tilanteen mukaan.
       *[other] {""} ja { $possible } tilanteen mukaan.
    }
guide-progress = Suunnitelmassasi tehty: { $count }
guide-lead-time = Pisin ennakkoaika: { $time }.

## Ohje

guide-about = Aihe:
guide-spreadsheet = Lataa tehtävät taulukkona
guide-given = Mitä ohje olettaa
guide-given-text = Ohje lähtee siitä, että
guide-prerequisites =
    { $count ->
        [one] Mitä pitää olla kunnossa ennen aloittamista ({ $count } edellytys)
       *[other] Mitä pitää olla kunnossa ennen aloittamista ({ $count } edellytystä)
    }
guide-audience = Jos olet:
guide-audience-tasks = Mitkä tehtävät muuttuvat ja miksi
audience-only = Teitä koskevat vain nämä tehtävät:
audience-without = Nämä tehtävät eivät koske teitä:
audience-extra = Näiden lisäksi teitä koskevat:
guide-without = Tehtävät, jotka eivät kuulu tähän
guide-conflicts = Missä lähteet ovat eri mieltä
guide-conflicts-text = Nämä ristiriidat vaikuttavat ohjeen tehtäviin.
steps-label = Ohjeen tehtävät vaiheittain
step-added = Miksi tehtävä on mukana:
step-how = Näin teet
step-owner = Tekijä:
print-audiences = Kenelle ohje on erilainen
ticks-not-kept = Voit merkitä tehtäviä tehdyiksi ja tulostaa luettelon, mutta merkinnät eivät säily: säilyttämiseen tarvitaan JavaScript.
not-yours = Ei koske teitä
order-by-phase = Vaiheittain
order-by-date = Aikajärjestyksessä

## Tehtävä

task-due = Määräaika
task-due-how = Miten määräaika lasketaan
task-owner = Tekijä
task-with = Mukana
task-strength = Velvoittavuus
task-applies = Ketä koskee
task-phase = Vaihe
task-behind =
    { $count ->
        [one] Ei saa aloittaa ennen kuin tämä on tehty:
       *[other] Ei saa aloittaa ennen kuin nämä on tehty:
    }
task-checks = Edellytykset, jotka tässä varmistetaan
task-uses = Mitä tarvitaan
task-after = Ennen tätä tehdään
task-guides = Ohjeet, joissa tehtävä on
task-in-guides =
    { $count ->
        [one] Mukana { $count } ohjeessa
       *[other] Mukana { $count } ohjeessa
    }
changes-count =
    { $count ->
        [one] Muutoshistoria ({ $count } muutos)
       *[other] Muutoshistoria ({ $count } muutosta)
    }

## Ilmoitukset

notice-name = Ilmoitus
notice-on = Milloin tarvitaan
notice-how = Miten
notice-form = Lomake
notice-channel = Lähetystapa
notice-due = Määräaika
notice-no-due = ei määräaikaa
notices-filter = Näytä ilmoitukset, kun kyseessä on:
steps-filter = Näytä tehtävät, joissa mukana on:
filter-all = kaikki
notice-who = Lähettäjä ja vastaanottaja
notice-sender = Lähettäjä
notice-receiver = Vastaanottaja
notice-not-required = ei vaadita
notice-details = Ilmoitukset yksitellen
notice-tasks =
    { $count ->
        [one] Tehtävä, jossa ilmoitus lähetetään:
       *[other] Tehtävät, joissa ilmoitus lähetetään:
    }

## Ristiriidat ja vertailu

conflict-says = Mitä lähteet sanovat
conflict-ruling = Mitä ohje noudattaa
conflict-no-ruling = Tilannepäivälle ei ole ratkaisua.
conflict-topic = Aihe
conflict-about = Koskee
conflict-tasks = Tehtävät
conflict-from = Voimassa alkaen
conflict-decided = Ratkaisu tehty
parity-topic = Kohta
parity-state = Tila
parity-nothing = ei mainita

## Rekisterit: tiedot, roolit, termit

record-of = Osa kokonaisuutta
record-parts = Osat
record-earlier = Aikaisempi nimi
record-later-names = Myöhempi nimi
record-guides = Ohjeet
record-requires = Mitä tämä edellyttää
record-required-by = Mikä edellyttää tätä
record-tasks = Tehtävät
roles-others = Muut osapuolet
role-owns = Tehtävät, jotka teet
role-takes-part = Tehtävät, joissa olet mukana
role-notices = Ilmoitukset, jotka lähetät
term-others = Muilla kielillä
term-also = Myös
term-older = Aikaisemmin
term-later = Myöhemmin
name-since = { $date } alkaen

## Muutokset

changes-title = Ohjeiden muutokset
changes-rulings = Muuttuneet ratkaisut
changes-before = Aikaisempi ratkaisu:
changes-later = Mitä myöhemmät lähteet kertovat
changes-variants = Myöhemmin muuttuneet määräajat ja menettelyt
changes-names = Myöhemmät nimet
changes-earlier-names = Aikaisemmat nimet
changes-feed = Tilaa muutokset syötteenä (Atom)

## Kysymykset

answer-yes = Kyllä
answer-no = Ei
answer-unknown = En tiedä vielä
questions-title = Rajaa luettelo omaan tilanteeseen
questions-text = Vastaa niihin kysymyksiin, joihin tiedät vastauksen. Tehtävä jää pois vain, kun se ei varmasti koske teitä.
questions-submit = Näytä meitä koskevat tehtävät
finder-title = Vastaa kysymyksiin
finder-submit = Näytä sopivat ohjeet

## Oma suunnitelma

plan-title = Oma suunnitelma
plan-kept-here = Merkinnät, päivät ja vastaukset pysyvät tässä selaimessa.
plan-choose = Suunnitelma
plan-name = Suunnitelman nimi
plan-dates = Päivät, joista määräajat lasketaan
plan-date-help = Kirjoita päivä näin: 3.5.2027
plan-update = Päivitä määräajat
plan-move = Vie, tuo tai poista
plan-calendar = Vie kalenteriin
plan-table = Vie taulukkona
plan-export = Tallenna tiedostoon
plan-link = Kopioi linkki
plan-import = Tuo suunnitelma tiedostosta
plan-new = Aloita uusi suunnitelma
plan-delete = Poista suunnitelma
planner-title = Suunnittele useita muutoksia yhdessä
planner-submit = Näytä yhteinen tehtäväluettelo
storage-title = Selaimeen tallennetut tiedot
storage-delete = Poista kaikki tallennetut tiedot

## Saavutettavuusseloste

accessibility-level = Miten vaatimukset täyttyvät
accessibility-full = Sivusto täyttää saavutettavuusvaatimukset kokonaan (WCAG 2.1, tasot A ja AA).
accessibility-partial = Sivusto täyttää saavutettavuusvaatimukset osittain (WCAG 2.1, tasot A ja AA). Puutteet on lueteltu alla.
accessibility-none = Sivusto ei täytä saavutettavuusvaatimuksia (WCAG 2.1, tasot A ja AA). Puutteet on lueteltu alla.
accessibility-issues = Sisältö, joka ei ole saavutettavaa
accessibility-criterion = ({ $criterion })
accessibility-feedback = Huomasitko puutteen?
accessibility-feedback-text =
    { $days ->
        [one] Kerro siitä meille. Vastaamme { $days } päivän kuluessa.
       *[other] Kerro siitä meille. Vastaamme { $days } päivän kuluessa.
    }
accessibility-supervisor = Valvontaviranomainen
accessibility-supervisor-text = Jos et ole tyytyväinen vastaukseen tai et saa vastausta määräajassa, voit tehdä ilmoituksen valvontaviranomaiselle. Se kertoo, miten ilmoitus tehdään ja miten asia käsitellään.
accessibility-made-title = Miten seloste on tehty
accessibility-made = Seloste on laadittu { $date }.
accessibility-method-self = Arvio perustuu itse tehtyyn tarkistukseen.
accessibility-method-outside = Arvion on tehnyt ulkopuolinen asiantuntija.
accessibility-reviewed = Seloste on tarkistettu viimeksi { $date }.
rail-title = Samaan kokonaisuuteen kuuluvat sivut
