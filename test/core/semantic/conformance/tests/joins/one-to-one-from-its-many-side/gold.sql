SELECT * FROM (VALUES ('Ann', 1), ('Bob', 1), (NULL, 1)) AS gold (name, n)
