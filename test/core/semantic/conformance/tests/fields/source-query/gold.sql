SELECT 'Sam', 1
