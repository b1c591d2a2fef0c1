SELECT * FROM (VALUES (3, 5), (4, 5)) AS gold (id, number)
