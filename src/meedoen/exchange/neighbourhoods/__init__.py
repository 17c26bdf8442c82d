"""The list of neighbourhoods that a region brings: where each PC4 lies."""
