a = { $x
b = { $n ->
    [one] x
}
}
{
c = { d }
d = { c }
-e
= f
g = { "\u00e4 \" }
