"""What a comparison says beside its amounts: the test of the household, and what it leaves out."""

from __future__ import annotations

from decimal import Decimal

from meedoen.primitives.words import N_, Words
from meedoen.rules.answer import Remark
from meedoen.rules.bijstand import Household
from meedoen.rules.book import Value
from meedoen.rules.comparison_terms import Terms

LABEL = N_(
    "Ingetrokken voorstel uit 2018. Loondispensatie in de Participatiewet is nooit ingevoerd; "
    "de aannames staan erbij."
)
_APPROXIMATE = N_(
    "Netto bedragen zijn bij benadering: een vast deel van bruto, zonder loonheffingstabel en toeslagen. "
    "Bij een laag loon houdt iemand in werkelijkheid meer over."
)
_LEFT_OUT = N_(
    "In beide stelsels gelijk, en hier weggelaten: loonkostenvoordeel, no-riskpolis en begeleiding. "
    "Ook weggelaten: pensioenpremie, het werk van de administratie en wat het Rijk aan de gemeente vergoedt."
)
_NET_BIJSTAND = N_(
    "Bijstand en aanvulling zijn netto bedragen. De belasting en premies die de gemeente daarover betaalt, "
    "zijn niet meegerekend."
)
_COUPLE = N_(
    "De norm voor een paar is even hoog als het netto minimumloon. Onder de aannames houdt een paar met een "
    "aanvulling bij meer uren daarom niet meer over."
)
_PART_TIME = N_(
    "In deeltijd hangt de aanvulling vooral af van de aanname over deeltijd: de tabel van het voorstel is "
    "nooit gepubliceerd. Reken ook eens met de andere aanname."
)


def remarks_of(
    household: Household,
    is_part_time: bool,
    of_norm: tuple[Remark, ...],
    terms: Terms,
    withdrawn: Value,
) -> tuple[Remark, ...]:
    """Everything that holds for the whole comparison, the label first."""
    found = [
        Remark(Words(LABEL), "warning", (withdrawn,)),
        Remark(Words(_APPROXIMATE), "info", terms.stands_on("net_share")),
        Remark(Words(_NET_BIJSTAND)),
        Remark(Words(_LEFT_OUT)),
    ]
    if is_part_time and household != "at_home_no_right":
        found.append(Remark(Words(_PART_TIME), "warning", terms.stands_on("part_time")))
    if household == "couple_no_income":
        found.append(Remark(Words(_COUPLE)))
    found += of_norm
    if terms.exemption.remark is not None:
        found.append(terms.exemption.remark)
    return tuple(found)


def household_under_lks(household: Household, before: Decimal, topped: Decimal) -> Words:
    """How the household matters under loonkostensubsidie: never for the wage, only for bijstand beside it."""
    if topped > 0:
        return Words(N_("Niet voor het loon. Bijstand vult het loon aan tot de norm."))
    if household == "at_home_no_right":
        return Words(N_("Geen toets: het loon hangt niet van het huishouden af."))
    if before <= 0:
        return Words(N_("Geen toets voor het loon. Naast het inkomen van de partner is er geen bijstand."))
    return Words(N_("Geen toets voor het loon. Het loon is hoger dan de norm: de bijstand stopt."))


def household_under_ldp(household: Household, has_right: bool, supplement: Decimal) -> Words:
    """How the household decides on the supplement."""
    if household == "at_home_no_right":
        return Words(N_("Geen recht op bijstand, dus geen aanvulling."))
    if not has_right:
        return Words(N_("De partner verdient genoeg: geen aanvulling."))
    if supplement > 0:
        return Words(N_("Recht op een aanvulling, elke maand verrekend met loon en inkomen in huis."))
    return Words(N_("Het loon is hoger dan het doel: geen aanvulling."))
