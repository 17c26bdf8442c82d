"""Bars and tile maps: where things stand, and that a small number is not given away."""

from meedoen.portals.drawings import SHADES, Place, bar, tile_map


def test_bar_and_mark_are_on_one_scale() -> None:
    drawn = bar(752, 1504)
    assert drawn.filled * 2 == drawn.mark
    assert bar(3257, 1504).filled > bar(3257, 1504).mark
    assert bar(0, 0).filled == 0
    assert bar(-4, 10).filled == 0


def test_tiles_stand_on_a_grid_from_the_corner() -> None:
    drawn = tile_map([Place("Assen", "Ass", 4, 7, 360), Place("Veendam", "Vee", 5, 6, 160)])
    assert (drawn.tiles[0].x, drawn.tiles[1].y) == (0, 0)
    assert drawn.tiles[1].x == drawn.tiles[0].y == drawn.size + 4
    assert drawn.width == drawn.height


def test_shades_follow_rank_so_that_one_town_does_not_pale_the_others() -> None:
    values = [10, 20, 30, 40, 5000]
    shades = [tile.shade for tile in tile_map(Place(str(v), "x", v, 0, v) for v in values).tiles]
    assert shades == list(range(SHADES))


def test_hidden_and_unknown_numbers_have_no_shade() -> None:
    drawn = tile_map(
        [
            Place("Ten Boer", "TBo", 0, 0, 3, is_hidden=True),
            Place("Haren", "Har", 1, 0, None),
            Place("Assen", "Ass", 2, 0, 0),
        ]
    )
    assert [tile.shade for tile in drawn.tiles] == [None, None, 0]


def test_no_places_is_an_empty_map() -> None:
    assert tile_map([]).tiles == ()
