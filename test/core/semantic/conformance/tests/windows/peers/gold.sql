SELECT * FROM (VALUES (1, 10), (2, 20), (3, 25), (4, 32), (5, 32)) AS gold (id, so_far)
