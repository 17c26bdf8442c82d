"""What the law says on a day: dated, cited parameters, the functions that use them, and the dated map.

The book: `book` reads `parameters/*.yaml`, `checks` and `findings` say what is wrong with it, `search`,
`differences`, `changelog`, `readers` and `openfisca` show it. A calculation answers with `answer.Answer`. A
scheme is a file by its name (`wml`, `lks`, `lkv`, `liv`, `quotum`, `beschut_werk`, `bijstand`, …), and the
same for arrays in `…_many`. What stands on several schemes: `job_cost` (one job), `comparison` (subsidy
beside dispensation), `new_year` (two days). `places` is the map.
"""
