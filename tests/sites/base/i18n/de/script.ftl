### Was Skripte zeigen.

script-data-failed = Die Daten des Plans konnten nicht geholt werden. Die Anleitung lässt sich ohne sie lesen.
script-not-known = Ich weiß es noch nicht
script-printed-plan = Plan: { $name }
script-printed-on = Gedruckt am { $day }.
