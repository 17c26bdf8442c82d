"""What the law says on a day: dated, cited parameters, the functions that use them, and the dated map."""
