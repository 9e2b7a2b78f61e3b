### Was Skripte zeigen.

script-data-failed = Die Daten des Plans konnten nicht geholt werden. Die Anleitung lässt sich ohne sie lesen.
