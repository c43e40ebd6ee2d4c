import pytest
from django.urls import reverse

from tracker.base.addresses import numbered


@pytest.mark.parametrize("name", ["desk:statement", "desk:move_excerpt", "sources:translate", "positions:detail"])
@pytest.mark.parametrize("ws", ["desk", "0", "w"])
def test_it_is_what_reverse_says(name, ws):
    for pk in (1, 10, 9_000_000_000):
        assert numbered(name, ws, pk) == reverse(name, kwargs={"ws": ws, "pk": pk})
