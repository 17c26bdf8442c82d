"""How well a person and a job fit, carving, and the best assignment of many.

Fit: `shapes` are the facts, `limits` and `points` the rules, `fit` the answer for one pair, `near` what would
make it fit, `many` the same for all pairs (`kernel`, `packing`). Assignment: `assignment.assign` with
`shortest_paths` or `auction`, proved by `proof`, with fair shares in `fairness`, beside first come in
`comparison`. Carving: `carving.carve` searches, `carving_compose` judges what was composed by hand,
`carving_exact` proves small plans, and `carving_widest` makes the one job that the most people can do. What
is worth asking where no job is open: `asking`.
"""
