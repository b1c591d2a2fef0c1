SELECT * FROM (VALUES (2024, 10), (2025, 22)) AS gold (y, paid)
