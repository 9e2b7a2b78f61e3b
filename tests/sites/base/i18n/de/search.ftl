### Was die Suche sagt.

search-all-results = Ergebnisse auf einer eigenen Seite zeigen
search-ask = Fragen Sie uns:
search-best = Die { $count } besten Ergebnisse
search-close = Suche schließen
search-corrupt = Der Suchindex ist beschädigt. Laden Sie die Seite neu.
search-count = Ergebnisse: { $count }
search-empty = Prüfen Sie die Schreibung, oder versuchen Sie ein kürzeres oder anderes Wort. Auch dies kann helfen:
search-group-other = Andere Seiten
search-instead = Gesucht wurde auch mit dem Namen { $word }.
search-key = Auch die Taste / öffnet die Suche
search-meant = Meinten Sie
search-missing = Der Suchindex konnte nicht geladen werden. Prüfen Sie das Netz und versuchen Sie es noch einmal.
search-opens = Enter öffnet das erste.
search-none = Für „{ $query }“ wurde nichts gefunden.
search-others-missing = Die Ergebnisse in anderen Sprachen konnten nicht geladen werden.
search-version = Eine neue Fassung der Website wurde veröffentlicht. Laden Sie die Seite neu.
search-waiting = Sucht …
