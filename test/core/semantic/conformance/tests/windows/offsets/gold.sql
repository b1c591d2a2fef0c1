SELECT * FROM (VALUES (1, 0, 2), (2, 10, 2), (3, 0, 2), (4, 0, 2), (5, 5, 2)) AS gold (id, before, second)
