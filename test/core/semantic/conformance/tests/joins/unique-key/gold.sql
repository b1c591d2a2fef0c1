SELECT * FROM (VALUES ('Ann', 20), ('Bob', 5), (NULL, 7)) AS gold (name, paid)
