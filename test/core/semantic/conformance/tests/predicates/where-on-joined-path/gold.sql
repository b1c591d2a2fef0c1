SELECT * FROM (VALUES ('toys',3),('books',1)) AS t(a,b)
