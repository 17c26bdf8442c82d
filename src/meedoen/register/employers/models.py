"""Employers, their branches, who is spoken to there, what is agreed, and the sector of each year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.employers import words


class EmployerQuerySet(models.QuerySet["Employer"]):
    """Which employers: one face to the employer means that every colleague in the chain sees them all."""

    def visible_to(self, actor: Actor) -> EmployerQuerySet:
        """Employers that the actor may see: all, if and only if the actor holds any role at a desk,
        in steering or as auditor. An employer is an organisation, not a person."""
        if actor.has_role(
            "account_manager", "consulent", "policy_adviser", "controller", "coordinator", "auditor"
        ):
            return self.all()
        return self.none()


class Employer(models.Model):
    """A legal person that employs or hires people, known by its number in the trade register."""

    name = models.CharField(_("naam"), max_length=160)
    kvk = models.CharField(_("KvK-nummer"), max_length=8, unique=True)
    municipality = models.CharField(_("vestigingsgemeente"), max_length=6)
    # What the sector of each year is derived from (Regeling Wfsv 3.27).
    is_overheid = models.BooleanField(_("overheidswerkgever"), default=False)
    pays_sectorfonds = models.BooleanField(_("betaalt ook sectorfondspremie"), default=False)
    share_under_sectorfonds = models.DecimalField(
        _("deel van de uren onder een sectorfonds"), max_digits=5, decimal_places=4, null=True, blank=True
    )
    # The municipality, SW company or other organisation that this employer is, when it also works here.
    organisation = models.ForeignKey(
        "access.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    registered_on = models.DateField(_("ingeschreven op"))
    # How often a calendar month the whole region may approach this employer; empty: it set no limit.
    approaches_a_month = models.PositiveSmallIntegerField(_("benaderingen per maand"), null=True, blank=True)
    paused_from = models.DateField(_("rust vanaf"), null=True, blank=True)
    paused_until = models.DateField(_("rust tot"), null=True, blank=True)
    pause_because = models.CharField(_("reden van rust"), max_length=12, choices=words.PAUSES, blank=True)
    # One more with every change of name, municipality, limit or pause, and of what is in place.
    version = models.PositiveIntegerField(default=1)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name"]), models.Index(fields=["paused_until"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(paused_from__isnull=True, paused_until__isnull=True, pause_because="")
                | (Q(paused_from__lt=F("paused_until")) & ~Q(pause_because="")),
                name="employer_pause_is_whole",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Branch(models.Model):
    """A place where an employer has work, or had it until a day."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="branches")
    name = models.CharField(_("naam"), max_length=160)
    # The vestigingsnummer of the trade register, where it is known.
    number = models.CharField(_("vestigingsnummer"), max_length=12, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=6)
    ends_before = models.DateField(_("gesloten per"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["employer", "name"],
                condition=Q(ends_before__isnull=True),
                name="branch_name_once_per_employer",
            )
        ]


class Correction(models.Model):
    """What stood at an employer, or at one of its branches, before it was corrected: one row a field."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="corrections")
    branch = models.ForeignKey(Branch, null=True, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(_("veld"), max_length=20, choices=words.CORRECTABLE)
    stood_there = models.CharField(_("wat er stond"), max_length=160, blank=True)
    corrected_on = models.DateField(_("gecorrigeerd op"))
    account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")


class Headcount(models.Model):
    """How many people worked for an employer on a day."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="headcounts")
    on = models.DateField(_("peildatum"))
    people = models.PositiveIntegerField(_("werkzame personen"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employer", "on"], name="headcount_once_a_day")
        ]


class SectorYear(models.Model):
    """Sector of an employer in one calendar year, fixed on the last return period of the year before."""

    class Sector(models.TextChoices):
        MARKT = "markt", _("markt")
        OVERHEID = "overheid", _("overheid")

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="sector_years")
    year = models.PositiveSmallIntegerField(_("kalenderjaar"))
    sector = models.CharField(_("sector"), max_length=8, choices=Sector.choices)
    reason = models.CharField(_("grondslag"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employer", "year"], name="sector_once_per_year"),
            models.CheckConstraint(condition=Q(year__gte=2012, year__lte=2100), name="sector_year_in_range"),
        ]


class EmployerPayrollYear(models.Model):
    """All verloonde uren of an employer in one calendar year, and who says so."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="payroll_years")
    year = models.PositiveSmallIntegerField(_("kalenderjaar"))
    hours = models.DecimalField(_("verloonde uren"), max_digits=12, decimal_places=2)
    source = models.CharField(_("bron"), max_length=8, choices=words.PAYROLL_SOURCES)
    recorded_on = models.DateField(_("vastgelegd op"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["employer", "year"], name="payroll_once_per_year"),
            models.CheckConstraint(condition=Q(year__gte=2012, year__lte=2100), name="payroll_year_in_range"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="payroll_hours_possible"),
        ]


class InPlace(models.Model):
    """Something for workers that an employer has, or had until a day."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="in_place")
    what = models.CharField(_("wat"), max_length=20, choices=words.IN_PLACE)
    number = models.PositiveSmallIntegerField(_("aantal"), null=True, blank=True)
    seen_on = models.DateField(_("nagevraagd op"))
    ends_before = models.DateField(_("niet meer sinds"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["employer", "what"], condition=Q(ends_before__isnull=True), name="in_place_once"
            )
        ]


class ContactPerson(models.Model):
    """Someone at an employer to speak to; how to reach them is wiped once they are not there any more."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="contact_people")
    name = models.CharField(_("naam"), max_length=120)
    function = models.CharField(_("functie"), max_length=120, blank=True)
    phone = models.CharField(_("telefoonnummer"), max_length=20, blank=True)
    email = models.EmailField(_("e-mailadres"), max_length=200, blank=True)
    is_main = models.BooleanField(_("eerste contactpersoon"), default=False)
    checked_on = models.DateField(_("laatst gecontroleerd"))
    ends_before = models.DateField(_("weg sinds"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["employer"], condition=Q(is_main=True), name="contact_person_one_main"
            ),
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(is_main=False, phone="", email=""),
                name="contact_person_gone_is_wiped",
            ),
        ]


class ContactMoment(models.Model):
    """A colleague spoke with an employer: when, how, with whom, about what, and what comes next."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="moments")
    on = models.DateField(_("dag"))
    kind = models.CharField(_("soort contact"), max_length=8, choices=words.KINDS)
    about = models.CharField(_("waarover"), max_length=14, choices=words.ABOUT)
    is_by_employer = models.BooleanField(_("de werkgever nam zelf contact op"), default=False)
    # Kept as it was counted then: a later view of what counts changes no month that is past.
    is_approach = models.BooleanField(_("telt als benadering"))
    spoke_with = models.ForeignKey(ContactPerson, null=True, on_delete=models.SET_NULL, related_name="+")
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("notitie"), max_length=1000, blank=True)
    next_step = models.CharField(_("volgende stap"), max_length=200, blank=True)
    next_on = models.DateField(_("uiterlijk"), null=True, blank=True)
    next_account = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    next_done_on = models.DateField(_("gedaan op"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["employer", "-on", "-id"]),
            models.Index(
                fields=["next_account", "next_on"],
                condition=Q(next_done_on__isnull=True),
                name="moment_next_step_open",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(next_step="", next_on__isnull=True, next_account__isnull=True)
                | (~Q(next_step="") & Q(next_on__isnull=False, next_account__isnull=False)),
                name="moment_next_step_is_whole",
            )
        ]


