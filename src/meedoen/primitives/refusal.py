"""The refusal of a value that cannot be what it says it is."""


class NotValid(ValueError):
    """`what` was given as `given`; str() is a Dutch sentence that ends with what to do about it.

    `field` names the argument it was given as, where there are several.
    """

    def __init__(self, what: str, given: str, remedy: str, field: str = "") -> None:
        super().__init__(what, given, remedy)
        self.what = what
        self.given = given
        self.remedy = remedy
        self.field = field

    def __str__(self) -> str:
        return f"{self.what} “{self.given}” klopt niet. {self.remedy}"
