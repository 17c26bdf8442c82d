"""People, where they live, and their entries in the doelgroepregister."""