class Owner(models.Model):
    """The account manager who speaks for the whole region with an employer, from a day on."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="owners")
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "employer"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on")),
                name="owner_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["employer"], condition=Q(ends_before__isnull=True), name="owner_one_at_a_time"
            ),
        ]


class OwnerOffer(models.Model):
    """An owner asks another account manager to take an employer over, who does or says why not."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="owner_offers")
    from_account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    to_account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("gevraagd op"))
    state = models.CharField(_("stand"), max_length=10, choices=words.OFFER_STATES, default="open")
    refusal = models.CharField(_("waarom niet"), max_length=12, choices=words.OFFER_REFUSALS, blank=True)
    answered_on = models.DateField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["to_account", "state"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["employer"], condition=Q(state="open"), name="owner_offer_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_on__isnull=True)
                | (~Q(state="open") & Q(answered_on__isnull=False)),
                name="owner_offer_answered_on_a_day",
            ),
        ]


class Arrangement(models.Model):
    """What was agreed with an employer, such as a number of places a year."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="arrangements")
    number = models.CharField(_("nummer"), max_length=12, unique=True)
    kind = models.CharField(_("soort afspraak"), max_length=12, choices=words.ARRANGEMENTS)
    what = models.CharField(_("wat is afgesproken"), max_length=200)
    places = models.PositiveSmallIntegerField(_("aantal plaatsen per jaar"))
    starts_on = models.DateField(_("vanaf"))
    ends_before = models.DateField(_("tot"), null=True, blank=True)
    responsible = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("stand"), max_length=10, choices=words.ARRANGEMENT_STATES, default="draft")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on")),
                name="arrangement_ends_after_start",
            )
        ]


class Scan(models.Model):
    """The free bedrijfsscan: where in the work of an employer there is a job for someone of the doelgroep."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="scans")
    branch = models.ForeignKey(Branch, null=True, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(_("gedaan op"))
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("access.Organisation", on_delete=models.PROTECT, related_name="+")


class ScanTask(models.Model):
    """A task that could be taken out of a work process, and on what condition."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="tasks")
    process = models.CharField(_("werkproces"), max_length=80)
    task = models.CharField(_("taak"), max_length=200)
    hours_week = models.DecimalField(_("uren per week"), max_digits=5, decimal_places=2)
    conditions = models.CharField(_("voorwaarden"), max_length=200, blank=True)


class ScanAdvice(models.Model):
    """A line of advice, and who follows it up by when."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="advice")
    kind = models.CharField(_("advies"), max_length=14, choices=words.ADVICE)
    note = models.CharField(_("toelichting"), max_length=200, blank=True)
    follow_up_on = models.DateField(_("opvolgen uiterlijk"))
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("stand"), max_length=8, choices=words.ADVICE_STATES, default="open")
    dropped_because = models.CharField(_("waarom niet"), max_length=14, choices=words.DROPPED, blank=True)
    closed_on = models.DateField(_("afgesloten op"), null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "state", "follow_up_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True, dropped_because="")
                | Q(state="done", closed_on__isnull=False, dropped_because="")
                | (Q(state="dropped", closed_on__isnull=False) & ~Q(dropped_because="")),
                name="scan_advice_closed_is_whole",
            )
        ]
