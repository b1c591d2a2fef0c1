SELECT * FROM (VALUES (3),(4),(6)) AS t(a)
