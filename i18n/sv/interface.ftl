### Sidornas fasta texter. Meningar som bildas av uppgifter finns i filen sentences.ftl.

## Sidans ram

skip-to-content = Gå till innehållet
main-navigation = Huvudmeny
menu = Meny
language-switch = Språk
breadcrumbs = Plats på webbplatsen
footer-navigation = Om webbplatsen
contents-title = På den här sidan
contents-letters = Begynnelsebokstäver
as-of = Reglerna så som de gällde { $date }.
as-of-short = Läget { $date }
as-of-more = Vad betyder datumet?
language-missing = Den här sidan finns inte på språket { $language }. Länken leder till den närmaste sidan som finns på det.
published-by = Utgivare:
feedback = Respons:
page-changed = Sidan ändrades senast { $date }.
print-source = Utskriven från { $address }.
needs-script = Den här funktionen kräver JavaScript, som är avstängt i din webbläsare. Resten av innehållet fungerar utan det.
theme-legend = Sidans färger
theme-system = Enligt enheten
theme-light = Ljusa
theme-dark = Mörka

## Anmärkningar

behind-title = Det här avsnittet är inte uppdaterat
behind-text = Avsnittet konstaterades senast motsvara de andra språken { $date }. Därefter har texten på det andra språket ändrats.
behind-never = Texten på det andra språket är nyare, och det här avsnittet har ännu inte jämförts med den.
behind-newer = Nyare text:
later-title = Senare information
later-text = De här källorna är nyare än den dag som guiderna beskriver. Vi berättar om dem men följer dem inte.
later-holds-title = Nyare information
later-holds-text = De här uppgifterna är nyare än texten i guiden och gällde redan den dag som guiderna beskriver.
later-since = Från och med { $date }:
retired-title = Gäller inte längre från och med { $date }
retired-replaced = Har ersatts av:
conflict-title = Källorna är oense
conflict-follows = Guiden följer:

## Källor och påståenden

sources-label = Källa:
sources-count =
    { $count ->
        [one] Källa ({ $count })
       *[other] Källor ({ $count })
    }
sources-later-title = Källor som är nyare än den beskrivna dagen
date-assumed = (antaget datum)
date-unknown = datumet är inte känt
source-later = nyare än den beskrivna dagen
source-is-later = Den här källan är nyare än den dag som guiderna beskriver
source-current = gällde den beskrivna dagen
source-historical = beskriver sin tid
source-superseded = ersatt
source-title = Rubrik
source-publisher = Utgivare
source-date = Datum
source-language = Språk
source-status = Status
source-superseded-by = Ersatt av
source-parallel = Samma sida på ett annat språk
source-address = Adress
source-facts =
    { $count ->
        [one] { $count } påstående
       *[other] { $count } påståenden
    }, av dem används { $used } i guiderna och { $background } är bakgrund
source-facts-title =
    { $count ->
        [one] Vad källan säger: { $count } påstående
       *[other] Vad källan säger: { $count } påståenden
    }
fact-background = bakgrund
fact-topics = Punkt i jämförelsen:
fact-used-by = Används på sidorna:
fact-unused = Ingen guide använder detta ännu.
variant-ruled = guiden följer detta
variant-later = senare information
variant-later-since = senare information, från och med { $date }
variant-earlier = tidigare information
variant-scope = Gäller bara:

## Villkor och tidsfrister

clause-all = allt detta stämmer:
clause-any = minst ett av dessa stämmer:
condition-as-list = Villkoret som lista
applies-always = Gäller alla.
applies-when = Gäller er om { $clause }.
applies-when-label = Gäller er om:
applies-maybe = beroende på situationen
role-when = om { $clause }
role-check = kontrollera
due-anchors = Tiden räknas från detta:
due-variants =
    { $count ->
        [one] Vad källan säger
       *[other] Vad de olika källorna säger ({ $count })
    }
deadline-tasks =
    { $count ->
        [one] Uppgift:
       *[other] Uppgifter:
    }
prerequisite-checked =
    { $count ->
        [one] Kontrolleras i uppgiften:
       *[other] Kontrolleras i uppgifterna:
    }
