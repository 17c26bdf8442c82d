"""Who may do what and who did what: organisations, accounts, powers, sight and journal."""
