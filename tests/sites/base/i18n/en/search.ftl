### What the search says.

search-all-results = Show the results on a page of their own
search-ask = Ask us:
search-best = The { $count } best results
search-close = Close the search
search-corrupt = The search index is damaged. Load the page again.
search-count = Results: { $count }
search-empty = Check the spelling, or try a shorter or another word. These may help too:
search-group-other = Other pages
search-instead = The search was made with the name { $word } too.
search-key = The key / opens the search too
search-meant = Did you mean
search-missing = The search index could not be loaded. Check the network and try again.
search-opens = Enter opens the first one.
search-none = Nothing was found for “{ $query }”.
search-others-missing = The results in other languages could not be loaded.
search-version = A new version of the site has been published. Load the page again.
search-waiting = Searching…
