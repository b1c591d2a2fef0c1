SELECT * FROM (VALUES ('dark', 1), ('light', 1), (NULL, 1)) AS gold (theme, n)
