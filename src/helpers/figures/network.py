"""Co-occurrence networks: shapes for words, squares for values, lines for what goes together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures.canvas import MARGIN, build_canvas, fill_box, notes_height, write_lines, write_notes
from helpers.figures.groups import LOOKS, Look, draw_shape, half_size, holds, pick_look
from helpers.figures.lettering import one_line
from helpers.figures.picture import Picture
from helpers.figures.shapes_key import (
    DASHES,
    LINE,
    KeyItem,
    draw_shapes_key,
    key_height,
    line_item,
    list_sizes,
    name_members,
    shape_item,
)
from helpers.figures.spreading import spread_network
from helpers.figures.style import SMALL_PT, TEXT_PT, WHITE, WIDTH, use_style
from helpers.figures.word_labels import measure_labels, wrap_labels
from helpers.numerals import number_text
from helpers.text.analyses.association import COEFFICIENTS
from helpers.text.analyses.cooccurrence import VALUE, Network, list_communities
from helpers.text.analyses.wording import count_units, name_units

LARGEST, SMALLEST = 95.0, 6.0  # mm2 of a node
THICKEST, THINNEST = 4.2, 0.7  # pt of an edge
TALLEST, LEAST_GROUP, TOLD_EDGES = 150.0, 3, 12


@dataclass(frozen=True)
class Node:
    """A node as drawn: its look, its area (mm2), its label, and the size of the label (mm)."""

    look: Look
    area: float
    lines: list[str]
    label: tuple[float, float]
    is_value: bool = False

    @property
    def is_inside(self) -> bool:
        """Whether the label stands inside the shape; else it stands below."""
        return self.is_value or holds(self.area, self.look.shape, *self.label)

    @property
    def shape_size(self) -> tuple[float, float]:
        if self.is_value:
            return self.label[0] + 3.0, self.label[1] + 2.4
        half = half_size(self.area, self.look.shape)
        return half[0] * 2, half[1] * 2

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of shape and label together."""
        wide, high = self.shape_size
        return max(wide, self.label[0]), high if self.is_inside else high + self.label[1]

    def centre(self, point: np.ndarray) -> np.ndarray:
        """The middle of the shape when the whole is centred on `point`."""
        return point - (0, 0 if self.is_inside else self.label[1] / 2)


def plot_network(network: Network, title: str = "", name: str = "network") -> Picture:
    """Node area by frequency, edge width by coefficient, shape and colour by community (of three nodes or more).

    Reads the frames of `Network`. Values are boxes; edges between communities are dashed. Labels never overlap.
    """
    nodes = _list_nodes(network)
    number = {label: row for row, label in enumerate(network.nodes["node"])}
    ends = [(number[row.source], number[row.target]) for row in network.edges.itertuples()]
    sizes = np.array([node.size for node in nodes]).reshape(-1, 2)
    points, height = spread_network(ends, sizes, WIDTH - 2 * MARGIN, TALLEST)
    points += np.array([MARGIN, 1.5])
    centres = [node.centre(point) for node, point in zip(nodes, points, strict=True)]
    key, notes, room = _key(network), _notes(network), height + 4 if nodes else 12
    with use_style():
        axes = build_canvas(room + key_height(key) + notes_height(notes) + 1)
        if not nodes:
            write_lines(axes, MARGIN, 5, ["該当なし（結ばれる語がない）"], TEXT_PT)
        _draw_edges(axes, network.edges, [(centres[one], centres[other]) for one, other in ends])
        for node, centre in zip(nodes, centres, strict=True):
            _draw_node(axes, node, *centre)
        write_notes(axes, notes, draw_shapes_key(axes, key, room))
    return Picture(axes.figure, describe_network(network, title), name)


def _list_nodes(network: Network) -> list[Node]:
    """Looks go to the communities by size; in a network of values, to the values."""
    nodes, shown = network.nodes, _shown_groups(network)
    lines = wrap_labels(nodes["node"])
    sizes = measure_labels(lines)
    largest = max([1, *nodes.loc[nodes["kind"] != VALUE, "tf"]])
    return [
        Node(
            pick_look(shown.get(row.community, -1)), max(LARGEST * row.tf / largest, SMALLEST), label, tuple(size),
            row.kind == VALUE,
        )
        for row, label, size in zip(nodes.itertuples(), lines, sizes, strict=True)
    ]  # fmt: skip


def _shown_groups(network: Network) -> dict[int, int]:
    """Community -> number of its look; small ones are plain in a network of words."""
    sizes = network.nodes.groupby("community").size()
    least = 1 if (network.nodes["kind"] == VALUE).any() else LEAST_GROUP
    return {int(group): place for place, group in enumerate(sizes[sizes >= least].index)}


