"""What depends on what: worked by hand, and against every way of choosing one group for each claim."""

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from tracker.analysis.dependence import Claim, Dependence, Need, Thing


def claim(key, holder, about, *groups):
    """`claim(1, "Russia", "summit", ["deal"])`; an outcome follows a colon, a fate a bang: "deal:2012!met"."""
    return Claim(key, frozenset({holder}), thing(about), tuple(tuple(need(one) for one in group) for group in groups))


def thing(written):
    subject, _colon, outcome = written.partition(":")
    return Thing(subject, outcome or None)


def need(written):
    what, _bang, fate = written.partition("!")
    return Need(thing(what), fate or "open")


def found(*claims):
    return Dependence(claims)


# Loops ----------------------------------------------------------------------------------------------------------------
COMES = claim(1, "Russia", "summit:if a deal", ["deal:2012"])
STRIKES = claim(2, "NATO", "deal:2012", ["summit"])


def test_a_summit_that_needs_a_deal_that_needs_the_summit_is_a_loop_without_a_way_round():
    (loop,) = found(COMES, STRIKES).loops
    assert loop.subjects == ("deal", "summit")
    assert loop.steps == ((2,), (1,))
    assert loop.closed


def test_whoever_else_sets_the_same_condition_stands_at_the_same_step():
    (loop,) = found(COMES, STRIKES, claim(3, "NATO", "summit:if a deal", ["deal:2012"])).loops
    assert loop.steps == ((2,), (1, 3))


def test_it_is_a_loop_unless_another_group_leads_round_it():
    other = claim(2, "NATO", "deal:2012", ["summit"], ["a signing by post"])
    (loop,) = found(COMES, other).loops
    assert not loop.closed
    assert loop.ways == ((2, 1),)
    assert not found(COMES, other).stuck


def test_a_group_that_needs_both_leads_nowhere_round():
    assert found(COMES, claim(2, "NATO", "deal:2012", ["summit", "money"])).loops[0].closed


def test_a_way_round_for_one_party_does_not_help_where_another_still_waits():
    easy, strict = claim(2, "NATO", "deal", ["summit"], ["money"]), claim(3, "Poland", "deal", ["summit"])
    assert found(COMES, easy, strict).loops[0].closed


def test_where_one_still_waits_anothers_way_is_not_offered():
    easy, lost = claim(2, "NATO", "deal", ["summit"], ["money"]), claim(3, "Poland", "deal", ["summit", "radar!failed"])
    (loop,) = found(claim(1, "Russia", "summit", ["deal"], ["a visit"]), easy, lost).loops
    assert loop.ways == ((1, 1),)


def test_a_way_that_leads_into_another_loop_or_has_failed_is_none():
    mill = [claim(4, "A", "mill", ["grain"]), claim(5, "B", "grain", ["mill"])]
    around = claim(2, "NATO", "deal:2012", ["summit"], ["mill"])
    assert [loop.closed for loop in found(COMES, around, *mill).loops] == [True, True]
    assert found(COMES, claim(2, "NATO", "deal:2012", ["summit"], ["mill!failed"])).loops[0].closed


def test_what_is_met_closes_no_loop():
    dependence = found(claim(1, "Russia", "summit", ["deal:2012!met"]), STRIKES)
    assert not dependence.loops
    assert not dependence.stuck


def test_another_outcome_of_the_same_subject_is_another_thing_and_one_not_named_may_be_any():
    assert not found(COMES, claim(2, "NATO", "deal:2013", ["summit"])).loops
    assert found(COMES, claim(2, "NATO", "deal", ["summit"])).loops


def test_after_you_is_a_loop_between_two_parties_and_none_for_one_alone():
    first, second = claim(1, "Russia", "treaty", ["treaty:in force"]), claim(2, "NATO", "treaty", ["treaty:in force"])
    assert found(first, second).loops[0].subjects == ("treaty", "treaty")
    assert not found(first).loops
    assert not found(first, claim(2, "Russia", "treaty", ["treaty:in force"])).loops  # the same demand again


