"""What two lines of work both took for different things: ids, numbers, numbers of orders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from innoreg.model.base import Record, references
from innoreg.model.order import Order
from innoreg.model.registry import Registry
from innoreg.queries.diff.record_parts import Piece, split_record

_PARTS = ("section", "item", "clause", "project")


class Spot(NamedTuple):
    """Where: a path from the registry's root, line and column counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def _spot(registry: Registry, record: Record, *path: str | int) -> Spot:
    place = registry.place(record, *path)
    return Spot(place.file, place.line, place.column)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One word to write anew: where it stands on their side, what it is and what it becomes."""

    place: Spot
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Collision:
    """Something taken by both sides since they parted.

    kind: `id` (of a record), `number` (of an item, section, clause or project), `order-number`
    (two records for one number of one issuer in one year). ref: on the first side; other: on the
    second. proposal: what the second side's may be called instead; None where only people know.
    rewrites: all places of the second side to change for it; a file's own name is not among them.
    """

    kind: Literal["id", "number", "order-number"]
    ref: str
    other: str
    title: str
    other_title: str
    place: Spot
    other_place: Spot
    proposal: str | None = None
    rewrites: tuple[Rewrite, ...] = ()


def collisions(base: Registry, ours: Registry, theirs: Registry) -> list[Collision]:
    """Everything both sides took since `base`; the second side is the one to give way."""
    return [
        *_id_collisions(base, ours, theirs),
        *_number_collisions(base, ours, theirs),
        *_order_collisions(base, ours, theirs),
    ]


def _id_collisions(base: Registry, ours: Registry, theirs: Registry) -> Iterator[Collision]:
    # Also what was deleted since: a free id must not bring back an old reference.
    taken = {*ours.by_id, *theirs.by_id, *base.by_id}
    for name in sorted(theirs.by_id.keys() & ours.by_id.keys() - base.by_id.keys()):
        mine, their = ours.by_id[name][0], theirs.by_id[name][0]
        if mine == their:
            continue
        free = next(f"{name}-{n}" for n in range(2, 10_000) if f"{name}-{n}" not in taken)
        yield Collision(
            "id", mine.ref, their.ref, _title(mine), _title(their),
            _spot(ours, mine), _spot(theirs, their), free, tuple(_new_references(theirs, their, free)),
        )  # fmt: skip


def _title(record: Record) -> str:
    return split_record(record)[0].title


def _new_references(registry: Registry, record: Record, new: str) -> Iterator[Rewrite]:
    """Every reference to the record, with its new id."""
    for holder, path, ref in _references(registry):
        target = registry.find(ref)
        if target and target.record is record:
            words = ref.split("/")
            at = next(i for i, word in enumerate(words) if word == record.id)
            now = "/".join([*words[:at], new, *words[at + 1 :]])
            yield Rewrite(_spot(registry, holder, *path), ref, now)


def _references(registry: Registry) -> Iterator[tuple[Record, tuple[str | int, ...], str]]:
    for holder in registry.records:
        for path, ref, _to in references(holder):
            yield holder, path, ref


def _number_collisions(base: Registry, ours: Registry, theirs: Registry) -> Iterator[Collision]:
    """Parts that both sides added to a record both have, under one number."""
    for name in sorted(ours.by_id.keys() & theirs.by_id.keys() & base.by_id.keys()):
        old, mine, their = (r.by_id[name][0] for r in (base, ours, theirs))
        # Only one side changed it, or both alike.
        if mine in (their, old) or their == old:
            continue
        known = {p.mark for p in split_record(old)}
        added = {p.mark: p for p in split_record(mine) if p.mark not in known}
        both = [p for p in split_record(their) if p.mark in added and p.subject in _PARTS]
        taken = {p.key for p in (*split_record(mine), *split_record(their))}
        heads: list[str] = []
        for piece in both:
            # A row that moves takes those below it along.
            inside = any(piece.key.startswith(f"{head}.") for head in heads)
            if piece.fields != added[piece.mark].fields and not inside:
                heads.append(piece.key)
                one, other = (mine, added[piece.mark]), (their, piece)
                yield _number_collision(ours, theirs, one, other, taken)


def _number_collision(
    ours: Registry,
    theirs: Registry,
    one: tuple[Record, Piece],
    other: tuple[Record, Piece],
    taken: set[str],
) -> Collision:
    (mine, here), (their, there) = one, other
    free = _next_free_number(there.key, taken)
    taken.add(free)
    return Collision(
        "number", f"{mine.id}/{here.key}", f"{their.id}/{there.key}", here.title, there.title,
        _place(ours, mine, here.key), _place(theirs, their, there.key), free,
        tuple(_new_numbers(theirs, their, there, free)),
    )  # fmt: skip


def _place(registry: Registry, record: Record, key: str) -> Spot:
    target = registry.parts(record).get(key)
    return _spot(registry, record, *(target.path if target else ()))


def _next_free_number(key: str, taken: Iterable[str]) -> str:
    """The next number among its brothers: «7.4» after «7.3», or «x-2» where it is a word."""
    head, dot, last = key.rpartition(".")
    known = set(taken)
    if not last.isdecimal():
        return next(f"{key}-{n}" for n in range(2, 10_000) if f"{key}-{n}" not in known)
    numbers = (f"{head}{dot}{n}" for n in range(int(last) + 1, int(last) + 10_000))
    return next(number for number in numbers if number not in known)


def _new_numbers(registry: Registry, record: Record, piece: Piece, new: str) -> Iterator[Rewrite]:
    """Its own number, the numbers below it, and every reference to any of them."""
    for key, target in registry.parts(record).items():
        part = target.item or target.clause
        own = (part.item if target.item else part.clause) if part else target.project  # type: ignore[union-attr]
        if own is None or not (key == piece.key or key.startswith(f"{piece.key}.")):
            continue
        field = "id" if target.project else "number"
        was = str(getattr(own, field) or "")
        # In a section an item is printed with its own short number, which the key prolongs.
        short = key.removesuffix(was.rstrip("."))
        now = (new + key.removeprefix(piece.key)).removeprefix(short)
        if was:
            yield Rewrite(
                _spot(registry, record, *target.path, field),
                was,
                now + "." * (len(was) - len(was.rstrip("."))),
            )
    for holder, path, ref in _references(registry):
        target_of = registry.find(ref)
        head, _slash, tail = ref.rpartition("/")
        same = target_of is not None and target_of.record is record and bool(target_of.path)
        if same and (tail == piece.key or tail.startswith(f"{piece.key}.")):
            now = f"{head}/{new}{tail.removeprefix(piece.key)}"
            yield Rewrite(_spot(registry, holder, *path), ref, now)


def _order_collisions(base: Registry, ours: Registry, theirs: Registry) -> Iterator[Collision]:
    """One order of an issuer entered on both sides under two ids; the first side's id stays."""
    known = {order.id for order in base.all(Order)}
    mine = {_order_key(o): o for o in ours.all(Order) if o.number and o.id not in known}
    for their in theirs.all(Order):
        other = mine.get(_order_key(their))
        if their.id in known or other is None or other.id == their.id:
            continue
        yield Collision(
            "order-number", other.id, their.id, other.title, their.title,
            _spot(ours, other, "number"), _spot(theirs, their, "number"), other.id,
            tuple(_new_references(theirs, their, other.id)),
        )  # fmt: skip


def _order_key(order: Order) -> tuple[str, int, str]:
    return order.issuer.rpartition("/")[2], order.in_force_from.year, (order.number or "").strip()
