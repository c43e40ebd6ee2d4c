"""What was said: who said what, where and when, who holds it, and through whose report we know."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.actors.models import Party, Speaker
from tracker.agenda.models import FARTHEST, Issue, Meeting, Option
from tracker.base.models import PeerManager, Versioned, domain_date, ends_after_it_starts, recorded_at
from tracker.sources.models import Document, Excerpt, Outlet
from tracker.statements.carriers import ReportRow


class StatementQuerySet(models.QuerySet["Statement"]):
    def quotable(self) -> "StatementQuerySet":
        """With the columns that a quotation shows; `queries.with_reports` reads the rows that hang on them."""
        return self.select_related("speaker", "option").defer("search")


@pghistory.track(exclude=["search"])
class Statement(WorkspaceOwned, Versioned):
    """One utterance, however many texts carry it."""

    class Direction(models.TextChoices):
        FOR = "for", _("For")
        AGAINST = "against", _("Against")
        NEUTRAL = "neutral", _("Neutral")
        AMBIVALENT = "ambivalent", _("Ambivalent")
        DECLINED = "declined", _("Declined to say")
        NOT_STATED = "not_stated", _("Takes no side")

    class Act(models.TextChoices):
        AGREE = "agree", _("Agree")
        CONSULT = "consult", _("Consult")
        SUPPORT = "support", _("Support")
        CONCEDE = "concede", _("Concede")
        COOPERATE = "cooperate", _("Cooperate")
        REQUEST = "request", _("Request")
        PROPOSE = "propose", _("Propose")
        REJECT = "reject", _("Reject")
        ACCUSE = "accuse", _("Accuse")
        THREATEN = "threaten", _("Threaten")
        PROTEST = "protest", _("Protest")
        EXPECT = "expect", _("Expect")
        FORECAST = "forecast", _("Forecast")
        GO_ALONE = "go_alone", _("Go alone")
        INFORM = "inform", _("Inform")

    class Modality(models.TextChoices):
        ACTUAL = "actual", _("Actual")
        FUTURE = "future", _("Future")
        HYPOTHETICAL = "hypothetical", _("Hypothetical")
        NEGATED = "negated", _("Negated")

    class Voice(models.TextChoices):
        PARTY = "party", _("A party’s")
        BACKGROUND = "background", _("Background")

    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    direction = models.CharField(max_length=10, choices=Direction, default=Direction.NOT_STATED)
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    value = models.FloatField(null=True, blank=True)
    minimum = models.FloatField(null=True, blank=True, help_text=_("Of the scale the value was measured on."))
    maximum = models.FloatField(null=True, blank=True)
    act = models.CharField(max_length=10, choices=Act, default=Act.INFORM)
    modality = models.CharField(max_length=12, choices=Modality, default=Modality.ACTUAL)
    rationale = models.TextField(blank=True)
    said_on = models.DateField()
    said_before = models.DateField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    credibility = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(6)],
        help_text=_("Of what is said, 1 to 6 by the Admiralty code; 1 needs two independent roots."),
    )
    replies_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    words = models.TextField(help_text=_("In our words, one sentence."))
    voice = models.CharField(max_length=10, choices=Voice, default=Voice.PARTY)
    coder = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = recorded_at()
    search = models.GeneratedField(
        expression=SearchVector("words", config="tracker_en"), output_field=SearchVectorField(), db_persist=True
    )

    said = domain_date("said")
    objects = PeerManager.from_queryset(StatementQuerySet)()
    held: "list[Holder]"  # its holders and its reports, where `queries.with_reports` has read them
    carriers: list[ReportRow]
    PARTS = ("holders", "reports", "conditions", "pledge")  # what goes back to an earlier version with it

    class Meta:
        ordering = ["-said_on", "-id"]
        constraints = [
            ends_after_it_starts("said"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True, minimum__isnull=True, maximum__isnull=True)
                | models.Q(
                    value__isnull=False,
                    minimum__isnull=False,
                    maximum__isnull=False,
                    value__gte=models.F("minimum"),
                    value__lte=models.F("maximum"),
                    minimum__gte=-FARTHEST,
                    maximum__lte=FARTHEST,
                    maximum__gt=models.F("minimum"),
                ),
                name="statement_value_is_on_its_scale",
                violation_error_message=_("The value lies off the scale."),
            ),
            models.CheckConstraint(
                condition=models.Q(direction__in=["for", "against"])
                | models.Q(option__isnull=True, value__isnull=True),
                name="only_for_and_against_name_an_option",
                violation_error_message=_("Only a statement for or against names an option or a value."),
            ),
            models.CheckConstraint(
                condition=models.Q(credibility__isnull=True) | models.Q(credibility__gte=1, credibility__lte=6),
                name="credibility_is_1_to_6",
                violation_error_message=_("Credibility runs from 1 to 6."),
            ),
            models.CheckConstraint(
                condition=~models.Q(replies_to=models.F("id")),
                name="no_statement_replies_to_itself",
                violation_error_message=_("A statement does not reply to itself."),
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="statement_search"),
            models.Index(fields=["workspace", "-said_on", "-id"], name="statement_newest"),
            models.Index(fields=["workspace", "-recorded_at", "-id"], name="statement_recorded"),
        ]

    def __str__(self) -> str:
        return self.words[:120]

    def get_absolute_url(self) -> str:
        return reverse("desk:statement", kwargs={"ws": self.workspace.slug, "pk": self.pk})


@pghistory.track()
class Holder(WorkspaceOwned):
    """Whose view a statement is. Copies of its issue and day are kept true by the database."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="holders")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="held")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    told_by_other = models.BooleanField(default=False, help_text=_("Somebody else’s account of this party."))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "party"],
                name="a_party_holds_a_statement_once",
                violation_error_message=_("That party holds the statement already."),
            ),
        ]
        indexes = [models.Index(fields=["party", "issue", "-said_on", "-statement"], name="holder_cell")]

    def __str__(self) -> str:
        return f"{self.party}: {self.statement}"