# Keystones ------------------------------------------------------------------------------------------------------------
def test_that_on_which_most_depends_comes_first_through_others_too():
    chain = [claim(1, "A", "summit", ["deal"]), claim(2, "B", "deal", ["trust"]), claim(3, "B", "visit", ["weather"])]
    ranked = found(*chain).keystones
    assert [(each.subject, each.falls) for each in ranked] == [("trust", (1, 2)), ("deal", (1,)), ("weather", (3,))]


def test_what_has_another_way_does_not_fall_with_it():
    (first, *_) = found(claim(1, "A", "summit", ["deal"], ["money"]), claim(2, "A", "visit", ["deal"])).keystones
    assert (first.subject, first.direct, first.falls) == ("deal", (1, 2), (2,))


def test_what_is_met_is_no_keystone():
    assert not found(claim(1, "A", "summit", ["deal!met"])).keystones


# Against brute force --------------------------------------------------------------------------------------------------
SUBJECTS = "abc"
things = st.builds(Thing, st.sampled_from(SUBJECTS), st.sampled_from([None, 1, 2]))
needs = st.builds(Need, things, st.sampled_from(["open", "open", "open", "met", "failed"]))
some = st.lists(st.lists(needs, min_size=1, max_size=2).map(tuple), max_size=3).map(tuple)
graphs = st.lists(st.tuples(st.sampled_from("XY"), things, some), max_size=5).map(
    lambda rows: [Claim(key, frozenset({who}), about, groups) for key, (who, about, groups) in enumerate(rows)]
)


def held_up(one, wanted, claims):
    """Whom a need waits for."""
    return [
        other.key
        for other in claims
        if other.key != one.key
        and other.about.subject == wanted.thing.subject
        and (None in (other.about.outcome, wanted.thing.outcome) or other.about.outcome == wanted.thing.outcome)
        and (one.about.subject != other.about.subject or one.holders != other.holders)
    ]


def runs_out(key, chosen, claims, above=()):
    """Whether nothing under the claim comes back to what stands above it, each waiting for the group chosen."""
    if key in above:
        return False
    if chosen[key] is None:
        return True
    for wanted in chosen[key]:
        below = [] if wanted.fate == "met" else held_up(claims[key], wanted, claims)
        if wanted.fate == "failed" or not all(runs_out(each, chosen, claims, (*above, key)) for each in below):
            return False
    return True


@given(graphs)
def test_a_claim_is_stuck_exactly_when_no_choice_of_groups_runs_out(claims):
    choices = list(product(*[one.groups or (None,) for one in claims]))
    free = {one.key for one in claims if any(runs_out(one.key, chosen, claims) for chosen in choices)}
    assert found(*claims).stuck == {one.key for one in claims} - free


@given(graphs)
def test_every_claim_that_waits_for_itself_is_in_a_loop_and_no_other(claims):
    reach = {
        one.key: {each for group in one.groups for n in group if n.fate != "met" for each in held_up(one, n, claims)}
        for one in claims
    }
    edges = {key: set(others) for key, others in reach.items()}
    for _ in claims:
        reach = {key: others.union(*(reach[each] for each in others)) for key, others in reach.items()}
    dependence = found(*claims)
    caught = {key for loop in dependence.loops for step in loop.steps for key in step}
    assert {key for key in reach if key in reach[key]} <= caught
    for loop in dependence.loops:
        after = [*loop.steps[1:], loop.steps[0]]
        assert all(edges[key] & set(then) for step, then in zip(loop.steps, after, strict=True) for key in step)
        assert all(loop.steps)
        assert loop.closed == all(set(step) & dependence.stuck for step in loop.steps)


@given(graphs, st.sampled_from(SUBJECTS))
def test_what_falls_is_all_that_no_consistent_set_without_it_holds(claims, gone):
    def stands(one, others):
        return not one.groups or any(
            all(
                wanted.fate == "met" or (wanted.thing.subject != gone and set(held_up(one, wanted, claims)) <= others)
                for wanted in group
            )
            for group in one.groups
        )

    kept = set()
    for size in range(len(claims) + 1):
        for chosen in combinations(claims, size):
            keys = {one.key for one in chosen}
            if all(stands(one, keys) for one in chosen):
                kept |= keys
    assert set(found(*claims).falling(gone)) == {one.key for one in claims} - kept
