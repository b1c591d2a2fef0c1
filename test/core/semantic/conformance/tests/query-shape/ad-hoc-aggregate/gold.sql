SELECT * FROM (VALUES ('toys',44),('books',30)) AS t(a,b)
