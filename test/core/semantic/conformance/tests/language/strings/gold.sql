SELECT * FROM (VALUES (1, 'a', 3, 'Ann', FALSE, 'nn', 0), (2, 'b', 3, 'Bob', TRUE, 'ob', 0), (3, 'c', 3, 'CCy', FALSE, 'y', 0)) AS gold (id, a, b, c, d, e, f)