@pghistory.track()
class Report(WorkspaceOwned):
    """One text that carries a statement, and how."""

    class Mode(models.TextChoices):
        VERBATIM = "verbatim", _("Verbatim")
        PARAPHRASE = "paraphrase", _("Paraphrase")
        RELAYED = "relayed", _("Relayed")
        OUTLET_SUMMARY = "outlet_summary", _("Outlet’s summary")

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="reports")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    mode = models.CharField(max_length=14, choices=Mode)
    direct = models.BooleanField(
        default=False,
        help_text=_("A direct record: our own notes, an official text, a recording. No outlet in between."),
    )

    PARTS = ("quotations", "relays")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}: {self.document or _('direct record')}"


@pghistory.track()
class Quotation(WorkspaceOwned):
    """The words of a report, in order: its excerpts."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="quotations")
    excerpt = models.ForeignKey(Excerpt, on_delete=models.PROTECT, related_name="quotations")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "excerpt"],
                name="a_report_quotes_words_once",
                violation_error_message=_("Those words are quoted here already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.excerpt)


@pghistory.track()
class Relay(WorkspaceOwned):
    """One outlet in a report's chain, from the document's own outward; the last heard it itself and is the root."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="relays")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="relays")
    label = models.CharField(max_length=300, blank=True, help_text=_('Such as "Interfax II".'))
    published_on = models.DateField(null=True, blank=True)
    published_before = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    published = domain_date("published")

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "order"],
                name="one_relay_a_place",
                violation_error_message=_("Another outlet stands at that place of the chain."),
            ),
            ends_after_it_starts("published"),
        ]

    def __str__(self) -> str:
        return self.label or str(self.outlet)


@pghistory.track()
class Condition(WorkspaceOwned):
    """What a statement depends on: all of one group, or all of another."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="conditions")
    text = models.TextField()
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="conditions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="conditions")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, blank=True, related_name="conditions")
    group = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["group", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(issue__isnull=True) | models.Q(meeting__isnull=True),
                name="a_condition_is_on_an_issue_or_a_meeting",
                violation_error_message=_("A condition is on an issue or on a meeting, not on both."),
            ),
            models.CheckConstraint(
                condition=models.Q(option__isnull=True) | models.Q(issue__isnull=False),
                name="a_wanted_option_belongs_to_the_issue",
                violation_error_message=_("Say on which issue that option is wanted."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]


@pghistory.track()
class Pledge(WorkspaceOwned, Versioned):
    """What a forecast, a threat or a promise lets us check: what, until when, and what became of it."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("Open")
        KEPT = "kept", _("Kept")
        BROKEN = "broken", _("Broken")
        LAPSED = "lapsed", _("Lapsed")

    statement = models.OneToOneField(
        Statement,
        on_delete=models.CASCADE,
        related_name="pledge",
        error_messages={"unique": _("That statement carries a pledge already.")},
    )
    what = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    due_before = models.DateField(null=True, blank=True)
    seen_by = models.TextField(blank=True, help_text=_("How one would see it."))
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="ends")

    due = domain_date("due")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            ends_after_it_starts("due"),
            models.CheckConstraint(
                condition=models.Q(outcome="open", ended_on__isnull=True)
                | (~models.Q(outcome="open") & models.Q(ended_on__isnull=False)),
                name="a_pledge_is_open_until_it_ends",
                violation_error_message=_(
                    "Say on which day it was kept, broken or lapsed; one that is open has no such day."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.what[:120]
