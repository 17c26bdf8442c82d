"""The groups of the command `meedoen`, one file each."""
