### Sentences that are made from data: conditions, deadlines, strength.
### The word after $count follows the number; numbers are formatted for the language.

## Durations. $unit: days, business-days, weeks, months.

duration =
    { $unit ->
        [days] { $count ->
            [one] { $count } day
           *[other] { $count } days
        }
        [business-days] { $count ->
            [one] { $count } working day
           *[other] { $count } working days
        }
        [weeks] { $count ->
            [one] { $count } week
           *[other] { $count } weeks
        }
       *[months] { $count ->
            [one] { $count } month
           *[other] { $count } months
        }
    }
duration-after =
    { $unit ->
        [days] { $count ->
            [one] { $count } day after
           *[other] { $count } days after
        }
        [business-days] { $count ->
            [one] { $count } working day after
           *[other] { $count } working days after
        }
        [weeks] { $count ->
            [one] { $count } week after
           *[other] { $count } weeks after
        }
       *[months] { $count ->
            [one] { $count } month after
           *[other] { $count } months after
        }
    }
quantity = { $number } { $unit }

## Conditions. $clauses: clauses without a capital and without a full stop.

condition-always = For everybody.
condition-sentence = For you if { $clauses }.
condition-not = it is not so that { $clause }
condition-either = either { $clauses }
condition-all-next = { $before }, { $next }
condition-all-last = { $before }, and { $last }
condition-any-next = { $before }, if { $next }
condition-any-last = { $before }, or if { $last }
condition-both-next = { $before }, { $next }
condition-both-last = { $before } and at the same time { $last }
condition-group = ({ $clauses })
condition-answers = the answer to “{ $question }” is { $answers }
condition-over = the answer to “{ $question }” is over { $threshold }
condition-threshold-without-number = a limit that the source does not give in figures

## What a guide takes as given.

given-sentence = This guide takes it that { $clauses }.
given-next = { $before }, { $next }
given-last = { $before }, and { $last }
given-none = nothing has been chosen for “{ $question }”

## Deadlines. $event: the event in the form that its record gives.

deadline-latest-after = at the latest { duration-after } { $event }
deadline-latest-before = at the latest { duration } before { $event }
deadline-latest-on = at the latest on the day of { $event }
deadline-asap = as soon as possible after { $event }
deadline-in-good-time = in good time before { $event }
deadline-asap-plain = as soon as possible
deadline-in-good-time-plain = in good time
deadline-with-limit = { $wish }, { $limit }
deadline-not-required = not required
deadline-earliest-of =
    { $phrase }, whichever of the { $count ->
        [2] two
       *[other] { $count }
    } comes first
deadline-scoped = { $scope }: { $phrase }
deadline-unit-unstated =
    { $count ->
        [one] The source does not say whether it means a calendar day or a working day. The last day has been counted in the stricter way.
       *[other] The source does not say whether it means calendar days or working days. The last day has been counted in the stricter way.
    }
deadline-roll-earlier = If the last day is not a working day, the working day before it counts.
deadline-roll-earlier-after = If the last day is not a working day, the working day before it counts, but no day earlier than the first working day after the event.
deadline-roll-later = If the last day is not a working day, the next working day counts.
deadline-roll-none = The last day need not be a working day.
event-named-after = the event “{ $name }”
event-named-before = the event “{ $name }”

## Strength.

strength-obligation = obligation
strength-recommendation = recommendation
strength-case-by-case = case by case
strength-possibility = possibility
strength-obligation-means = This must be done.
strength-recommendation-means = This is recommended.
strength-case-by-case-means = Whether it is needed is settled case by case.
strength-possibility-means = This may be done, but need not be.
prerequisite-always = { $from } always requires: { $to }.
prerequisite-usually = { $from } usually requires: { $to }.
prerequisite-if = { $from } sometimes requires: { $to }.
prerequisite-when = { $from } sometimes requires: { $to }. When: { $when }.
gate = What comes after this may not begin before this is done.
gate-before =
    { $count ->
        [one] May not begin before this is done: { $tasks }.
       *[other] May not begin before these are done: { $tasks }.
    }
