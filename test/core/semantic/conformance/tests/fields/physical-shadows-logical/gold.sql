SELECT 'Sam!', 'Sam!?'
