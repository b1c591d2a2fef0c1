SELECT * FROM (VALUES (1, 'high', 'known', 10, NULL, 1), (2, 'high', 'known', 10, NULL, 1), (3, 'low', 'known', 5, -5, 3),
  (4, 'high', 'unknown', 7, -3, 3), (5, 'low', 'known', 0, NULL, 3)) AS gold (id, a, b, c, d, e)
