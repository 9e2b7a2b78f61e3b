## Haku

search-label = Mitä etsit?
search-submit = Hae
search-close = Sulje
search-other-languages = Näytä myös muunkieliset tulokset
search-needs-script = Haku tarvitsee JavaScriptin, joka on selaimessasi poissa käytöstä. Samat asiat löytyvät aakkosittain:
search-count = Tuloksia: { $count }
search-best = { $count } parasta tulosta
search-opens = Enter avaa ensimmäisen.
search-none = Haulla ”{ $query }” ei löytynyt mitään.
search-waiting = Haetaan…
search-meant = Tarkoititko
search-instead = Haettiin myös nimellä { $word }.
search-group-other = Muut sivut
search-all-results = Näytä tulokset omalla sivullaan
search-key = Haku avautuu myös näppäimellä /
search-empty = Tarkista kirjoitusasu tai kokeile lyhyempää tai toista sanaa. Nämäkin auttavat:
search-ask = Kysy meiltä:
search-missing = Hakuhakemistoa ei saatu ladattua. Tarkista verkkoyhteys ja yritä uudelleen.
search-others-missing = Muunkielisiä tuloksia ei saatu ladattua.
search-corrupt = Hakuhakemisto on vioittunut. Lataa sivu uudelleen.
search-version = Sivustosta on julkaistu uusi versio. Lataa sivu uudelleen.
