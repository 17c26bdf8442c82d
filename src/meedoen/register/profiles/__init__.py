"""What someone can, wants and needs in work, in own words and in codes that can be matched."""
