### Ohjeiden taulukot.

sheet-tasks = Tehtävät
sheet-deadlines = Määräajat
sheet-holidays = Pyhäpäivät
sheet-dates = Päivät, joista määräajat lasketaan
sheet-how = Kirjoita päivät alla oleviin soluihin: määräpäivät lasketaan niistä.
sheet-as-of = Tiedot ovat päivän { $date } mukaiset.
sheet-always = aina
sheet-code = Tunnus
sheet-task = Tehtävä
sheet-phase = Vaihe
sheet-applies = Milloin koskee
sheet-owner = Tekijä
sheet-strength = Velvoittavuus
sheet-due = Määräpäivä
sheet-rule = Määräaika
sheet-done = Valmis
sheet-notes = Muistiinpanot
sheet-deadline = Määräaika
sheet-source = Kenen mukaan
sheet-followed = tämä ohje
sheet-other = muu lähde
sheet-holiday = Vapaapäivä