requirement-always = alltid
requirement-usually = i regel
requirement-if = i vissa fall
prerequisites-list = Samma som lista
prerequisites-requires = Förutsätter:

## Startsidan och listan över guider

home-roles = Hitta din egen del
home-conflicts =
    { $count ->
        [one] Källorna är oense i en fråga
       *[other] Källorna är oense i { $count } frågor
    }
home-conflicts-text = Vi visar alla ståndpunkter och berättar vad guiderna följer och varför:
home-changes = Senast ändrat
guide-tasks =
    { $certain ->
        [one] { $certain } uppgift
       *[other] { $certain } uppgifter
    }{ $possible ->
        [0] .
        [one] {""} och { $possible } beroende på situationen.
       *[other] {""} och { $possible } beroende på situationen.
    }
guide-progress = Gjorda i din plan: { $count }
guide-lead-time = Längsta framförhållning: { $time }.

## Guiden

guide-about = Ämne:
guide-spreadsheet = Ladda ner uppgifterna som tabell
guide-given = Vad guiden utgår från
guide-given-text = Guiden utgår från att
guide-prerequisites =
    { $count ->
        [one] Vad som ska vara i ordning innan ni börjar ({ $count } förutsättning)
       *[other] Vad som ska vara i ordning innan ni börjar ({ $count } förutsättningar)
    }
guide-audience = Om du är:
guide-audience-tasks = Vilka uppgifter som ändras och varför
audience-only = Bara de här uppgifterna gäller er:
audience-without = De här uppgifterna gäller inte er:
audience-extra = Dessutom gäller de här uppgifterna er:
guide-without = Uppgifter som inte hör hit
guide-conflicts = Där källorna är oense
guide-conflicts-text = De här motstridigheterna påverkar uppgifterna i guiden.
steps-label = Guidens uppgifter i faser
step-added = Varför uppgiften är med:
step-how = Så här gör ni
step-owner = Utförs av:
print-audiences = För vem guiden är annorlunda
ticks-not-kept = Du kan kryssa för uppgifter och skriva ut listan, men kryssen sparas inte: för det behövs JavaScript.
not-yours = Gäller inte er
order-by-phase = Enligt fas
order-by-date = I tidsordning

## Uppgiften

task-due = Tidsfrist
task-due-how = Hur tidsfristen räknas
task-owner = Utförs av
task-with = Medverkar
task-strength = Bindande verkan
task-applies = Vem uppgiften gäller
task-phase = Fas
task-behind =
    { $count ->
        [one] Får inte påbörjas förrän den här uppgiften är utförd:
       *[other] Får inte påbörjas förrän de här uppgifterna är utförda:
    }
task-checks = Förutsättningar som säkerställs här
task-uses = Det här behövs
task-after = Görs före detta
task-guides = Guider där uppgiften ingår
task-in-guides =
    { $count ->
        [one] Ingår i { $count } guide
       *[other] Ingår i { $count } guider
    }
changes-count =
    { $count ->
        [one] Ändringshistorik ({ $count } ändring)
       *[other] Ändringshistorik ({ $count } ändringar)
    }

## Anmälningar

notice-name = Anmälan
notice-on = När den behövs
notice-how = Hur
notice-form = Blankett
notice-channel = Sändningssätt
notice-due = Tidsfrist
notice-no-due = ingen tidsfrist
notices-filter = Visa anmälningarna vid:
steps-filter = Visa uppgifterna för:
filter-all = alla
notice-who = Avsändare och mottagare
notice-sender = Avsändare
notice-receiver = Mottagare
notice-not-required = krävs inte
notice-details = Anmälningarna en för en
notice-tasks =
    { $count ->
        [one] Uppgift där anmälan skickas:
       *[other] Uppgifter där anmälan skickas:
    }

## Motstridigheter och jämförelse

