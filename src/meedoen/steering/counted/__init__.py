"""The engine over the register's own rows: questions in words of areas, answers as the rows are now."""
