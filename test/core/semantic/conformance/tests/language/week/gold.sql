SELECT * FROM (VALUES (DATE '2024-12-30', 20), (DATE '2025-01-06', 5), (DATE '2025-02-24', 7)) AS gold (week, paid)
