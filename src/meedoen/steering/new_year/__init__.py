"""What changes on 1 January, for the people and jobs in the register."""
