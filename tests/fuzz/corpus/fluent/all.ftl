# Comment
plain = Text
-term = Library { $case ->
    [genitive] of the library
   *[nominative] library
}
    .gender = neuter
count = { $n ->
    [0] none
    [one] one { -term(case: "genitive") }
   *[other] { $n } in { plain } { "{" } { 3.14 }
}
    .title = { $title } { count.title }
lines =
    first
      second { NUMBER($n, style: "percent") }