def _draw_edges(axes: Axes, edges: pd.DataFrame, ends: Sequence[tuple[np.ndarray, np.ndarray]]) -> None:
    """Weak ones first, so that strong ones lie on top."""
    widths = edge_widths(edges["coefficient"].to_numpy())
    for row in range(len(edges) - 1, -1, -1):
        (x, y), (x_end, y_end) = ends[row]
        style = "-" if edges["within"].iloc[row] else DASHES
        axes.plot([x, x_end], [y, y_end], color=LINE, linewidth=widths[row], linestyle=style, zorder=1,
                  solid_capstyle="butt")  # fmt: skip


def edge_widths(coefficients: np.ndarray) -> np.ndarray:
    """pt, in proportion to the largest coefficient."""
    return THINNEST + (THICKEST - THINNEST) * coefficients / (coefficients.max(initial=0) or 1.0)


def _draw_node(axes: Axes, node: Node, x: float, y: float) -> None:
    """A white plate keeps edges from striking through a label that stands below its shape."""
    wide, high = node.label
    if node.is_value:
        width, height = node.shape_size
        fill_box(axes, x - width / 2, y - height / 2, width, height, node.look.fill, edgecolor=node.look.line,
                 linewidth=1.4, zorder=3)  # fmt: skip
    else:
        draw_shape(axes, x, y, node.area, node.look, zorder=3)
    if not node.is_inside:
        y += node.shape_size[1] / 2 + high / 2
        fill_box(axes, x - wide / 2, y - high / 2, wide, high, WHITE, edgecolor="none", linewidth=0, zorder=2)
    weight = "bold" if node.is_value else "normal"
    write_lines(axes, x, y, node.lines, SMALL_PT, ha="center", zorder=4, fontweight=weight)


def _key(network: Network) -> list[KeyItem]:
    """Communities (words only), sizes, widths."""
    edges, words = network.edges, network.nodes[network.nodes["kind"] != VALUE]
    items = _value_items(network) if (network.nodes["kind"] == VALUE).any() else _group_items(network)
    items += list_sizes(words["tf"], LARGEST)
    if len(edges):
        ends = sorted(
            {round(float(value), 2) for value in (edges["coefficient"].min(), edges["coefficient"].max())}
        )
        widths = edge_widths(np.array([*ends, edges["coefficient"].max()]))
        name = COEFFICIENTS[network.coefficient]
        items += [
            line_item(width, "-", f"{name} {number_text(value, 2)}")
            for value, width in zip(ends, widths, strict=False)
        ]
    return [*items, line_item(1.4, DASHES, "まとまりをまたぐ線")] if (~edges["within"]).any() else items


def _group_items(network: Network) -> list[KeyItem]:
    shown = _shown_groups(network)
    groups = list_communities(network)
    return [
        shape_item(pick_look(shown[row.community]), f"{row.community}　{name_members(row.members.split('、'), row.nodes)}", wide=True)
        for row in groups[groups["community"].isin([group for group, look in shown.items() if look < len(LOOKS)])].itertuples()
    ]  # fmt: skip


def _value_items(network: Network) -> list[KeyItem]:
    values = network.nodes[network.nodes["kind"] == VALUE]
    shown = _shown_groups(network)
    return [
        shape_item(pick_look(shown[row.community]), f"「{row.node}」と最も強く結ばれた語", wide=True)
        for row in values.itertuples()
        if shown[row.community] < len(LOOKS)
    ]


def _notes(network: Network) -> list[str]:
    left = f"最も弱い線と同じ強さの{network.left_off:,}組は省いた。" if network.left_off else ""
    return [f"{network.selection}、{name_units(network.units, network.unit)}。{left}"]


def describe_network(network: Network, title: str = "") -> str:
    """The strongest edges and the communities, from the frames."""
    edges, coefficient = network.edges, COEFFICIENTS[network.coefficient]
    is_values = (network.nodes["kind"] == VALUE).any()
    said = [one_line(title).rstrip("。"), "共起ネットワーク"]
    if edges.empty:
        return "。".join(part for part in [*said, "該当なし"] if part) + "。"
    low, high = (number_text(float(edges["coefficient"].iloc[i]), 2) for i in (-1, 0))
    said.append(
        f"{len(network.nodes):,}の{'語と値' if is_values else '語'}を結ぶ{len(edges):,}本の線（{coefficient} {low if low == high else f'{low}〜{high}'}）"
    )
    pairs = [
        f"{row.source}と{row.target} {number_text(float(row.coefficient), 2)}（{count_units(row.shared, network.unit)}）"
        for row in edges.head(TOLD_EDGES).itertuples()
    ]
    said.append("強い順に、" + "、".join(map(one_line, pairs)) + ("など" if len(edges) > TOLD_EDGES else ""))
    for row in list_communities(network).itertuples():
        if row.nodes >= LEAST_GROUP:
            said.append(f"まとまり{row.community}（{row.nodes}）：{one_line(row.members)}")
    return "。".join(part for part in said if part) + "。"