conflict-says = Vad källorna säger
conflict-ruling = Vad guiden följer
conflict-no-ruling = Det finns inget avgörande för den beskrivna dagen.
conflict-topic = Ämne
conflict-about = Gäller
conflict-tasks = Uppgifter
conflict-from = Gäller från och med
conflict-decided = Avgjort
parity-topic = Punkt
parity-state = Läge
parity-nothing = nämns inte

## Register: uppgifter, roller, termer

record-of = Del av
record-parts = Delar
record-earlier = Tidigare namn
record-later-names = Senare namn
record-guides = Guider
record-requires = Vad detta förutsätter
record-required-by = Vad som förutsätter detta
record-tasks = Uppgifter
roles-others = Övriga parter
role-owns = Uppgifter som du utför
role-takes-part = Uppgifter som du medverkar i
role-notices = Anmälningar som du skickar
term-others = På andra språk
term-also = Även
term-older = Tidigare
term-later = Senare
name-since = från och med { $date }

## Ändringar

changes-title = Ändringar i guiderna
changes-rulings = Ändrade avgöranden
changes-before = Tidigare avgörande:
changes-later = Vad senare källor berättar
changes-variants = Tidsfrister och förfaranden som senare har ändrats
changes-names = Senare namn
changes-earlier-names = Tidigare namn
changes-feed = Prenumerera på ändringarna som flöde (Atom)

## Frågor

answer-yes = Ja
answer-no = Nej
answer-unknown = Jag vet inte ännu
questions-title = Begränsa listan till er situation
questions-text = Svara på de frågor som du vet svaret på. En uppgift faller bort bara när den med säkerhet inte gäller er.
questions-submit = Visa uppgifterna som gäller oss
finder-title = Svara på frågorna
finder-submit = Visa lämpliga guider

## Egen plan

plan-title = Egen plan
plan-kept-here = Markeringarna, datumen och svaren stannar i den här webbläsaren.
plan-choose = Plan
plan-name = Planens namn
plan-dates = Datum som tidsfristerna räknas från
plan-date-help = Skriv datumet så här: 3.5.2027
plan-update = Uppdatera tidsfristerna
plan-move = Exportera, importera eller radera
plan-calendar = Exportera till kalendern
plan-table = Exportera som tabell
plan-export = Spara i en fil
plan-link = Kopiera länken
plan-import = Importera en plan från en fil
plan-new = Börja en ny plan
plan-delete = Ta bort planen
planner-title = Planera flera förändringar tillsammans
planner-submit = Visa den gemensamma uppgiftslistan
storage-title = Uppgifter som sparats i webbläsaren
storage-delete = Ta bort alla sparade uppgifter

## Tillgänglighetsutlåtande

accessibility-level = Hur kraven uppfylls
accessibility-full = Webbplatsen uppfyller tillgänglighetskraven helt (WCAG 2.1, nivåerna A och AA).
accessibility-partial = Webbplatsen uppfyller tillgänglighetskraven delvis (WCAG 2.1, nivåerna A och AA). Bristerna räknas upp nedan.
accessibility-none = Webbplatsen uppfyller inte tillgänglighetskraven (WCAG 2.1, nivåerna A och AA). Bristerna räknas upp nedan.
accessibility-issues = Innehåll som inte är tillgängligt
accessibility-criterion = ({ $criterion })
accessibility-feedback = Har du märkt en brist?
accessibility-feedback-text =
    { $days ->
        [one] Berätta om den för oss. Vi svarar inom { $days } dag.
       *[other] Berätta om den för oss. Vi svarar inom { $days } dagar.
    }
accessibility-supervisor = Tillsynsmyndighet
accessibility-supervisor-text = Om du inte är nöjd med svaret eller inte får ett svar inom utsatt tid kan du göra en anmälan till tillsynsmyndigheten. Den berättar hur en anmälan görs och hur ärendet behandlas.
accessibility-made-title = Hur utlåtandet har gjorts
accessibility-made = Utlåtandet har upprättats { $date }.
accessibility-method-self = Bedömningen bygger på en egen granskning.
accessibility-method-outside = Bedömningen har gjorts av en utomstående expert.
accessibility-reviewed = Utlåtandet har senast setts över { $date }.
rail-title = Sidor i samma helhet
