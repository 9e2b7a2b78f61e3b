# Ord som vyerna själva bildar.

alert-note = Observera
alert-tip = Tips
alert-important = Viktigt
alert-warning = Varning
alert-caution = Var noggrann
footnote-reference = Fotnot { $number }
footnote-back = Tillbaka till hänvisningen till fotnot { $number }
graph-title = Förutsättningarna som diagram. Samma uppgifter finns som en lista efter diagrammet.
home = Startsida
not-found-title = Sidan hittades inte
notice-duty-none = ingen anmälan behövs
notice-channel-unknown = källan säger inte hur anmälan görs
parity-both = båda säger samma sak
parity-partial = båda, men i olika omfattning
parity-only = { $lang ->
    [fi] endast den finskspråkiga källan
    [sv] endast den svenskspråkiga källan
    [en] endast den engelskspråkiga källan
    [de] endast den tyskspråkiga källan
   *[other] endast en källa ({ $lang })
}
parity-contradiction = källorna motsäger varandra
index-kind-term = term
index-kind-guide = guide
index-kind-role = roll
index-kind-task = uppgift
index-kind-section = på sidan { $page }
language-name = { $lang ->
    [fi] finska
    [sv] svenska
    [en] engelska
    [de] tyska
   *[other] { $lang }
}

print-slug = skriv-ut
print-link = Hela guiden för utskrift
print-back = Tillbaka till guiden
print-title = Guiden för utskrift: { $title }
print-crumb = Guiden för utskrift
timeline-title = Tidsfristerna på en tidslinje: hur långt före eller efter händelsen. Samma uppgifter finns som en lista efter tidslinjen.
timeline-event = Händelse
