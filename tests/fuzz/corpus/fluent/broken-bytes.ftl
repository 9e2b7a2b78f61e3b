a = { $x
b = { $n ->
    [!ne] ___x
}
}
{
c =en{ d }
d = { c }
-e
= f
g = { Ø£ŠÏÎe4 \!" }
