## Sökning

search-label = Vad söker du?
search-submit = Sök
search-close = Stäng
search-other-languages = Visa också resultat på andra språk
search-needs-script = Sökningen kräver JavaScript, som är avstängt i din webbläsare. Samma saker finns i alfabetisk ordning:
search-count = Antal resultat: { $count }
search-best = De { $count } bästa resultaten
search-opens = Enter öppnar det första.
search-none = Sökningen ”{ $query }” gav inga resultat.
search-waiting = Söker…
search-meant = Menade du
search-instead = Sökningen gjordes också med namnet { $word }.
search-group-other = Övriga sidor
search-all-results = Visa resultaten på en egen sida
search-key = Sökningen öppnas också med tangenten /
search-empty = Kontrollera stavningen eller pröva ett kortare eller ett annat ord. Också de här kan vara till hjälp:
search-ask = Fråga oss:
search-missing = Sökindexet kunde inte laddas. Kontrollera nätförbindelsen och försök igen.
search-others-missing = Resultaten på andra språk kunde inte laddas.
search-corrupt = Sökindexet är skadat. Ladda sidan på nytt.
search-version = En ny version av webbplatsen har publicerats. Ladda sidan på nytt.
