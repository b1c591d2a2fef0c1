SELECT * FROM (VALUES ('Ann', 'dark'), ('Bob', 'light'), ('Cy', NULL)) AS gold (name, theme)
