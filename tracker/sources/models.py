"""What was written: outlets and their grades, documents, and the words cut from them."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import connection, models
from django.db.models.functions import Length, Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.base.models import PeerManager, Versioned, by_name, domain_date, ends_after_it_starts, recorded_at
from tracker.sources.extract import paragraphs
from tracker.sources.likeness import stand_for

OUR_LANGUAGE = "en"  # in which every workspace works, until there is a setting
# A text has hundreds: putting them together one by one took as long as all else that Django does for it.
PASSAGES = """
INSERT INTO sources_passage (workspace_id, document_id, language, start, "end", text)
SELECT %s, %s, %s, part.start, part.until, part.words
FROM unnest(%s::int[], %s::int[], %s::text[]) part (start, until, words)
"""
STEMMED = ("en", "fr", "de", "es", "ru")  # languages whose words are searched by their stems


def foreign(language: str) -> bool:
    """Whether words in it want a translation."""
    return language.partition("-")[0].lower() != OUR_LANGUAGE


@pghistory.track()
class Outlet(WorkspaceOwned, Versioned):
    """Who publishes: an agency, a newspaper, a government, an organisation. Graded A to F by the Admiralty code."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("Agency")
        NEWSPAPER = "newspaper", _("Newspaper")
        GOVERNMENT = "government", _("Government")
        ORGANISATION = "organisation", _("Organisation")

    class Reliability(models.TextChoices):
        A = "A", _("A: reliable")
        B = "B", _("B: usually reliable")
        C = "C", _("C: fairly reliable")
        D = "D", _("D: not usually reliable")
        E = "E", _("E: unreliable")
        F = "F", _("F: cannot be judged")

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=Kind)
    reliability = models.CharField(max_length=1, choices=Reliability, default=Reliability.F)
    why = models.TextField(blank=True, help_text=_("Why it is graded so."))
    is_new = models.BooleanField(default=False, help_text=_("No lead has seen it yet."))

    class Meta:
        ordering = by_name()
        constraints = [
            models.UniqueConstraint(
                "workspace",
                Lower("name"),
                name="one_outlet_a_name",
                violation_error_message=_("There is an outlet of that name already."),
            ),
            models.CheckConstraint(
                condition=models.Q(reliability__in=["A", "B", "C", "D", "E", "F"]),
                name="outlet_is_graded_a_to_f",
                violation_error_message=_("An outlet is graded A to F."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("desk:outlet", kwargs={"ws": self.workspace.slug, "pk": self.pk})


@pghistory.track()
class Document(WorkspaceOwned, Versioned):
    """A text as it was published. Its characters are what quotations are anchored to."""

    title = models.CharField(max_length=300)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    author = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_before = models.DateField(null=True, blank=True)
    address = models.URLField(max_length=2000, blank=True)
    language = models.CharField(max_length=12, default="en")
    text = models.TextField(help_text=_("No byte order mark, LF line ends, no NUL, otherwise untouched."))
    file = models.FileField(upload_to="documents/%Y/", blank=True, help_text=_("The original, as it was uploaded."))
    sha256 = models.CharField(max_length=64, blank=True, help_text=_("Of the original."))
    encoding = models.CharField(max_length=40, blank=True, help_text=_("What the original was read as."))
    rights = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = recorded_at()

    published = domain_date("published")

    class Meta:
        ordering = [models.F("published_on").desc(nulls_last=True), "-id"]
        constraints = [ends_after_it_starts("published")]
        indexes = [models.Index(fields=["workspace", "sha256"], name="document_by_its_original")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:document", kwargs={"ws": self.workspace.slug, "pk": self.pk})

    def derive(self, *, gone: bool = False, new: bool = False) -> None:
        """Its passages are the paragraphs of its text; none where it is to go. Undo asks for this too."""
        if not new:
            Passage.objects.filter(document_id=self.pk).delete()
            Likeness.objects.filter(document_id=self.pk).delete()
        if gone:
            return
        Likeness.objects.create(workspace_id=self.workspace_id, document_id=self.pk, bands=stand_for(self.text))
        places = paragraphs(self.text)
        starts, ends = [start for start, _end in places], [end for _start, end in places]
        words = [self.text[start:end] for start, end in places]
        with connection.cursor() as cursor:
            cursor.execute(PASSAGES, [self.workspace_id, self.pk, self.language, starts, ends, words])


def stemmed(field: str) -> models.Case:
    """The search vector of `field`, in the row's own language where we know its stems."""
    known = [models.When(language=code, then=SearchVector(field, config=f"tracker_{code}")) for code in STEMMED]
    return models.Case(*known, default=SearchVector(field, config="tracker_simple"))


class Passage(WorkspaceOwned):
    """A paragraph of a document, which search and headlines use. Rebuilt when the text is corrected."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=12)
    text = models.TextField()
    search = models.GeneratedField(expression=stemmed("text"), output_field=SearchVectorField(), db_persist=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="passage_ends_after_it_starts",
                violation_error_message=_("A passage ends after it starts."),
            )
        ]
        indexes = [GinIndex(fields=["search"], name="passage_search")]

    def __str__(self) -> str:
        return self.text[:80]


class Likeness(WorkspaceOwned):
    """Numbers by which a text that is nearly the same is found. Rebuilt when the text is corrected."""

    document = models.OneToOneField(
        Document,
        on_delete=models.CASCADE,
        related_name="likeness",
        error_messages={"unique": _("A document has these numbers once.")},
    )
    bands = ArrayField(models.IntegerField())

    class Meta:
        indexes = [GinIndex(fields=["bands"], name="likeness_by_band")]

    def __str__(self) -> str:
        return f"{self.document_id}"


class ExcerptQuerySet(models.QuerySet["Excerpt"]):
    def anchored(self) -> "ExcerptQuerySet":
        return self.filter(state=Excerpt.State.ANCHORED)


@pghistory.track(exclude=["search"])
class Excerpt(WorkspaceOwned, Versioned):
    """Words cut from a document: code points start to end, end-exclusive, with what stands on either side."""

    class State(models.TextChoices):
        ANCHORED = "anchored", _("Anchored")
        UNRESOLVED = "unresolved", _("Unresolved")

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="excerpts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=32, blank=True)
    suffix = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ANCHORED)
    translation = models.TextField(blank=True)
    translator = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = recorded_at()
    search = models.GeneratedField(
        expression=SearchVector("exact", weight="A", config="tracker_simple")
        + SearchVector("translation", weight="B", config=f"tracker_{OUR_LANGUAGE}"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PeerManager.from_queryset(ExcerptQuerySet)()

    class Meta:
        ordering = ["start", "end"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="excerpt_ends_after_it_starts",
                violation_error_message=_("The quoted words end after they start."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="anchored") | models.Q(end=models.F("start") + Length("exact")),
                name="an_anchored_excerpt_is_as_long_as_its_words",
                violation_error_message=_("The place in the text is not as long as the quoted words."),
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="excerpt_search")]

    def __str__(self) -> str:
        return self.exact[:80]
