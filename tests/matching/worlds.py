"""The worked examples of matching as a registry on disk."""

from collections.abc import Sequence
from pathlib import Path

from support import tree

MATCHING = """\
schema: 1
year: 2026
on: "2026-02-10"
mentees: {{flag: low_results}}
mentors: {{flag: leader}}
capacity:
  default: 2
  of:
    - {{mentor: luga-l, places: {luga}}}
    - {{mentor: tosno-l, places: {tosno}}}
hard: {{consent: false, levels: true}}
points: {{other_district: 20, km_per_point: 10, km_cap: 20, subject_gap: 8}}
roads:
  - {{mentor: tosno-l, mentee: luga-1, km: 140}}
  - {{mentor: tosno-l, mentee: luga-2, km: 120}}
  - {{mentor: tosno-l, mentee: tosno-1, km: 9}}
  - {{mentor: tosno-l, mentee: tosno-2, km: 0}}
  - {{mentor: luga-l, mentee: luga-1, km: 5}}
  - {{mentor: luga-l, mentee: luga-2, km: 9}}
  - {{mentor: luga-l, mentee: tosno-1, km: 149}}
  - {{mentor: luga-l, mentee: tosno-2, km: 150}}
{more}"""
_DISTRICTS = {"luga": "Лужский", "tosno": "Тосненский"}


def school(name: str, flag: str, levels: str = "basic", since: str = "2026-02-01") -> str:
    """A school of the district that its id begins with, on a list of the year."""
    district = name.partition("-")[0]
    return (
        f'schema: 1\nname: "Школа {name}"\ntype: school\ndistrict: {district}\n'
        f"levels: [{levels}]\nlanguages: [ru]\n"
        f'flags:\n  - {{flag: {flag}, from: "{since}", to: "2027-01-31"}}\n'
    )


def profile(school: str, key: str, subjects: Sequence[str]) -> str:
    """Deficits or strengths of 2025."""
    return f"schema: 1\nschool: {school}\nyear: 2025\n{key}: [{', '.join(subjects)}]\n"


def base_files(luga: int = 2, tosno: int = 2, more: str = "") -> dict[str, str]:
    """Two districts with a mentor and two mentees each; places of the mentors; more of the matching.

    By hand: luga-1 0 and 34 (20 + 14), luga-2 8 (one gap) and 32 (20 + 12), tosno-1 0 and 34
    (20 + 14), tosno-2 16 (two gaps) and refused, for luga-l has no secondary level.
    """
    return {
        **{
            f"districts/{name}.yaml": f'schema: 1\nname: "{short} муниципальный район"\n'
            f'short_name: "{short}"\ntype: municipal_district\n'
            for name, short in _DISTRICTS.items()
        },
        "schools/luga-l.yaml": school("luga-l", "leader"),
        "schools/tosno-l.yaml": school("tosno-l", "leader", "basic, secondary"),
        "schools/luga-1.yaml": school("luga-1", "low_results"),
        "schools/luga-2.yaml": school("luga-2", "low_results"),
        "schools/tosno-1.yaml": school("tosno-1", "low_results"),
        "schools/tosno-2.yaml": school("tosno-2", "low_results", "basic, secondary"),
        "profiles/luga-2-2025.yaml": profile("luga-2", "deficits", ["math"]),
        "profiles/tosno-2-2025.yaml": profile("tosno-2", "deficits", ["physics", "chemistry"]),
        "profiles/tosno-l-2025.yaml": profile("tosno-l", "strong", ["math"]),
        "profiles/luga-l-2025.yaml": profile("luga-l", "strong", ["history"]),
        "matching/matching-2026.yaml": MATCHING.format(luga=luga, tosno=tosno, more=more),
    }


def base_world(folder: Path, luga: int = 2, tosno: int = 2, more: str = "") -> Path:
    """The files of the base on disk."""
    return tree(folder, base_files(luga, tosno, more))
