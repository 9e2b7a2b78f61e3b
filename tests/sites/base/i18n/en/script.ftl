### What scripts show.

script-data-failed = The data of the plan could not be fetched. The guide can be read without them.
script-not-known = I do not know yet
script-printed-plan = Plan: { $name }
script-printed-on = Printed on { $day }.
