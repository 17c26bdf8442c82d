"""The demo region: invented people and employers whose rows add up to what was published."""
