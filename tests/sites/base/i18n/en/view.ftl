# Words that views make themselves.

alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Take care
footnote-reference = Footnote { $number }
footnote-back = Back to the reference to footnote { $number }
graph-title = What requires what, as a graph. The same stands in the list after it.
home = Home
not-found-title = The page was not found
notice-duty-none = no notice is needed
notice-channel-unknown = the source does not say how to give notice
parity-both = all say the same
parity-partial = all, but not of quite the same
parity-only = { $lang ->
    [en] only the source in English
    [de] only the source in German
   *[other] only one source ({ $lang })
}
parity-contradiction = the sources contradict each other
index-kind-term = term
index-kind-guide = guide
index-kind-role = role
index-kind-task = task
index-kind-section = on the page { $page }
language-name = { $lang ->
    [en] English
    [de] German
   *[other] { $lang }
}

print-slug = print
print-link = The whole guide to print
print-back = Back to the guide
print-title = The guide to print: { $title }
print-crumb = The guide to print
timeline-title = The deadlines on a line of time: how long before or after the event. The same stands in the list after it.
timeline-event = Event
