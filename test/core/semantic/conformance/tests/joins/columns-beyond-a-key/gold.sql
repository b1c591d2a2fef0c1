SELECT * FROM (VALUES ('Ann', 10), (NULL, 22)) AS gold (name, paid)
