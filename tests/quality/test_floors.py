"""The quality gate itself, and that it can fail."""

import json

import floors


def test_no_figure_is_below_its_floor():
    pinned = json.loads(floors.FLOORS.read_text())
    assert len(pinned) >= 15
    assert floors.broken(floors.figures(), pinned) == []


def test_the_gate_can_fail():
    assert floors.broken({"a": 0.5}, {"a": 0.6}) == ["a: 0.500, floor 0.600"]
    ceiling = floors.CEILINGS[0]
    assert floors.broken({ceiling: 2.0}, {ceiling: 1.0})


def test_floors_go_down_only_if_asked():
    assert floors.pinned({"a": 0.5}, {"a": 0.6}, lower=False)["a"] == 0.6
    assert floors.pinned({"a": 0.5}, {"a": 0.6}, lower=True)["a"] == 0.495
