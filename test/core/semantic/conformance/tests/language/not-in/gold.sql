SELECT * FROM (VALUES (3), (5)) AS gold (id)
